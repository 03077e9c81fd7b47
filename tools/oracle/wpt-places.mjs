const ORIGIN = 'http://web-platform.test:8000';

/** What the tokens of a record stand for. */
const TOKENS = {
  ORIGIN,
  HOST: 'web-platform.test:8000',
  REMOTE_ORIGIN: 'http://www1.web-platform.test:8000',
  ORIGIN_UPPER: ORIGIN.toUpperCase(),
};

/** The places that requests and redirects of a record go to. */
const PLACES = { SELF: ORIGIN, REMOTE: TOKENS.REMOTE_ORIGIN, REMOTE2: 'http://www2.web-platform.test:8000' };

/** A text with its tokens, as `{{ORIGIN}}`, filled in; anything else as it is. */
export function fillTokens(text) {
  if (typeof text !== 'string') return text;
  return text.replace(/\{\{(\w+)\}\}/g, (_, token) => {
    if (!(token in TOKENS)) throw new TypeError(`the token {{${token}}} is not known`);
    return TOKENS[token];
  });
}

/** The address of a place: `REMOTE`, `SELF with userinfo user:@`; any other text is an address itself. */
export function placeOf(text) {
  const [, name, userinfo = ''] = /^([A-Z]+\d*)(?: with userinfo (\S+@))?$/.exec(text) ?? [];
  if (name === undefined) return fillTokens(text);
  const origin = PLACES[name];
  if (origin === undefined) throw new TypeError(`the place ${name} is not known`);
  return `${origin.replace('//', `//${userinfo}`)}/resource`;
}

/** An answer of a record as the package takes it. */
export function toResponse(answer) {
  if (answer === null) return null;
  const [status, ...lines] = answer;
  return {
    status,
    headers: lines.map(([name, value]) => [
      name,
      name.toLowerCase() === 'location' ? placeOf(value) : fillTokens(value),
    ]),
  };
}
