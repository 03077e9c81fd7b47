/** The parts of credentials, in the order in which a shape names them. */
const FIELDS = ['accessKeyId', 'secretAccessKey', 'securityToken', 'expiration', 'startTime'] as const;

/** A part of credentials. */
export type CredentialField = (typeof FIELDS)[number];

/** How one kind of STS, or one SDK, spells credentials. */
export interface CredentialShape {
  /** Key id, secret, token, end, and start where it tells one. */
  readonly names: readonly [id: string, secret: string, token: string, end: string, start?: string];
  /** Paths at which such credentials stand, where that tells them from others. */
  readonly place?: RegExp;
  /** The end stands beside the object that holds the keys. */
  readonly endStandsBeside?: true;
  /** It never tells the end: only a store's refusal does. */
  readonly tellsNoEnd?: true;
}

/**
 * Those that come first are taken where two fit alike.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * @see https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole
 * @see https://www.tencentcloud.com/document/product/1150/49456
 * @see https://developers.cloudflare.com/r2/examples/authenticate-r2-temp-credentials/
 */
const SHAPES: readonly [CredentialShape, ...CredentialShape[]] = [
  // This SDK's own.
  { names: ['accessKeyId', 'secretAccessKey', 'securityToken', 'expiration', 'startTime'] },
  // Tencent: AssumeRole, GetFederationToken, and the role of a CVM, which wraps nothing.
  {
    names: ['TmpSecretId', 'TmpSecretKey', 'Token', 'ExpiredTime'],
    place: /\.Response\b/,
    endStandsBeside: true,
  },
  // AWS and Ceph: AssumeRole, GetSessionToken and their like.
  { names: ['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration'], place: /\.[A-Z]\w*$/ },
  // The AWS SDK for JavaScript.
  { names: ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration'] },
  // Cloudflare R2, temp-access-credentials: the same names, and the end is what was asked for.
  {
    names: ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration'],
    place: /\.result$/,
    tellsNoEnd: true,
  },
  // Alibaba: AssumeRole, the role of an ECS, the sample servers, the STS class of ali-oss.
  { names: ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'] },
  // The client options of ali-oss, in both of the cases that it takes.
  { names: ['accessKeyId', 'accessKeySecret', 'stsToken', 'expiration'], tellsNoEnd: true },
  { names: ['AccessKeyId', 'AccessKeySecret', 'StsToken', 'Expiration'], tellsNoEnd: true },
  // The same options in the spelling of many an app's own server, which reads them off the STS for the page.
  { names: ['accessKeyId', 'accessKeySecret', 'securityToken', 'expiration'], tellsNoEnd: true },
  // Alibaba's newer SDKs, as in @alicloud/sts20150401.
  { names: ['accessKeyId', 'accessKeySecret', 'securityToken', 'expiration'], place: /\.credentials$/ },
  // Tencent: qcloud-cos-sts.
  {
    names: ['tmpSecretId', 'tmpSecretKey', 'sessionToken', 'expiredTime', 'startTime'],
    endStandsBeside: true,
  },
  // Tencent: what the callback of cos-js-sdk-v5 is given, in its new and its old spelling.
  { names: ['TmpSecretId', 'TmpSecretKey', 'SecurityToken', 'ExpiredTime', 'StartTime'] },
  { names: ['TmpSecretId', 'TmpSecretKey', 'XCosSecurityToken', 'ExpiredTime', 'StartTime'] },
  // QingStor, and configuration files.
  { names: ['access_key_id', 'secret_access_key', 'security_token', 'expiration'] },
];

/**
 * The shape that has most of the names that are there, the place deciding between equals.
 *
 * @param path - Where the fields stand: `credentials.Response.Credentials`.
 */
export function recogniseShape(fields: Readonly<Record<string, unknown>>, path: string): CredentialShape {
  const score = ({ names, place }: CredentialShape): number =>
    2 * names.filter((name) => name !== undefined && Object.hasOwn(fields, name)).length +
    (place?.test(path) ? 1 : 0);
  return SHAPES.reduce((best, shape) => (score(shape) > score(best) ? shape : best));
}

/** Whether an object has a key id or a secret, by whatever name. */
export function holdsKeys(fields: Readonly<Record<string, unknown>>): boolean {
  return SHAPES.some(({ names: [id, secret] }) => Object.hasOwn(fields, id) || Object.hasOwn(fields, secret));
}

/** Whether an object has a secret, by whatever name. */
export function holdsSecret(fields: Readonly<Record<string, unknown>>): boolean {
  return SHAPES.some(({ names: [, secret] }) => Object.hasOwn(fields, secret));
}

/** Every spelling of a field, that of the shape first. */
export function spellingsOf(field: CredentialField, shape: CredentialShape): readonly string[] {
  const column = FIELDS.indexOf(field);
  const names = [shape, ...SHAPES].flatMap(({ names: { [column]: name } }) =>
    name === undefined ? [] : [name],
  );
  return [...new Set(names)];
}
