/** Nothing that these keys could open exists. */
export const SECRET = 'fixtureSecret/0123456789+abcdefghijklmno';
export const TOKEN = `fixtureToken//${'wEXAMPLE'.repeat(12)}==`;
export const KEY = 'ASIAFIXTURE000000001';
export const END = '2026-11-21T11:00:00Z';
export const NOW = new Date('2026-11-21T10:00:00Z');

export const EXPECTED = {
  accessKeyId: KEY,
  secretAccessKey: SECRET,
  securityToken: TOKEN,
  expiration: new Date(END),
};

/** The four fields as AWS and Ceph spell them. */
export const FIELDS = {
  AccessKeyId: KEY,
  SecretAccessKey: SECRET,
  SessionToken: TOKEN,
  Expiration: END,
};

const ASSUMED = {
  AssumedRoleUser: {
    AssumedRoleId: 'AROAFIXTURE:page',
    Arn: 'arn:aws:sts::123456789012:assumed-role/upload/page',
  },
  PackedPolicySize: 6,
};

/** What `AssumeRole` answers in XML. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRoleXml(
  fields: Readonly<Record<string, string>> = FIELDS,
  action = 'AssumeRole',
): string {
  const elements = Object.entries(fields)
    .map(([name, value]) => `      <${name}>${value}</${name}>`)
    .join('\n');
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <${action}Result>
    <AssumedRoleUser>
      <AssumedRoleId>AROAFIXTURE:page</AssumedRoleId>
      <Arn>arn:aws:sts::123456789012:assumed-role/upload/page</Arn>
    </AssumedRoleUser>
    <Credentials>
${elements}
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
  </${action}Result>
  <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata>
</${action}Response>`;
}

/** The same answer in every form in which an app may pass it on. */
export const ANSWERS: readonly (readonly [form: string, answer: unknown])[] = [
  ['this SDK’s own spelling', { ...EXPECTED }],
  ['the own spelling with a text date', { ...EXPECTED, expiration: END }],
  ['the own spelling with Unix seconds', { ...EXPECTED, expiration: Date.parse(END) / 1000 }],
  ['Unix seconds as text', { ...FIELDS, Expiration: String(Date.parse(END) / 1000) }],
  ['the bare fields of AWS', { ...FIELDS }],
  ['an SDK for JavaScript answer', { Credentials: { ...FIELDS, Expiration: new Date(END) }, ...ASSUMED }],
  ['a nested object', { AssumeRoleResponse: { AssumeRoleResult: { Credentials: FIELDS, ...ASSUMED } } }],
  [
    'camel case with sessionToken',
    { accessKeyId: KEY, secretAccessKey: SECRET, sessionToken: TOKEN, expiration: END },
  ],
  ['JSON text', JSON.stringify({ Credentials: FIELDS, ...ASSUMED })],
  ['JSON text with space around it', `\n  ${JSON.stringify({ Credentials: FIELDS })}\n`],
  ['XML text of AssumeRole', assumeRoleXml()],
  ['XML text with a declaration', `<?xml version="1.0" encoding="UTF-8"?>\n${assumeRoleXml()}`],
  ['XML text of GetSessionToken', assumeRoleXml(FIELDS, 'GetSessionToken')],
  ['XML text of AssumeRoleWithWebIdentity', assumeRoleXml(FIELDS, 'AssumeRoleWithWebIdentity')],
  [
    'XML text with a namespace prefix',
    assumeRoleXml()
      .replaceAll(/<(\/?)(\w)/g, '<$1sts:$2')
      .replace('xmlns=', 'xmlns:sts='),
  ],
  ['a date with an offset', { ...FIELDS, Expiration: '2026-11-21T19:00:00+08:00' }],
  ['a date with nanoseconds, as Ceph writes it', { ...FIELDS, Expiration: '2026-11-21T11:00:00.000419345Z' }],
];
