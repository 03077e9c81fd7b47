/** The plainest way: a regular expression is made of each pattern for each request. */
export const start = () => ({
  compile: (rules) => (request) => rules.some((rule) => allows(rule, request)),
});

function allows({ allowedOrigins, allowedMethods, allowedHeaders }, { origin, method, headers }) {
  return (
    allowedOrigins.some((pattern) => toRegExp(pattern, '').test(origin)) &&
    allowedMethods.includes(method) &&
    headers.every((name) => allowedHeaders.some((pattern) => toRegExp(pattern, 'i').test(name)))
  );
}

function toRegExp(pattern, flags) {
  const literals = pattern.split('*').map((text) => text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, flags);
}
