/** Every text of the page, in English. */
export const english = {
  title: 'Why was my upload refused?',
  intro:
    'The browser says only “Failed to fetch”. This page sends harmless test requests, finds what the bucket refuses, and shows the smallest change to its CORS rules that fixes it.',
  tag: 'en',
  language: 'Language',
  skip: 'To the diagnosis',
  exampleTitle: 'A bucket of every store runs on this machine.',
  example: (bucket: string) =>
    `Bucket “${bucket}” begins with a classic mistake in its CORS rule. Press “Try the upload”, then “Diagnose”. Or choose a case below, or fill in your own bucket.`,
  staticTitle: 'This page is served as plain files.',
  staticNote:
    'Everything works against your own bucket, with credentials that you paste. What only “npm start” has is not here: buckets to practise on, prepared cases, and preflights sent by a server.',
  insecureTitle: 'This page came by plain http.',
  insecure:
    'Serve it by https, or open it on localhost: over plain http anybody on the way could read your credentials, and the browser signs nothing.',
  reset: 'Restore the example rules',
  resetting: 'Restoring them…',
  resetDone:
    'The example rules are back. For this key the browser may remember the old answer for some minutes; another key is asked about at once.',
  resetDoneNewKey:
    'The example rules are back. The key is a new one, so that the browser asks the store again.',

  step1: 'Your bucket',
  step2: 'Try it',
  step3: 'Find out why',

  startTitle: 'Start from what you have',
  startHint:
    'Paste a curl command or its output, a line of the browser’s console, CORS rules (XML or JSON of any vendor), or an STS answer; or choose or drop a HAR file. It stays in this tab.',
  startLabel: 'What you have',
  startFile: 'HAR file',
  startRead: 'Read it',
  startUnknown:
    'This is none of what is known here: a curl command, a console line, CORS rules, an STS answer or a HAR file.',
  startEmpty: 'Paste something first.',
  startNothing: 'It holds no request across origins with a usable address.',
  readAs: {
    credentials: () =>
      'Recognised: temporary credentials. They are in the form now, and in this tab’s memory only.',
    rules: (count: number) =>
      `Recognised: CORS rules (${count}). They are in the form now; diagnose, and the verdict names the rule.`,
    curl: (count: number) => `Recognised: curl, with ${count} request${count === 1 ? '' : 's'}.`,
    console: (count: number) => `Recognised: lines of a browser’s console (${count}).`,
    har: (count: number) =>
      `Recognised: a HAR file, with ${count} request${count === 1 ? '' : 's'} across origins.`,
  },

  casesTitle: 'Learn from prepared cases',
  casesHintStatic:
    'These show what was seen elsewhere. Those on a bucket to practise on need the server of “npm start”.',
  casesHint:
    'One click sets the bucket on this machine up, sends the upload, and diagnoses. Recorded cases only show what was seen elsewhere.',
  cases: {
    'token-header': 'Header of the token missing',
    origin: 'Wrong origin',
    method: 'Method not allowed',
    split: 'Headers split across two rules',
    'no-rules': 'No CORS rules',
    etag: 'ETag not exposed',
    'expired-token': 'Token expired',
    'hidden-error': 'Error without CORS headers',
    'skewed-clock': 'Clock of the store wrong',
    'stale-preflight': 'Stale preflight',
    'two-headers': 'CDN adds a second header',
    redirect: 'Redirect',
    'no-bucket': 'Bucket missing',
    'cut-off': 'Connection breaks',
    'mixed-content': 'Mixed content (recorded)',
    'poisoned-cache': 'Poisoned cache (recorded)',
  },
  caseAbout: {
    'token-header':
      'The rule was written for long-lived keys. Temporary credentials add one more header, and the rule does not list it.',
    origin: 'The rule lists https://app.example, and not the address that this page has.',
    method: 'The rule lists GET and HEAD; an upload is PUT.',
    split:
      'Each header stands in one of two rules. A store never adds rules up: one of them must allow everything.',
    'no-rules': 'The bucket was made, and nobody wrote rules for it.',
    etag: 'The upload goes through, but the page cannot read the ETag that a multipart upload needs.',
    'expired-token':
      'The store says that the token has expired. This has nothing to do with CORS, and the page can read it.',
    'hidden-error':
      'The store refuses the request itself, and leaves its CORS headers out: to the page it looks like CORS.',
    'skewed-clock': 'The clocks of store and computer differ by an hour, so that signatures are not taken.',
    'stale-preflight':
      'The first upload passes, and the browser keeps that permission. Then the rules are gone: the next upload is stored, but the page may not read so.',
    'two-headers':
      'Store and CDN both add Access-Control-Allow-Origin. Two are as bad as none; only the raw answer shows it.',
    redirect:
      'The preflight is answered with a redirect, as for a bucket of another region. Browsers do not follow it.',
    'no-bucket': 'The bucket has another name than the page thinks.',
    'cut-off': 'The connection breaks in the middle of the upload: the network, not CORS.',
    'mixed-content': 'A page by https asks a store by http. Browsers do not even send that.',
    'poisoned-cache':
      'A picture was shown without CORS first, and the browser kept that answer. The page’s own request gets it from the cache, without CORS headers.',
  },
  caseSending: 'Setting the bucket up…',
  caseMend: 'Put it right',
  caseMendAbout: {
    rules: 'Lets the response header be read: the rules get ExposeHeader ETag.',
    faults: 'Takes away what goes wrong at the store on this machine, as whoever runs the real one would.',
    form: 'Writes the right name of the bucket into the form.',
  },

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
  credentialsServer: 'this page’s server',
  credentialsPaste: 'an STS answer that I paste',
  credentials: 'STS answer',
  credentialsHint:
    'JSON or XML, as the STS of AWS, Alibaba Cloud, Tencent Cloud or Ceph returned it. It stays in this tab’s memory only, never in the address or in storage.',
  longLivedHint:
    'QingStor has no temporary credentials. Keys that you paste here stay in this tab’s memory; an app lets its server sign.',
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
  rules: 'CORS rules, XML or JSON',
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
  keyDots: 'leave out “.” and “..” between slashes. No browser can send such a key',
  credentialsNeeded: 'paste what AssumeRole returned',
  headerNotALine: (line: number) => `line ${line} must be “name: value” in printable ASCII`,
  headerContentType: 'remove Content-Type here. It has a field of its own',
  headerTwice: (name: string) => `${name} is there twice`,
  rulesUnreadable: (why: string) => `cannot be read. ${why}`,
  labelled: (label: string, words: string) => `${label}: ${words}`,
  fullStop: '. ',
  unexpected: 'Something in this page went wrong',

  pathTitle: 'The way of the request',
  path: { page: 'Page', browser: 'Browser', preflight: 'Preflight', store: 'Store', answer: 'Answer' },
  pathStopped: (place: string) => `The request stopped at: ${place}.`,
  pathPassed: 'The request went all the way, and its answer can be read.',
  pathUnknown: 'Where the request stopped is not known.',

  matrixTitle: 'Methods and headers',
  matrixByRules: 'What the bucket’s rules answer to this page, method by method and header by header.',
  matrixByTests: 'What the test requests showed. The rules would tell the rest.',
  matrixBare: 'no header',
  matrixAll: 'all of them',
  cells: { allowed: '✓ allowed', refused: '✗ refused', unknown: '? unknown' },

  enginesTitle: 'What each browser calls it',
  engineNone: 'nothing',
  engineMay: (names: string) => `or ${names}`,

  askServer: 'Ask from the server',
  rawVerdict: 'Read by this page’s server, where nothing is hidden.',

  shareTitle: 'Keep or share',
  share: 'Copy a link',
  shareHint:
    'The link holds the form and this diagnosis, without credentials, signatures, queries and header values.',
  saveMarkdown: 'Save as Markdown',
  saveJson: 'Save as JSON',
  shared: 'This diagnosis came with a link. Look at the endpoint before you give credentials.',
  sharedBroken: 'The link to this page is damaged: its diagnosis cannot be shown.',

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
  columns: { field: 'Part', listed: 'The rule lists', asked: 'This request' },
  fits: 'fits',
  fitsBy: (pattern: string) => `fits ${pattern}`,
  maybe: 'not known of this store',
  nearMiss: {
    scheme: 'differs in http and https only',
    port: 'differs in the port only',
    'default-port': 'names the port that browsers leave out',
    www: 'differs in www only',
    apex: 'its star stands for a part that this origin has not',
    'trailing-slash': 'ends with a slash; no origin does',
    path: 'has a path; no origin has',
    case: 'has capitals; no origin has',
    loopback: 'localhost and 127.0.0.1 are two origins',
    'no-scheme': 'lacks https:// or http://',
  },
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
    allowedOrigins: (count: number): string => (count === 1 ? 'origin' : 'origins'),
    allowedMethods: (count: number): string => (count === 1 ? 'method' : 'methods'),
    allowedHeaders: (count: number): string => (count === 1 ? 'header' : 'headers'),
  },
  comma: ', ',
  semicolon: '; ',
  grantsSentence: (title: string, what: string) => `${title}: ${what}.`,
  grantsNothing: 'nothing; only the order changes',
  originGetsRule: (number: number) => `This origin also gets everything else that rule ${number} allows.`,
  everyoneGetsIt: 'Everyone whom this rule covers gets what is new, not only this page.',
  newRuleWarning: 'The bucket’s current rules are not known. Put alone, this rule would replace all of them.',
  linesHidden: (count: number) => `… ${count} unchanged line${count === 1 ? '' : 's'}`,
  replacesAll: 'This is the whole document: it replaces all current rules.',
  views: {
    diff: 'Change',
    document: 'Document',
    json: 'Vendor’s JSON',
    command: 'Command',
    console: 'Console',
  },
  viewsLabel: 'Show the repair as',
  jsonHint: 'The JSON of the vendor’s own command line or client.',
  commandHint: 'Save the document as cors.txt beside it.',
  consoleSteps: (store: string, rule: number) =>
    `1. Open the console of ${store} and the bucket there.\n2. Find its CORS settings (cross-origin resource sharing).\n3. Edit or add rule ${rule} so that it holds:`,
  consoleFields: {
    origins: 'Origins',
    methods: 'Methods',
    headers: 'Allowed headers',
    expose: 'Exposed headers',
    age: 'Max age',
  },
  addRule: 'Add this to the rules that are there. By itself it would replace them.',
  apply: 'Apply to the bucket',
  applying: 'Applying…',
  applied: 'Applied, and the store answers by it. Now try again: it should go through.',
  verifying: (round: number) => `Applied. Asking until the store answers by it… (${round})`,
  notYetSeen: 'Applied, but the store does not answer by it yet. Try again in some minutes.',
  notVerified: (why: string) => `Applied, but whether the store answers by it cannot be told. ${why}`,
  openChange: (bucket: string) => `This page has changed the rules of bucket “${bucket}”.`,
  undo: 'Undo',
  undoing: 'Taking it back…',
  undone: 'Taken back: the bucket is as it was.',
  applyFailed: (why: string) => `Not applied. ${why}`,
  serverSilent: 'This page’s own server does not answer. Is it still running?',
  serverReason: (why: string) => why,
  serverSaid: (status: number) => `This page’s own server answered ${status}.`,

  undecidedTitle: 'What is still open',
  undecidedHint: 'A page cannot see this. Run this command in a terminal to see it:',

  evidenceTitle: (count: number) =>
    count === 1 ? 'What was asked: 1 test request' : `What was asked: ${count} test requests`,
  evidenceMeaning:
    '“Passed” means that the browser let the request through. The store then answers it with an error (403, 404 …) on purpose: every test request is about an upload that does not exist.',
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
