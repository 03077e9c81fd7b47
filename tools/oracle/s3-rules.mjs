/**
 * The rules of a record as the package takes them. A record spells them as the vendor's command line does
 * (`{ CORSRules: [{ AllowedOrigins, … }] }`), leaves the outer object out, or names one of the file's own
 * `corsConfigurations`; `101 rules` stands for so many.
 *
 * @param named - The file's `corsConfigurations`. Default: none.
 * @throws TypeError when it is none of these.
 */
export function toRules(configuration, named = {}) {
  if (configuration === null || configuration === undefined) return [];
  if (typeof configuration === 'string') {
    const [, count] = /^(\d+) rules$/.exec(configuration) ?? [];
    if (count !== undefined) return Array.from({ length: Number(count) }, ruleOfMany);
    if (!Object.hasOwn(named, configuration))
      throw new TypeError(`the configuration ${JSON.stringify(configuration)} is not known`);
    return toRules(named[configuration]);
  }
  const rules = Array.isArray(configuration) ? configuration : configuration.CORSRules;
  if (!Array.isArray(rules)) throw new TypeError(`${JSON.stringify(configuration)} is no list of CORS rules`);
  return rules.map(toRule);
}

/** How the package spells what a record spells as AWS does. */
const FIELDS = {
  id: 'ID',
  allowedOrigins: 'AllowedOrigins',
  allowedMethods: 'AllowedMethods',
  allowedHeaders: 'AllowedHeaders',
  exposeHeaders: 'ExposeHeaders',
  maxAgeSeconds: 'MaxAgeSeconds',
};

function toRule(rule) {
  const known = Object.entries(FIELDS).map(([own, recorded]) => [own, rule[recorded] ?? rule[own]]);
  const given = known.filter(([, value]) => value !== null && value !== undefined);
  // No list of headers, and an empty one, are the same to a store.
  const told = given.filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return { allowedOrigins: [], allowedMethods: [], ...Object.fromEntries(told) };
}

function ruleOfMany(_, index) {
  return { allowedOrigins: [`https://${index}.example`], allowedMethods: ['GET'] };
}
