/** Every text of the page, in English. Another language is another object of the same type. */
const english = {
  title: 'Why was my upload refused?',
  intro:
    'The browser says only “Failed to fetch”. This page sends harmless test requests, finds what the bucket refuses, and shows the smallest change to its CORS rules that fixes it.',
  exampleTitle: 'You are looking at an example bucket.',
  example: (bucket: string) =>
    `Bucket “${bucket}” runs on this machine, and its CORS rule has a classic mistake. Press “Try the upload”, then “Diagnose”. Or fill in your own bucket.`,
  reset: 'Restore the example rules',
  resetting: 'Restoring them…',
  resetDone:
    'The example rules are back. For this key the browser may remember the old answer for some minutes; another key is asked about at once.',
  resetDoneNewKey:
    'The example rules are back. The key is a new one, so that the browser asks the store again.',

  step1: 'Your bucket',
  step2: 'Try it',
  step3: 'Find out why',

  store: 'Store',
  endpoint: 'Endpoint',
  endpointHint: 'Scheme, host and port, without the bucket.',
  endpointPlaceholder: 'https://s3.us-west-2.amazonaws.com',
  region: 'Region',
  regionPlaceholder: 'us-west-2',
  bucket: 'Bucket',
  bucketPlaceholder: 'photos',
  key: 'Key',
  keyPlaceholder: 'uploads/cat.jpg',
  addressing: 'Bucket name is in',
  addressingPath: 'the path',
  addressingHost: 'the host name',

  credentialsGroup: 'Temporary credentials',
  credentialsSource: 'Credentials come from',
  credentialsServer: 'this page’s server (/sts)',
  credentialsPaste: 'an STS answer that I paste',
  credentials: 'STS answer',
  credentialsHint: 'JSON or XML, as AssumeRole returned it. It stays in this tab’s memory only.',
  credentialsPlaceholder:
    '{ "Credentials": { "AccessKeyId": "…", "SecretAccessKey": "…", "SessionToken": "…", "Expiration": "…" } }',

  requestGroup: 'The request that fails',
  method: 'Method',
  contentType: 'Content type',
  headers: 'Further headers',
  headersHint: 'Those that your code sets, one per line. The headers of the signature are added.',
  headersPlaceholder: 'x-amz-meta-author: me',
  signing: 'Signature is in',
  signingHeader: 'the headers',
  signingUrl: 'the URL (presigned)',

  rulesGroup: 'Bucket rules, if you have them',
  rules: 'CORS rules as XML',
  rulesHint:
    'From the store’s console, or from “GET ?cors”. With them the diagnosis can name the rule, not only the value.',
  rulesPlaceholder: '<CORSConfiguration>…</CORSConfiguration>',

  tryMethod: (method: string) => (method === 'PUT' ? 'Try the upload' : `Try the ${method} request`),
  trying: 'Sending…',
  tryPutHint:
    'This really uploads 1 MiB, or the file you choose, to this key. It overwrites what is stored there.',
  tryDeleteHint: 'This really deletes the object at this key.',
  tryOtherHint: 'This really sends the signed request.',
  file: 'File to upload (optional)',
  stored: (bytes: string, where: string) => `Stored: ${bytes} bytes at ${where}.`,
  answered: (status: number) => `The store answered ${status}, and the page can read it.`,
  etag: (etag: string) => `ETag ${etag}`,
  noEtag: 'The upload went through, but the page cannot read its ETag: no rule exposes it.',
  unreadable: (words: string) => `The browser said only: ${words}`,
  unreadableHint:
    'That may be CORS, the network, or an error that the browser hides. Press “Diagnose” to find out.',
  readable: (status: number, code: string) => `The store refused it and said why: ${status} ${code}`,
  readableHint: 'The page could read this answer, so CORS is not in the way.',
  stoppedByYou: 'Stopped.',
  failed: 'The request could not be sent.',

  useCredentials:
    'Let the diagnosis use these credentials for two harmless signed requests (read the rules, check the signature)',
  consoleHint:
    'The browser’s console will show a red line for each refused test request. That is expected. Nothing is written to the bucket.',
  diagnose: 'Diagnose',
  stop: 'Stop',
  diagnosing: 'Asking the store…',
  answersSoFar: (count: number) => `Answers so far: ${count}`,
  stopped: 'Stopped. No conclusion is drawn from the answers so far.',
  verdictReady: (headline: string) => `Diagnosis: ${headline}`,

  problems: (count: number) => (count === 1 ? 'One thing to fix first:' : `${count} things to fix first:`),
  keyNeeded: 'type the key of an object. It does not have to exist',
  credentialsNeeded: 'paste what AssumeRole returned',
  headerNotALine: (line: number) => `line ${line} must be “name: value”`,
  headerContentType: 'remove Content-Type here. It has a field of its own',
  headerTwice: (name: string) => `${name} is there twice`,
  rulesUnreadable: (why: string) => `cannot be read. ${why}`,
  unexpected: 'Something in this page went wrong',

  confidence: { proof: 'Proof', strong: 'Strong hint', weak: 'Weak hint' },
  confidenceMeaning: {
    proof: 'No other cause fits the evidence.',
    proofButOpen: 'This much is certain; the exact cause is still open, see below.',
    strong: 'Most likely. Another cause is possible.',
    weak: 'The evidence is not enough to decide.',
  },
  whatHappened: 'What happened',
  whatToDo: 'What to do',
  copyAsText: 'Copy as text',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Not copied',

  requestTitle: 'The request, as the browser sends it',
  origin: 'Page origin',
  url: 'URL',
  asksFor: 'Headers it asks permission for',
  asksForNone: 'none',
  noPreflight: 'This request needs no preflight: the browser sends it at once.',
  refused: 'refused',
  refusedTogether: 'refused together',
  allowed: 'allowed',
  dropped: 'Headers the browser drops',
  otherMethods: 'Methods that pass',

  rulesTitle: 'The bucket’s rules',
  rulesByServer: 'Read just now by this page’s own server.',
  noRules: 'The bucket has no CORS rules.',
  unknownRules:
    'Not known. Tick the box above, or paste them in step 1, and diagnose again: the diagnosis then names the rule.',
  unreadableRules:
    'Not known: they could not be read from this page with these credentials. Paste them in step 1 and diagnose again: the diagnosis then names the rule.',
  rule: (number: number) => `Rule ${number}`,
  nearest: 'nearest',
  ruleAllows: 'allows this request',
  ruleRefuses: 'refuses this request',
  lacks: 'missing',
  fields: {
    allowedOrigins: 'Origins',
    allowedMethods: 'Methods',
    allowedHeaders: 'Headers',
    exposeHeaders: 'Response headers a page may read',
    maxAgeSeconds: 'Preflight answer kept for',
  },
  seconds: (count: number) => `${count} s`,
  none: 'none',

  repairsTitle: 'How to fix it',
  repairTitle: {
    'least-privilege': (added: boolean, number: number) =>
      added ? `Grants least: add a rule (it becomes rule ${number})` : `Grants least: change rule ${number}`,
    'smallest-edit': (_added: boolean, number: number) => `Changes least: edit rule ${number}`,
    'new-rule': () => 'A rule to add',
  },
  grantsAdded: 'The new rule allows',
  grantsEdited: 'Newly allowed',
  grantField: {
    allowedOrigins: (count: number) => (count === 1 ? 'origin' : 'origins'),
    allowedMethods: (count: number) => (count === 1 ? 'method' : 'methods'),
    allowedHeaders: (count: number) => (count === 1 ? 'header' : 'headers'),
  },
  grantsNothing: 'nothing; only the order changes',
  originGetsRule: (number: number) => `This origin also gets everything else that rule ${number} allows.`,
  everyoneGetsIt: 'Everyone whom this rule covers gets what is new, not only this page.',
  newRuleWarning: 'The bucket’s current rules are not known. Put alone, this rule would replace all of them.',
  linesHidden: (count: number) => `… ${count} unchanged line${count === 1 ? '' : 's'}`,
  replacesAll: 'This is the whole document: it replaces all current rules.',
  views: { diff: 'Change', xml: 'XML', json: 'JSON' },
  viewsLabel: 'Show the repair as',
  jsonHint: 'Save it as cors.json, then run:',
  addElement: 'Add this to the rules that are there, inside <CORSConfiguration>.',
  addItem: 'Add this to the rules that are there, as one more item of the array CORSRules.',
  apply: 'Apply to the bucket',
  applying: 'Applying…',
  applied: 'Applied. Now try again: it should go through.',
  applyFailed: (why: string) => `Not applied. ${why}`,
  serverSilent: 'This page’s own server does not answer. Is it still running?',
  serverSaid: (status: number) => `This page’s own server answered ${status}.`,

  undecidedTitle: 'What is still open',
  undecidedHint: 'A page cannot see this. Run this command in a terminal to see it:',

  evidenceTitle: (count: number) =>
    count === 1 ? 'What was asked: 1 test request' : `What was asked: ${count} test requests`,
  evidenceMeaning:
    '“Passed” means that the browser let the request through. The store then answers it with an error (403, 404 …), which is intended: every test request is about an upload that does not exist.',
  passed: 'passed',
  notPassed: 'failed',
  cannotTell: 'cannot tell',
  via: {
    readable: 'answer read',
    upload: 'upload began',
    'timing-entry': 'timing entry',
    error: 'browser error',
    opaque: 'an answer came',
    timeout: 'no answer in time',
    event: 'policy event',
    rules: 'by the rules',
    page: 'by this page',
    raw: 'the answer itself',
  },
  milliseconds: (count: number) => `${Math.round(count)} ms`,
};

/** The texts of one language. */
export type Texts = typeof english;

/** The texts that the page shows. */
export const texts: Texts = english;
