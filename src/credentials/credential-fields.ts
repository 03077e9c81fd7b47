/** The parts of credentials and the names under which STS answers carry them. The first is this SDK's own. */
export const CREDENTIAL_FIELDS = {
  accessKeyId: ['accessKeyId', 'AccessKeyId'],
  secretAccessKey: ['secretAccessKey', 'SecretAccessKey'],
  securityToken: ['securityToken', 'SessionToken', 'sessionToken'],
  expiration: ['expiration', 'Expiration'],
} as const;

export type CredentialField = keyof typeof CREDENTIAL_FIELDS;

/** The elements in which STS answers wrap their credentials, outermost first. */
export const STS_WRAPPERS = [
  'AssumeRoleResponse',
  'AssumeRoleResult',
  'AssumeRoleWithWebIdentityResponse',
  'AssumeRoleWithWebIdentityResult',
  'GetSessionTokenResponse',
  'GetSessionTokenResult',
  'Credentials',
] as const;
