import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import {
  DOCUMENT_SENTENCES,
  LOCAL_SENTENCES,
  RECORDING_SENTENCES,
  VALUE_WORDS,
} from '../../src/cli/zh-cn/sentences.js';
import { chineseCorsWords } from '../../src/cors/words/zh-cn.js';
import { runHere } from './surroundings.js';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI' };
const OSS_KEYS = { OSS_ACCESS_KEY_ID: 'LTAIEXAMPLE', OSS_ACCESS_KEY_SECRET: 'example' };
const PLACE = [
  '--store',
  's3',
  '--bucket',
  'photos',
  '--region',
  'us-east-1',
  '--endpoint',
  'http://127.0.0.1:9',
];
const GET = ['cors', 'get', ...PLACE];
const APP = ['--store', 'aws', '--origin', 'https://app.example.com'];

const answers = (status: number, body: string) => ({
  env: KEYS,
  fetch: async () => new Response(body, { status, headers: { 'content-type': 'application/xml' } }),
});
const prints = (text: string) => ({ runCommand: async () => text });
const DENIED =
  '<Error><Code>AccessDenied</Code><Message>Access Denied for you</Message><RequestId>R</RequestId></Error>';
const RULES = JSON.stringify({
  rules: [{ allowedOrigins: ['https://a.example/'], allowedMethods: ['get'], alowedHeaders: ['x'] }],
});
const DEEP = `${'['.repeat(40)}${']'.repeat(40)}`;
const FORTUNE = {
  'rules.json': RULES,
  'good.json': '[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET"]}]',
  'text.txt': 'This is no configuration at all',
  'half.xml': '<CORSConfiguration><CORSRule>',
  'doctype.xml': '<!DOCTYPE a [<!ENTITY b "c">]><CORSConfiguration/>',
  'entity.xml': '<CORSConfiguration>&undefined;</CORSConfiguration>',
  'roots.xml': '<CORSConfiguration/><CORSConfiguration/>',
  'other.xml': '<Other/>',
  'control.xml': '<CORSConfiguration>\u0001</CORSConfiguration>',
  'proto.xml': '<CORSConfiguration><__proto__/></CORSConfiguration>',
  'twice.xml':
    '<CORSConfiguration><CORSRule><MaxAgeSeconds>1</MaxAgeSeconds><MaxAgeSeconds>x</MaxAgeSeconds></CORSRule></CORSConfiguration>',
  'large.xml': `<CORSConfiguration>${' '.repeat(2 << 20)}</CORSConfiguration>`,
  'deep.json': DEEP,
  'twice.json': '{"a":1,"a":2}',
  'comma.json': '[1 2]',
  'colon.json': '{"a" 1}',
  'key.json': '{1:2}',
  'more.json': '[] []',
  'escape.json': '["\\x"]',
  'shape.json': '{"hello":1}',
  'empty.json': '[{}]',
  'values.json':
    '{"CORSRules":[{"AllowedOrigins":[1],"AllowedMethods":{"a":1},"MaxAgeSeconds":"long","AllowedHeader":["a"],"AllowedHeaders":["b"]},7]}',
  'qingstor.json': '{"cors_rules":{"a":1},"resp_vary":"perhaps"}',
  'terraform.json':
    '{"resource":{"aws_s3_bucket_cors_configuration":{"a":{"cors_rule":[]},"b":{"cors_rule":[]}}}}',
  'har.json': '{"log":{}}',
  'half.har': '{"log":{"entries":[{}]}}',
  'curl.txt': 'curl https://x --strange-option x -H "Origin: https://a.example"',
  'diagnosis.json': '{"code":"x"}',
};

type Given = NonNullable<Parameters<typeof runHere>[1]>;
/** Each command in each way in which it fails, and how it ends. */
const FAILING: readonly (readonly [args: readonly string[], exitCode: number, given?: Given])[] = [
  [[], 2],
  [['cors'], 2],
  [['cors', 'gte'], 2],
  [['fly'], 2],
  [['cors', 'get'], 2],
  [
    ['cors', 'get', '--secret-key', 'x', '-p', '--bukcet', 'x', '--store', 'x', '--json=1', 'file', 'more'],
    2,
  ],
  [GET, 2],
  [GET, 2, { env: { AWS_ACCESS_KEY_ID: 'AKIA' } }],
  [[...GET, '--profile', 'none'], 2],
  [[...GET, '--credentials-command', 'false'], 2],
  [[...GET, '--credentials-command', 'x'], 2, prints('hello')],
  [[...GET, '--credentials-command', 'x'], 2, prints('"hello"')],
  [
    [...GET, '--credentials-command', 'x'],
    2,
    prints('{"Credentials":{"AccessKeyId":"","Expiration":"soon"}}'),
  ],
  [
    [...GET, '--credentials-command', 'x'],
    2,
    prints(
      '{"AccessKeyId":"A","SecretAccessKey":"b c","SessionToken":"t","Expiration":"2001-01-01T00:00:00Z"}',
    ),
  ],
  [[...GET, '--credentials-command', 'x'], 2, prints('{"Error":{"Code":"AccessDenied","Message":"No"}}')],
  [[...GET, '--credentials-command', 'x'], 2, prints('{"authorization":"AWS4-HMAC-SHA256 Credential=A"}')],
  [
    ['cors', 'get', '--store', 's3', '--bucket', 'a b', '--region', 'US East', '--endpoint', 'ftp://x'],
    2,
    { env: KEYS },
  ],
  [['cors', 'get', '--store', 's3', '--bucket', 'photos'], 2, { env: KEYS }],
  [['cors', 'get', '--store', 'aws', '--bucket', 'a.b', '--region', 'us-east-1'], 2, { env: KEYS }],
  [
    [
      'cors',
      'get',
      '--store',
      'aws',
      '--bucket',
      'a',
      '--region',
      'r-1',
      '--endpoint',
      'https://u:p@x.example',
    ],
    2,
    { env: KEYS },
  ],
  [
    [
      'cors',
      'get',
      '--store',
      'aws',
      '--bucket',
      'a',
      '--region',
      'r-1',
      '--endpoint',
      'https://x.example/a?b',
    ],
    2,
    { env: KEYS },
  ],
  [
    [
      'cors',
      'get',
      '--store',
      'aws',
      '--bucket',
      'a',
      '--region',
      'r-1',
      '--endpoint',
      'https://a.x.example',
    ],
    2,
    { env: KEYS },
  ],
  [
    ['cors', 'get', '--store', 'aws', '--bucket', 'a', '--region', 'r-1', '--addressing', 'custom-domain'],
    2,
    { env: KEYS },
  ],
  [['cors', 'get', '--store', 'oss', '--bucket', 'a', '--region', 'oss-cn-hangzhou'], 2, { env: OSS_KEYS }],
  [
    [
      'cors',
      'get',
      '--store',
      'minio',
      '--bucket',
      'a',
      '--region',
      'r-1',
      '--endpoint',
      'http://127.0.0.1:9',
    ],
    2,
    { env: KEYS },
  ],
  [['cors', 'get', '--store', 's3', '--bucket', 'a', '--addressing', 'moon'], 2, { env: KEYS }],
  [
    GET,
    4,
    {
      env: KEYS,
      fetch: () => Promise.reject(Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' })),
    },
  ],
  [GET, 3, answers(403, DENIED)],
  [GET, 3, answers(500, '')],
  [GET, 3, answers(200, 'hello')],
  [GET, 3, answers(200, '<Other/>')],
  [GET, 3, answers(200, '<CORSConfiguration><CORSRule>')],
  [[...GET, '--xml', '--json'], 2, answers(200, '<CORSConfiguration/>')],
  [['cors', 'put', 'good.json', ...PLACE], 2, answers(200, '<CORSConfiguration/>')],
  [['cors', 'put', 'rules.json', ...PLACE, '--yes'], 1, answers(200, '<CORSConfiguration/>')],
  [['cors', 'put', 'rules.json', ...PLACE, '--yes', '--allow-loss'], 1, answers(200, '<CORSConfiguration/>')],
  [['cors', 'put', 'none.json', ...PLACE, '--yes'], 2, answers(200, '<CORSConfiguration/>')],
  [['cors', 'put', 'more-than.json', ...PLACE, '--verify-seconds', 'x', '--yes'], 2, { env: KEYS }],
  [['cors', 'delete', ...PLACE, '--yes'], 1, answers(200, RULED('<New/>'))],
  [['cors', 'delete', ...PLACE], 2, answers(200, RULED())],
  [['cors', 'plan', 'rules.json', ...PLACE], 1, answers(200, '<CORSConfiguration/>')],
  [
    ['cors', 'plan', 'rules.json', ...PLACE, '--allow-loss', '--out', 'p'],
    1,
    answers(200, '<CORSConfiguration/>'),
  ],
  [['cors', 'apply', 'rules.json', ...PLACE, '--yes'], 2, { env: KEYS }],
  [['cors', 'undo', 'rules.json', ...PLACE, '--yes'], 2, { env: KEYS }],
  [['cors', 'check', 'rules.json', '--store', 'oss'], 1],
  [['cors', 'check', 'rules.json', ...APP, '--operations', 'fly', '--signing', 'moon', '--header', 'a b'], 2],
  [['cors', 'check', 'rules.json', '--store', 'aws', '--request', '!', '--origin', 'a.example'], 2],
  [['cors', 'check', '--store', 'aws', '--against-live'], 2],
  [
    ['cors', 'check', '--store', 's3', ...PLACE.slice(2)],
    1,
    answers(404, '<Error><Code>NoSuchCORSConfiguration</Code></Error>'),
  ],
  [['cors', 'required', '--store', 'oss', '--origin', '*', '--operations', 'manage-cors'], 2],
  [
    ['cors', 'required', '--store', 'minio', '--origin', 'https://a.example', '--operations', 'manage-cors'],
    2,
  ],
  [['cors', 'required', '--store', 'ceph', '--origin', 'https://a.example/b'], 2],
  [['cors', 'convert', 'text.txt', '--from', 'aws', '--to', 'moon'], 2],
  [['cors', 'convert', 'shape.json', '--from', 'aws', '--to', 'oss'], 2],
  ...Object.keys(FORTUNE)
    .filter((name) => /\.(xml|json|txt)$/.test(name) && !/^(rules|har|curl|diagnosis)\./.test(name))
    .map(
      (name) =>
        [
          ['cors', 'check', name, '--store', 'aws'],
          name === 'good.json' || name === 'empty.json' || name === 'qingstor.json' ? -1 : 2,
        ] as const,
    ),
  [['explain'], 2],
  [['explain', '--har', 'text.txt'], 2],
  [['explain', '--har', 'har.json'], 2],
  [['explain', '--har', 'half.har'], 0],
  [['explain', '--curl', 'text.txt'], 2],
  [['explain', '--message', 'nothing known'], 2],
  [['explain', '--evidence', 'text.txt'], 2],
  [['explain', '--evidence', 'diagnosis.json'], 2],
  [['explain', '--url', 'x', '--origin', 'y', '--method', 'P T'], 2],
  [['explain', '--url', 'x', '--header', 'a b'], 2],
  [['local', '--fault', 'nothing'], 2],
  [['local', '--fault', 'pre.redirect,status=9,times=0,speed=1'], 2],
  [['local', '--fault', '{'], 2],
  [['local', '--port', 'x', '--store', 'moon'], 2],
  [['local', '--bucket', 'A', '--region', 'US', '--store', 's3,s3', '--fault-control', '--origin', 'a'], 2],
];

function RULED(more = ''): string {
  return `<CORSConfiguration><CORSRule><AllowedOrigin>https://a.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>${more}</CORSConfiguration>`;
}

/** What is the same in every language: texts in quotes, commands, addresses, diffs, paths, names of options. */
function wordsLeft(text: string): string {
  return text
    .replace(/npx bucket-preflight .*|^[-+@ ].*$/gm, ' ')
    .replace(/"(?:[^"\\]|\\.)*"|“[^”]*”|`[^`]*`|https?:\S+/g, ' ')
    .replace(/--[\w-]+|\b[\w-]+[.[/][\w.[\]/:-]*/g, ' ');
}

/** Commas stand in lists of names, too. */
const ENGLISH = /[A-Za-z]{2,}(?:[ ;:]+[A-Za-z']{2,}){2,}/;

describe('in Chinese', () => {
  it.each(FAILING.map(([args, exitCode, given]) => [args.join(' '), args, exitCode, given] as const))(
    '%s fails without an English sentence',
    async (_name, args, exitCode, given = {}) => {
      const ran = await runHere([...args, '--lang', 'zh'], { files: FORTUNE, ...given });
      if (args.length > 0 && exitCode >= 0)
        expect([ran.exitCode, ran.out + ran.err]).toEqual([exitCode, expect.anything()]);
      const text = `${ran.err}\n${ran.out}`;
      expect(text.trim()).not.toBe('');
      expect(text).toMatch(/\p{Script=Han}/u);
      for (const line of wordsLeft(text).split('\n'))
        expect([line, ENGLISH.exec(line)?.[0]]).toEqual([line, undefined]);
    },
  );

  it('such a sentence would be found', async () => {
    const { err } = await runHere(['cors', 'check', 'text.txt', '--store', 'aws'], { files: FORTUNE });
    expect(wordsLeft(err)).toMatch(ENGLISH);
  });
});

/** What stands in `worded` templates of some files, and in other quotes. */
function sentencesOf(files: readonly string[]): { readonly worded: string[]; readonly quoted: Set<string> } {
  const [found, quoted]: [string[], Set<string>] = [[], new Set()];
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'worded') {
        const { template } = node;
        found.push(
          ts.isNoSubstitutionTemplateLiteral(template)
            ? template.text
            : template.templateSpans.reduce(
                (all, { literal }, index) => `${all}{${index}}${literal.text}`,
                template.head.text,
              ),
        );
      }
      if (ts.isStringLiteral(node)) quoted.add(node.text);
      ts.forEachChild(node, visit);
    };
    const text = readFileSync(`src/${file}`, 'utf8');
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }
  return { worded: found, quoted };
}

describe('what is said as data', () => {
  const { worded, quoted } = sentencesOf([
    'xml/parser.ts',
    ...['read-cors-document.ts', 'documents/parse-literal.ts', 'documents/terraform-block.ts'].map(
      (file) => `cors/${file}`,
    ),
    ...['documents/read-cors-json.ts', 'documents/built-otherwise.ts'].map((file) => `cors/${file}`),
    ...['qingstor/read-cors-json.ts', 'gcs/read-cors-xml.ts', 'cors-xml/read-cors-xml.ts'].map(
      (file) => `stores/${file}`,
    ),
    ...['notes.ts', 'read-rule.ts', 'read-fields.ts'].map((file) => `stores/cors-reading/${file}`),
    ...[
      'read-diagnosis.ts',
      'read-exchanges.ts',
      'har-entry.ts',
      'read-curl.ts',
      'read-devtools-events.ts',
    ].map((file) => `diagnose/raw/readers/${file}`),
    'node/raw-preflight/check-raw-request.ts',
    ...['validate-options.ts', 'faults/fault-request.ts'].map((file) => `node/local-bucket/${file}`),
  ]);
  const sentences = { ...DOCUMENT_SENTENCES, ...RECORDING_SENTENCES, ...LOCAL_SENTENCES };
  const known = { ...chineseCorsWords.options, ...sentences };
  const elsewhere = new Set(Object.values(chineseCorsWords.texts).flatMap((texts) => Object.keys(texts)));

  it('has its Chinese', () => {
    expect(worded.length).toBeGreaterThan(25);
    expect(worded.filter((text) => !(text in known) && !elsewhere.has(text))).toEqual([]);
  });

  it('is of sentences that are there, with the same placeholders or fewer, but for the code of the parser', () => {
    const placeholders = (text: string) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
    for (const [english, chinese] of Object.entries({ ...sentences, ...VALUE_WORDS })) {
      expect(chinese).toMatch(/\p{Script=Han}/u);
      if (!english.startsWith('Not well-formed XML: {0} (line'))
        expect([english, placeholders(chinese)]).toEqual([english, placeholders(english)]);
    }
    const made = (text: string) => quoted.has(text) || quoted.has(text.replace(/^must be /, ''));
    expect(Object.keys(sentences).filter((text) => !worded.includes(text) && !made(text))).toEqual([]);
  });
});
