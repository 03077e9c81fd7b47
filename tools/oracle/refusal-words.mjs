const MALFORMED = [
  'MalformedXML',
  'The XML you provided was not well-formed or did not validate against our published schema',
];
const unsupported = (text) => [
  'InvalidRequest',
  `Found unsupported HTTP method in CORS config. Unsupported method is ${text}`,
];
const severalStars = (element) => (text) => [
  'InvalidRequest',
  `${element} "${text}" can not have more than one wildcard.`,
];

/**
 * With which code and words Amazon S3 refuses what `validateCors()` finds, by the code of the issue: from recorded answers and
 * suites that were held against S3. Without words: only the code is known.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
 */
const WORDS = {
  'cors.rules.none': () => [MALFORMED],
  // Emulators disagree on the code, and nobody recorded it.
  'cors.rules.too-many': () => [['InvalidRequest'], ['MalformedXML']],
  'cors.origin.none': () => [MALFORMED],
  'cors.method.none': () => [MALFORMED],
  'cors.method.list': (text) => [unsupported(text)],
  'cors.method.options': (text) => [unsupported(text)],
  'cors.method.case': (text) => [unsupported(text)],
  'cors.method.star': (text) => [unsupported(text)],
  'cors.method.unsupported': (text) => [unsupported(text)],
  'cors.origin.several-stars': (text) => [severalStars('AllowedOrigin')(text)],
  'cors.header.several-stars': (text) => [severalStars('AllowedHeader')(text)],
  'cors.expose.star': (text) => [
    [
      'InvalidRequest',
      `ExposeHeader "${text}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
    ],
  ],
  'cors.expose.token': () => [['InvalidRequest']],
};

/**
 * Every refusal by which the store may tell what the package finds in rules, as far as its words are known.
 *
 * @param rules - The rules that are put.
 * @param sdk - The public face of the package.
 * @returns {[code: string, message?: string][]}
 */
export function refusalsOf(rules, sdk) {
  const refused = sdk.validateCors(rules, sdk.aws).filter(({ effect }) => effect === 'refused');
  return refused.flatMap(({ code, path }) => WORDS[code]?.(textAt(rules, path)) ?? []);
}

/** The text that `rules[0].allowedMethods[1]` names. */
function textAt(rules, path) {
  const [, rule, field, index] = /^rules\[(\d+)\]\.(\w+)\[(\d+)\]$/.exec(path) ?? [];
  return rules[rule]?.[field]?.[index] ?? '';
}
