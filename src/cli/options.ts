import type { TextKey } from './en.js';

/** What an option takes. `list`: it may be given several times. */
export interface OptionKind {
  readonly type: 'text' | 'list' | 'switch';
  readonly text: TextKey;
  /** What stands for its value in the help. Absent on a switch. */
  readonly value?: string;
}

const text = (key: TextKey, value: string): OptionKind => ({ type: 'text', text: key, value });
const list = (key: TextKey, value: string): OptionKind => ({ type: 'list', text: key, value });
const on = (key: TextKey): OptionKind => ({ type: 'switch', text: key });

/** The name of an option, without its dashes. */
export type OptionName =
  | 'store'
  | 'bucket'
  | 'region'
  | 'endpoint'
  | 'addressing'
  | 'profile'
  | 'credentials-command'
  | 'json'
  | 'xml'
  | 'vendor-json'
  | 'yes'
  | 'origin'
  | 'operations'
  | 'signing'
  | 'content-type'
  | 'upload-listeners'
  | 'management-origin'
  | 'request'
  | 'ranges'
  | 'lasting-keys'
  | 'cookies'
  | 'shared-cache'
  | 'adds-cors-headers'
  | 'strict'
  | 'against-live'
  | 'out'
  | 'undo-file'
  | 'allow-lock-out'
  | 'allow-loss'
  | 'settle-seconds'
  | 'verify-seconds'
  | 'from'
  | 'to'
  | 'port'
  | 'host'
  | 'dir'
  | 'config'
  | 'cors-headers-on-auth-errors'
  | 'explain'
  | 'fault'
  | 'fault-control'
  | 'page-backend'
  | 'url'
  | 'method'
  | 'header'
  | 'with-cookies'
  | 'rules'
  | 'har'
  | 'curl'
  | 'message'
  | 'evidence'
  | 'markdown'
  | 'lang'
  | 'help';

/** Every option of every command. */
export const OPTIONS: Readonly<Record<OptionName, OptionKind>> = {
  store: text('option.store', 'STORE'),
  bucket: text('option.bucket', 'NAME'),
  region: text('option.region', 'REGION'),
  endpoint: text('option.endpoint', 'URL'),
  addressing: text('option.addressing', 'WHERE'),
  profile: text('option.profile', 'NAME'),
  'credentials-command': text('option.credentials-command', 'COMMAND'),
  json: on('option.json'),
  xml: on('option.xml'),
  'vendor-json': on('option.vendor-json'),
  yes: on('option.yes'),
  origin: list('option.origin', 'ORIGIN'),
  operations: text('option.operations', 'NAMES'),
  signing: text('option.signing', 'WHERE'),
  'content-type': text('option.content-type', 'TYPE'),
  'upload-listeners': on('option.upload-listeners'),
  'management-origin': text('option.management-origin', 'ORIGIN'),
  request: list('option.request', 'REQUEST'),
  ranges: on('option.ranges'),
  'lasting-keys': on('option.lasting-keys'),
  cookies: on('option.cookies'),
  'shared-cache': on('option.shared-cache'),
  'adds-cors-headers': on('option.adds-cors-headers'),
  strict: on('option.strict'),
  'against-live': on('option.against-live'),
  out: text('option.out', 'FILE'),
  'undo-file': text('option.undo-file', 'FILE'),
  'allow-lock-out': on('option.allow-lock-out'),
  'allow-loss': on('option.allow-loss'),
  'settle-seconds': text('option.settle-seconds', 'SECONDS'),
  'verify-seconds': text('option.verify-seconds', 'SECONDS'),
  from: text('option.from', 'STORE'),
  to: text('option.to', 'STORE'),
  port: text('option.port', 'PORT'),
  host: text('option.host', 'HOST'),
  dir: text('option.dir', 'DIR'),
  config: text('option.config', 'FILE'),
  explain: on('option.explain'),
  fault: list('option.fault', 'FAULT'),
  'fault-control': on('option.fault-control'),
  'page-backend': on('option.page-backend'),
  'cors-headers-on-auth-errors': on('option.cors-headers-on-auth-errors'),
  url: text('option.url', 'URL'),
  method: text('option.method', 'METHOD'),
  header: list('option.header', 'NAME'),
  'with-cookies': on('option.with-cookies'),
  rules: text('option.rules', 'FILE'),
  har: text('option.har', 'FILE'),
  curl: text('option.curl', 'FILE'),
  message: text('option.message', 'TEXT'),
  evidence: text('option.evidence', 'FILE'),
  markdown: on('option.markdown'),
  lang: text('option.lang', 'LANG'),
  help: on('option.help'),
};

/** Where the bucket is, and who asks. */
export const CONNECTION: readonly OptionName[] = [
  'store',
  'bucket',
  'region',
  'endpoint',
  'addressing',
  'profile',
  'credentials-command',
];

/** What pages do, and how. */
export const PAGE_USE: readonly OptionName[] = [
  'operations',
  'signing',
  'content-type',
  'header',
  'ranges',
  'upload-listeners',
  'lasting-keys',
];

/** What rules are for. */
export const WANTED: readonly OptionName[] = [
  'origin',
  ...PAGE_USE,
  'request',
  'management-origin',
  'cookies',
  'shared-cache',
  'adds-cors-headers',
];

/** How something is changed. */
export const CHANGE: readonly OptionName[] = [
  'yes',
  'undo-file',
  'allow-lock-out',
  'allow-loss',
  'settle-seconds',
  'verify-seconds',
];

/** What every command takes. */
export const COMMON: readonly OptionName[] = ['json', 'lang', 'help'];

/** Names by which people try to hand over a secret, without their dashes. */
const SECRET =
  /^(ak|sk|key|secret|secrets|token|password|pwd|credential|credentials)$|access-?key|secret|token|passw/i;

/** Whether an option's name looks like that of a secret. */
export function looksSecret(name: string): boolean {
  return SECRET.test(name) && name !== 'credentials-command';
}
