// bucket-preflight/credentials. What the token services of the vendors answer, in one shape.
export type { AskForCredentials } from '../credentials/ask-for-credentials.js';
export type { Clock } from '../credentials/clock.js';
export type { CredentialInput } from '../credentials/credential-source.js';
export { readCredentials } from '../credentials/read-credentials.js';
export type { Credentials } from '../model/credentials.js';
export { CredentialsError } from '../model/errors.js';
export type { Issue, IssueCode } from '../model/issue.js';
