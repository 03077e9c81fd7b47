/** What an index by origin and a set of names for each rule cost, and nothing besides: no trace, no doubts, no answer. */
export const start = () => ({ compile });

function compile(rules) {
  const exact = new Map();
  const endings = new Map();
  const lengths = new Set();
  rules.forEach(({ allowedOrigins, allowedMethods, allowedHeaders }) => {
    const rule = {
      methods: new Set(allowedMethods),
      headers: new Set(allowedHeaders.map((name) => name.toLowerCase())),
    };
    for (const pattern of allowedOrigins) {
      const star = pattern.indexOf('*');
      if (star < 0) {
        add(exact, pattern, rule);
        continue;
      }
      const [beginning, ending] = [pattern.slice(0, star), pattern.slice(star + 1)];
      lengths.add(ending.length);
      add(endings, ending, { ...rule, beginning });
    }
  });
  return ({ origin, method, headers }) => {
    for (const rule of exact.get(origin) ?? []) if (allows(rule, method, headers)) return true;
    for (const length of lengths) {
      for (const rule of endings.get(origin.slice(-length)) ?? [])
        if (origin.startsWith(rule.beginning) && allows(rule, method, headers)) return true;
    }
    return false;
  };
}

function allows(rule, method, headers) {
  if (!rule.methods.has(method)) return false;
  for (const name of headers) if (!rule.headers.has(name.toLowerCase())) return false;
  return true;
}

function add(index, key, rule) {
  const rules = index.get(key);
  if (rules === undefined) index.set(key, [rule]);
  else rules.push(rule);
}
