import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Surroundings } from '../../src/cli/surroundings.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { type Ran, runHere } from './surroundings.js';

const RULES = {
  rules: [
    {
      allowedOrigins: ['https://app.example'],
      allowedMethods: ['GET', 'PUT'],
      allowedHeaders: ['content-type'],
      exposeHeaders: ['ETag'],
      maxAgeSeconds: 600,
    },
  ],
};
const MORE = {
  rules: [...RULES.rules, { allowedOrigins: ['https://b.example'], allowedMethods: ['DELETE'] }],
};
const FILES = { 'cors.json': JSON.stringify(RULES), 'more.json': JSON.stringify(MORE) };

let local: LocalBucket;
beforeAll(async () => {
  local = await startLocalBucket({ buckets: { photos: [] } });
});
afterAll(() => local?.stop());

function env(): Record<string, string> {
  const { accessKeyId, secretAccessKey } = local.rootCredentials;
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: local.region,
    AWS_ENDPOINT_URL_S3: local.endpoint,
  };
}
const PLACE = ['--store', 's3', '--bucket', 'photos'];
const ran: Ran[] = [];

/** Runs `cors …` on the local bucket. */
async function cors(
  args: readonly string[],
  more: Partial<Surroundings> & {
    readonly files?: Readonly<Record<string, string>>;
    readonly answer?: string;
  } = {},
): Promise<Ran> {
  const result = await runHere(['cors', ...args], { env: env(), files: FILES, ...more });
  ran.push(result);
  return result;
}
const live = async () => JSON.parse((await cors(['get', ...PLACE, '--json'])).out).configuration;

describe('on a bucket', () => {
  beforeEach(async () => {
    await cors(['delete', ...PLACE, '--yes', '--verify-seconds', '0']);
  });

  it('get says that there are no rules, and shows those that there are', async () => {
    expect(await cors(['get', ...PLACE])).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('no CORS rules'),
    });
    const put = await cors(['put', 'cors.json', ...PLACE, '--yes']);
    expect(put.exitCode).toBe(0);
    expect(put.out).toContain('The new rules answer.');
    expect(await live()).toEqual(RULES);
    const { out } = await cors(['get', ...PLACE]);
    expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
      '#  Origins              Methods  Request headers  Readable headers  Max age',
      expect.stringMatching(/^─+$/),
      '1  https://app.example  GET      content-type     ETag              600',
      '                        PUT',
      '',
    ]);
    expect((await cors(['get', ...PLACE, '--xml'])).out).toContain(
      '<AllowedOrigin>https://app.example</AllowedOrigin>',
    );
    expect(JSON.parse((await cors(['get', ...PLACE, '--vendor-json'])).out).CORSRules).toHaveLength(1);
    expect((await cors(['get', ...PLACE, '--vendor-json', '--xml'])).exitCode).toBe(2);
  });

  it('plan changes nothing, apply carries it out, undo takes it back', async () => {
    await cors(['put', 'cors.json', ...PLACE, '--yes']);
    const plan = await cors(['plan', 'more.json', ...PLACE, '--out', 'plan.json']);
    expect(plan.exitCode).toBe(0);
    expect(plan.out).toContain('+    <AllowedOrigin>https://b.example</AllowedOrigin>');
    expect(plan.out).toContain('rule 2 is new');
    expect(await live()).toEqual(RULES);
    const files = Object.fromEntries(plan.files);
    const applied = await cors(
      ['apply', 'plan.json', ...PLACE, '--yes', '--undo-file', 'undo.json', '--json'],
      { files },
    );
    expect(applied.exitCode).toBe(0);
    expect(JSON.parse(applied.out)).toEqual({
      done: true,
      wasThere: false,
      mayHaveReplaced: false,
      undoFile: 'undo.json',
      verified: true,
      pending: [],
    });
    expect(await live()).toEqual(MORE);

    const again = await cors(['apply', 'plan.json', ...PLACE, '--yes'], { files });
    expect(again.exitCode).toBe(1);
    expect(again.err).toContain('The rules have changed since; nothing was done.');
    expect(again.err).toContain('+    <AllowedOrigin>https://b.example</AllowedOrigin>');
    const told = await cors(['apply', 'plan.json', ...PLACE, '--yes', '--json'], { files });
    expect(JSON.parse(told.out)).toMatchObject({
      error: { code: 'ERR_CHANGED', seen: 'before' },
      exitCode: 1,
    });

    const undone = await cors(['undo', 'undo.json', ...PLACE, '--yes'], {
      files: Object.fromEntries(applied.files),
    });
    expect(undone.exitCode).toBe(0);
    expect(await live()).toEqual(RULES);
    expect((await cors(['undo', 'plan.json', ...PLACE, '--yes'], { files })).exitCode).toBe(2);
  });

  it('keeps what takes a change back in a file of its own, and never replaces one', async () => {
    const { files, out } = await cors(['put', 'cors.json', ...PLACE, '--yes']);
    const name = [...files.keys()].find((file) => file.startsWith('cors-undo-photos-')) ?? '';
    expect(name).toMatch(/^cors-undo-photos-\d{8}T\d{9}Z\.json$/);
    expect(out).toContain(`cors undo ${name}`);
    expect(JSON.parse(files.get(name) ?? '').undo.previous).toEqual({ rules: [] });
    const taken = await cors(['put', 'more.json', ...PLACE, '--yes', '--undo-file', 'cors.json']);
    expect(taken).toMatchObject({ exitCode: 2, err: expect.stringContaining('EEXIST') });
    expect(await live()).toEqual(RULES);
  });

  it('tells the whole command that takes a change back', async () => {
    const file = 'my undo.json';
    const { files, out } = await cors(['put', 'cors.json', ...PLACE, '--yes', '--undo-file', file]);
    const [, line = ''] = /^Done\. To take it back: npx bucket-preflight cors (.*)$/m.exec(out) ?? [];
    expect(line).toBe("undo 'my undo.json' --store s3 --bucket photos");
    const args = line.split(/'?\s'?(?![a-z]+\.json)/).map((word) => word.replaceAll("'", ''));
    expect((await cors([...args, '--yes'], { files: Object.fromEntries(files) })).exitCode).toBe(0);
    expect(await live()).toEqual({ rules: [] });
  });

  it('a plan or undo of another bucket is refused', async () => {
    const { files } = await cors(['plan', 'more.json', ...PLACE, '--out', 'plan.json']);
    const other = ['--store', 's3', '--bucket', 'videos'];
    const { exitCode, err } = await cors(['apply', 'plan.json', ...other, '--yes'], {
      files: Object.fromEntries(files),
    });
    expect(exitCode).toBe(2);
    expect(err).toContain('photos');
  });

  it.each([['{'], ['{"kind":"bucket-preflight-plan"}'], ['null'], ['{"kind":"bucket-preflight-undo"}']])(
    '%s is no plan',
    async (text) => {
      const { exitCode, err } = await cors(['apply', 'plan.json', ...PLACE, '--yes'], {
        files: { 'plan.json': text },
      });
      expect([exitCode, err]).toEqual([2, expect.stringMatching(/is no plan|belongs|is for/)]);
    },
  );

  it('asks a person first, and takes only yes for it', async () => {
    const terminal = { canAsk: true, isTerminal: true };
    const no = await cors(['put', 'cors.json', ...PLACE], { ...terminal, answer: 'no' });
    expect([no.exitCode, no.asked]).toEqual([1, ['Replace the rules of photos? Type yes: ']]);
    expect(no.err).toContain('Nothing was done.');
    expect(await live()).toEqual({ rules: [] });
    expect((await cors(['put', 'cors.json', ...PLACE], { ...terminal, answer: 'yes\n' })).exitCode).toBe(0);
    expect(await live()).toEqual(RULES);
    const remove = await cors(['delete', ...PLACE], { ...terminal, answer: '' });
    expect(remove.asked[0]).toContain('Delete all rules of photos?');
    expect(await live()).toEqual(RULES);
    const nobody = await cors(['delete', ...PLACE]);
    expect([nobody.exitCode, nobody.err]).toEqual([2, expect.stringContaining('--yes')]);
    expect(await live()).toEqual(RULES);
  });

  it('check --against-live tells whether the bucket has others', async () => {
    await cors(['put', 'cors.json', ...PLACE, '--yes']);
    const same = await cors(['check', 'cors.json', ...PLACE, '--against-live']);
    expect([same.exitCode, same.out]).toEqual([0, expect.stringContaining('The bucket has these rules.')]);
    const other = await cors(['check', 'more.json', ...PLACE, '--against-live']);
    expect(other.exitCode).toBe(1);
    expect(other.out).toContain('--- bucket\n+++ more.json');
    const json = JSON.parse((await cors(['check', 'more.json', ...PLACE, '--against-live', '--json'])).out);
    expect(json).toMatchObject({ live: RULES, drift: expect.stringContaining('+++ more.json') });
    expect((await cors(['check', ...PLACE])).exitCode).toBe(0);
    await cors(['delete', ...PLACE, '--yes']);
    expect((await cors(['check', ...PLACE])).exitCode).toBe(1);
  });

  describe('that a page manages', () => {
    const MANAGED = [
      { ...RULES.rules[0], allowedMethods: ['DELETE', 'GET', 'PUT'], allowedHeaders: ['*', 'authorization'] },
    ];
    const files = { ...FILES, 'managed.json': JSON.stringify({ rules: MANAGED }) };
    const origin = ['--management-origin', 'https://app.example'];
    beforeEach(async () => {
      await cors(['put', 'managed.json', ...PLACE, '--yes'], { files });
    });

    it('refuses what would lock that page out, unless it is told to', async () => {
      const locked = await cors(['put', 'cors.json', ...PLACE, '--yes', ...origin]);
      expect([locked.exitCode, locked.err]).toEqual([1, expect.stringContaining('locked out')]);
      expect(await live()).toEqual({ rules: MANAGED });
      const told = ['put', 'cors.json', ...PLACE, '--yes', ...origin, '--allow-lock-out'];
      expect((await cors(told)).exitCode).toBe(0);
      expect(await live()).toEqual(RULES);
      // Nobody is locked out who was not in.
      expect((await cors(['put', 'more.json', ...PLACE, '--yes', ...origin])).exitCode).toBe(0);
    });

    it('keeps for whom a plan was made', async () => {
      const plan = await cors(['plan', 'cors.json', ...PLACE, ...origin, '--out', 'plan.json']);
      expect([plan.exitCode, plan.out]).toEqual([1, expect.stringContaining('--allow-lock-out')]);
      const kept = JSON.parse(plan.files.get('plan.json') ?? '');
      for (const plans of [kept, { ...kept, plan: { ...kept.plan, lockedOut: [], issues: [] } }]) {
        const { exitCode, err } = await cors(['apply', 'plan.json', ...PLACE, '--yes'], {
          files: { 'plan.json': JSON.stringify(plans) },
        });
        expect([exitCode, err]).toEqual([1, expect.stringContaining('locked out')]);
      }
      expect(await live()).toEqual({ rules: MANAGED });
      const odd = { ...kept, plan: { ...kept.plan, managementOrigins: ['app.example'] } };
      const wrong = await cors(['apply', 'plan.json', ...PLACE, '--yes'], {
        files: { 'plan.json': JSON.stringify(odd) },
      });
      expect([wrong.exitCode, wrong.err]).toEqual([2, expect.stringContaining('is no plan')]);
      const told = await cors(['apply', 'plan.json', ...PLACE, '--yes', '--allow-lock-out'], {
        files: Object.fromEntries(plan.files),
      });
      expect(told.exitCode).toBe(0);
    });

    it('refuses to lock that page out by a file without rules, too', async () => {
      const none = { ...files, 'none.json': '[]' };
      const plan = await cors(['plan', 'none.json', ...PLACE, ...origin, '--out', 'plan.json'], {
        files: none,
      });
      expect([plan.exitCode, plan.out]).toEqual([1, expect.stringContaining('--allow-lock-out')]);
      const apply = ['apply', 'plan.json', ...PLACE, '--yes'];
      const given = { files: Object.fromEntries(plan.files) };
      const refused = await cors(apply, given);
      expect([refused.exitCode, refused.err]).toEqual([1, expect.stringContaining('locked out')]);
      expect(await live()).toEqual({ rules: MANAGED });
      expect((await cors([...apply, '--allow-lock-out'], given)).exitCode).toBe(0);
      expect(await live()).toEqual({ rules: [] });
    });
  });

  it('puts no file without rules, which would delete all', async () => {
    await cors(['put', 'cors.json', ...PLACE, '--yes']);
    const before = await live();
    const put = await cors(['put', '-', ...PLACE, '--yes', '--allow-loss'], {
      files: { '-': '<CORSConfiguration></CORSConfiguration>' },
    });
    expect([put.exitCode, put.err]).toEqual([2, expect.stringContaining('cors delete')]);
    expect(await live()).toEqual(before);
  });

  it('keeps nothing of a change that the store has refused', async () => {
    await cors(['put', 'cors.json', ...PLACE, '--yes']);
    const refusing: typeof fetch = async (url, init) =>
      init?.method === 'PUT' ? new Response('', { status: 403 }) : fetch(url, init);
    const put = ['put', 'more.json', ...PLACE, '--yes', '--undo-file', 'undo.json'];
    const refused = await cors(put, { fetch: refusing });
    expect([refused.exitCode, refused.files.has('undo.json')]).toEqual([3, false]);
    expect((await cors(put, { files: Object.fromEntries(refused.files) })).exitCode).toBe(0);
  });

  it('tells where the rules of before are, once they may have been replaced', async () => {
    await cors(['put', 'cors.json', ...PLACE, '--yes']);
    const dying = (): typeof fetch => {
      let isPut = false;
      return async (url, init) => {
        if (isPut) throw new TypeError('fetch failed');
        isPut = init?.method === 'PUT';
        return fetch(url, init);
      };
    };
    const put = ['put', 'more.json', ...PLACE, '--yes', '--undo-file', 'undo.json'];
    const failed = await cors(put, { fetch: dying() });
    expect([failed.exitCode, failed.err]).toEqual([4, expect.stringContaining('kept in undo.json')]);
    expect(await live()).toEqual(MORE);
    const undone = await cors(
      ['undo', 'undo.json', ...PLACE, '--yes', '--undo-file', 'again.json', '--json'],
      {
        files: Object.fromEntries(failed.files),
        fetch: dying(),
      },
    );
    expect(JSON.parse(undone.out)).toMatchObject({ error: { undoFile: 'again.json' }, exitCode: 4 });
    expect(await live()).toEqual(RULES);
    const dead = await cors(put, { fetch: () => Promise.reject(new TypeError('fetch failed')) });
    expect([dead.exitCode, dead.err]).toEqual([4, expect.not.stringContaining('undo.json')]);
  });

  it('tells everything that the store would refuse, as findings, and puts nothing', async () => {
    const rules = [{ allowedOrigins: ['https://*.*.example'], allowedMethods: ['PATCH'] }];
    const files = { 'cors.json': JSON.stringify({ rules }) };
    const { exitCode, err } = await cors(['put', 'cors.json', ...PLACE, '--yes'], { files });
    expect(exitCode).toBe(1);
    expect(err).toContain('allowedOrigins');
    expect(err).toContain('allowedMethods');
    expect(await live()).toEqual({ rules: [] });
  });
});

describe('what is not understood', () => {
  const element = (text: string) => (text === '' ? '' : `<NewSetting>${text}</NewSetting>`);
  const document = (more: string) =>
    `<CORSConfiguration><CORSRule><AllowedOrigin>https://app.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod>${more}</CORSRule></CORSConfiguration>`;
  const files = { 'rules.xml': document(''), 'typo.xml': document('<AllowedHeaders>x-a</AllowedHeaders>') };
  /** A store that keeps more than is known of it. */
  function holding(text: string) {
    let body = document(element(text));
    const methods: string[] = [];
    const answer: typeof fetch = async (_url, init) => {
      const method = init?.method ?? 'GET';
      methods.push(method);
      if (method === 'PUT') body = await new Response(init?.body ?? null).text();
      return new Response(method === 'GET' ? body : '');
    };
    return { methods, fetch: answer };
  }
  const never = ['--verify-seconds', '0'];

  it('of the bucket is not lost by put, apply, undo or delete, unless that is allowed', async () => {
    const more = { ...files, 'cors.json': JSON.stringify(RULES) };
    for (const command of ['put', 'delete']) {
      const { methods, fetch: answer } = holding('1');
      const args = [command, ...(command === 'put' ? ['cors.json'] : []), ...PLACE, '--yes', ...never];
      const refused = await cors(args, { files: more, fetch: answer });
      expect([refused.exitCode, refused.err]).toEqual([1, expect.stringContaining('--allow-loss')]);
      expect(refused.err).toContain('CORSRule[0].NewSetting');
      expect(methods).not.toContain(command.toUpperCase());
      await cors([...args, '--allow-loss'], { files: more, fetch: answer });
      expect(methods).toContain(command.toUpperCase());
    }
    const { methods, fetch: answer } = holding('1');
    const plan = await cors(['plan', 'cors.json', ...PLACE, '--out', 'plan.json'], {
      files: more,
      fetch: answer,
    });
    expect(plan.out).toContain('Would be lost, as it is not understood: CORSRule[0].NewSetting');
    const apply = ['apply', 'plan.json', ...PLACE, '--yes', ...never];
    const applied = await cors(apply, { files: Object.fromEntries(plan.files), fetch: answer });
    expect([applied.exitCode, applied.err]).toEqual([1, expect.stringContaining('--allow-loss')]);
    expect(methods).not.toContain('PUT');
  });

  it('of the bucket is not deleted unasked by a plan that knew nothing of it', async () => {
    const plan = await cors(['plan', 'none.json', ...PLACE, '--out', 'plan.json'], {
      files: { 'none.json': '[]' },
    });
    const methods: string[] = [];
    const given = {
      files: Object.fromEntries(plan.files),
      fetch: async (_url: unknown, init?: RequestInit) => {
        methods.push(init?.method ?? 'GET');
        return new Response('<CORSConfiguration><NewRule/></CORSConfiguration>');
      },
    };
    const apply = ['apply', 'plan.json', ...PLACE, '--allow-loss', ...never];
    const { exitCode, err } = await cors(apply, given);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('--yes')]);
    expect(methods).toEqual([]);
    await cors([...apply, '--yes'], given);
    expect(methods).toContain('DELETE');
  });

  it('of the bucket is drift', async () => {
    const check = ['check', 'rules.xml', ...PLACE, '--against-live'];
    expect((await cors(check, { files, fetch: holding('').fetch })).exitCode).toBe(0);
    const { exitCode, out } = await cors(check, { files, fetch: holding('1').fetch });
    expect([exitCode, out]).toEqual([1, expect.stringContaining('CORSRule[0].NewSetting')]);
    expect(out).not.toContain('The bucket has these rules.');
    const told = await cors([...check, '--json'], { files, fetch: holding('1').fetch });
    expect(JSON.parse(told.out)).toMatchObject({ drift: '', liveUnknown: [{ name: 'NewSetting' }] });
  });

  it('of a file is a finding, and stops plan and put', async () => {
    const check = ['check', 'typo.xml', '--store', 'aws'];
    const { exitCode, out } = await cors(check, { files });
    expect([exitCode, out]).toEqual([1, expect.stringContaining('CORSRule[0].AllowedHeaders')]);
    expect(out).not.toContain('Nothing is wrong');
    for (const command of ['plan', 'put']) {
      const { methods, fetch: answer } = holding('');
      const args = [command, 'typo.xml', ...PLACE, ...(command === 'put' ? ['--yes', ...never] : [])];
      const stopped = await cors(args, { files, fetch: answer });
      expect([stopped.exitCode, stopped.err]).toEqual([1, expect.stringContaining('AllowedHeaders')]);
      expect(methods).toEqual([]);
      expect((await cors([...args, '--allow-loss'], { files, fetch: answer })).exitCode).toBe(0);
    }
    const convert = ['convert', 'typo.xml', '--from', 'aws', '--to', 'oss'];
    expect((await cors(convert, { files })).exitCode).toBe(1);
  });

  it.each([
    ['{rules: [{allowedOrigins: ["*"], allowedMethods: ["GET"]}]}', 'as in a program', '程序里的写法'],
    [
      '[{"allowedOrigins":["*"],"allowedOperations":["s3_get","b2_upload_file"]}]',
      '[0].allowedOperations[1] is an operation of B2',
      'B2 原生接口',
    ],
    ['[{"origin":["*"],"method":["GET"],"responseHeader":["ETag"]}]', 'taken for both', '按两者处理'],
  ])('%s: its warning is shown', async (text, english, chinese) => {
    const check = ['check', 'rules.json', '--store', 'b2'];
    const given = { files: { 'rules.json': text } };
    expect((await cors(check, given)).out).toContain(english);
    expect((await cors([...check, '--lang', 'zh'], given)).out).toContain(chinese);
    const { warnings } = JSON.parse((await cors([...check, '--json'], given)).out);
    expect(warnings).toHaveLength(1);
  });
});

describe('without a bucket', () => {
  it('check names every issue, and ends with 1 for errors only', async () => {
    const rules = [{ allowedOrigins: ['app.example'], allowedMethods: ['GET'] }];
    const files = { 'cors.json': JSON.stringify({ rules }) };
    const wrong = await cors(['check', 'cors.json', '--store', 'oss'], { files });
    expect([wrong.exitCode, wrong.out]).toEqual([1, expect.stringContaining('cors.origin.scheme-missing')]);
    const lax = await cors(['check', 'cors.json', '--store', 'aws']);
    expect(lax.exitCode).toBe(0);
    const lacking = ['--origin', 'https://app.example', '--operations', 'delete'];
    expect((await cors(['check', 'cors.json', '--store', 'aws', ...lacking])).exitCode).toBe(1);
  });

  it('check offers what mends the rules, and writes it', async () => {
    const use = ['--store', 'oss', '--origin', 'https://b.example', '--operations', 'upload'];
    const asked = await cors(['check', 'cors.json', ...use]);
    expect([asked.exitCode, asked.out]).toEqual([1, expect.stringContaining('grants least')]);
    expect(asked.out).toContain('+    <AllowedOrigin>https://b.example</AllowedOrigin>');
    const { repairs } = JSON.parse((await cors(['check', 'cors.json', ...use, '--json'])).out);
    expect(repairs[0]).toMatchObject({ kind: 'least-privilege', diff: [{ kind: 'added', after: 1 }] });
    const mended = await cors(['check', 'cors.json', ...use, '--out', 'mended.xml']);
    const files = { 'mended.xml': mended.files.get('mended.xml') ?? '' };
    const again = await cors(['check', 'mended.xml', ...use], { files });
    expect([again.exitCode, again.out]).toEqual([0, expect.not.stringContaining('grants least')]);
  });

  it('required tells the least rule, convert what is lost', async () => {
    const args = ['--store', 'oss', '--origin', 'https://app.example', '--operations', 'upload'];
    const { rules } = JSON.parse((await cors(['required', ...args, '--json'])).out);
    expect(rules[0]).toMatchObject({ allowedOrigins: ['https://app.example'], allowedMethods: ['PUT'] });
    const wrong = await cors([
      'required',
      '--store',
      'oss',
      '--origin',
      'app.example',
      '--operations',
      'fly',
    ]);
    expect([wrong.exitCode, wrong.err]).toEqual([2, expect.stringMatching(/origin[\s\S]*fly/)]);
    const document = {
      rules: [{ ...MORE.rules[0], allowedOrigins: ['https://a.example', 'https://b.example'] }],
    };
    const files = { 'cors.json': JSON.stringify(document) };
    const converted = await cors(['convert', 'cors.json', '--from', 'aws', '--to', 'qingstor'], { files });
    expect(JSON.parse(converted.out).cors_rules).toHaveLength(2);
    expect(converted.err).toContain('lost');
    const xml = await cors(['convert', 'cors.json', '--from', 'aws', '--to', 'qingstor', '--xml'], { files });
    expect([xml.exitCode, xml.err]).toEqual([2, expect.stringContaining('takes no XML')]);
  });

  it('reads from the standard input', async () => {
    const files = { '-': FILES['cors.json'] };
    expect((await cors(['check', '-', '--store', 'aws'], { files })).exitCode).toBe(0);
  });
});

describe('what pages do', () => {
  const APP = ['--store', 'aws', '--origin', 'https://app.example'];

  it.each([
    [['--operations', 'bogus'], 'operations[0]'],
    [['--operations', 'upload', '--signing', 'bogus'], 'signing'],
    [['--origin', 'b.example'], 'origins[1]'],
    [['--management-origin', 'https://a.example/'], 'managementOrigin'],
    [['--operations', 'upload', '--header', 'a b:c'], 'headers.a b'],
    [['--operations', 'upload', '--content-type', 'a\nb'], 'contentType'],
  ])('%j cannot be, and nothing is sent', async (args, path) => {
    const sent: unknown[] = [];
    const answer: typeof fetch = async (url) => {
      sent.push(url);
      return new Response('');
    };
    for (const command of [
      ['check', 'cors.json', ...APP],
      ['plan', 'cors.json', ...APP, '--bucket', 'photos'],
    ]) {
      const { exitCode, err } = await cors([...command, ...args], { fetch: answer });
      expect([exitCode, err]).toEqual([2, expect.stringContaining(path)]);
      const told = JSON.parse((await cors([...command, ...args, '--json'])).out);
      expect(told).toMatchObject({ exitCode: 2, error: { code: 'ERR_CONFIG' } });
    }
    expect(sent).toEqual([]);
  });

  it('is nothing where no page does it', async () => {
    for (const command of [
      ['check', 'cors.json', '--store', 'aws'],
      ['plan', 'cors.json', ...PLACE],
    ]) {
      const { exitCode, err } = await cors([...command, '--operations', 'multipart-upload']);
      expect([exitCode, err]).toEqual([2, expect.stringContaining('--operations needs --origin')]);
    }
  });

  it('is said to required and check alike', async () => {
    const use = ['--operations', 'upload,download', '--signing', 'url', '--ranges', '--upload-listeners'];
    const more = [
      '--content-type',
      'image/png',
      '--header',
      'x-amz-acl: private',
      '--header',
      'x-amz-meta-owner',
    ];
    const { rules } = JSON.parse((await cors(['required', ...APP, ...use, ...more, '--json'])).out);
    expect(rules[0]).toMatchObject({
      allowedHeaders: ['content-type', 'x-amz-acl', 'x-amz-meta-owner'],
      exposeHeaders: ['Content-Range'],
    });
    const files = { 'cors.json': JSON.stringify({ rules }) };
    const check = ['check', 'cors.json', ...APP];
    expect((await cors([...check, ...use, ...more, '--strict'], { files })).exitCode).toBe(0);
    const lacking = await cors([...check, ...use, ...more, '--header', 'x-amz-tagging: a'], { files });
    expect([lacking.exitCode, lacking.out]).toEqual([1, expect.stringContaining('"x-amz-tagging"')]);
    const keys = ['required', ...APP, '--operations', 'head', '--json'];
    expect((await cors(keys)).out).toContain('x-amz-security-token');
    expect((await cors([...keys, '--lasting-keys'])).out).not.toContain('x-amz-security-token');
  });

  it('is enough where a rule for it needs no header', async () => {
    const use = ['--operations', 'delete', '--signing', 'url'];
    const { rules } = JSON.parse((await cors(['required', ...APP, ...use, '--json'])).out);
    const files = { 'cors.json': JSON.stringify({ rules }) };
    const check = ['check', 'cors.json', ...APP, '--strict'];
    expect((await cors([...check, ...use], { files })).exitCode).toBe(0);
    expect((await cors(check, { files })).out).toContain('cors.header.none');
  });
});

it('a fault of the program is none of the rules: it has an exit code of its own, and its words are not shown', async () => {
  const nowMs = () => {
    throw new TypeError('hunter2');
  };
  const odd = { timing: { nowMs, wait: async () => {} } };
  const put = ['put', 'more.json', ...PLACE, '--yes'];
  const told = await cors(put, odd);
  expect(told.err).not.toContain('hunter2');
  expect([told.exitCode, told.err]).toEqual([
    70,
    expect.stringMatching(/fault of bucket-preflight itself.*TypeError\n {4}at /),
  ]);
  const json = await cors([...put, '--json'], odd);
  expect(JSON.parse(json.out)).toMatchObject({ exitCode: 70, error: { code: 'ERR_FAULT' } });
});

describe('what is refused', () => {
  it.each([
    [['get'], 2, '--store is needed'],
    [['get', '--store', 's3'], 2, '--bucket is needed'],
    [['get', '--store', 'azure', '--bucket', 'photos'], 2, 'must be one of aws, s3, ceph'],
    [['fetch'], 2, 'no command "cors fetch"'],
    [['get', ...PLACE, '--bukcet', 'b'], 2, 'Did you mean --bucket?'],
    [['get', ...PLACE, '--bucket'], 2, '--bucket needs a value'],
    [['get', ...PLACE, '--bucket', 'b'], 2, '--bucket was given twice'],
    [['get', ...PLACE, '--json=1'], 2, '--json takes no value'],
    [['get', ...PLACE, 'a'], 2, 'Too many arguments'],
    [['put', ...PLACE], 2, 'A file is needed'],
    [['put', 'none.json', ...PLACE, '--yes'], 2, 'none.json cannot be read (ENOENT)'],
    [['put', 'odd.json', ...PLACE, '--yes'], 2, 'odd.json is no CORS configuration'],
    [['put', 'cors.json', ...PLACE, '--yes', '--settle-seconds', 'soon'], 2, 'a number from 0 to 600'],
    [['get', ...PLACE, '--addressing', 'host'], 2, 'virtual-host, path, custom-domain'],
    [['get', ...PLACE, '--region', 'Us East'], 2, 'region'],
    [['get', '--store', 'minio', '--bucket', 'photos'], 2, 'MINIO_API_CORS_ALLOW_ORIGIN'],
    [['get', '--store', 's3', '--bucket', 'nowhere'], 3, 'NoSuchBucket'],
    [['get', ...PLACE, '--endpoint', 'http://127.0.0.1:1'], 4, 'No answer from http://127.0.0.1:1'],
  ] as const)('cors %j ends with %d: %s', async (args, exitCode, text) => {
    const result = await cors(args, { files: { ...FILES, 'odd.json': '[1, 2' } });
    expect([result.exitCode, result.err]).toEqual([exitCode, expect.stringContaining(text)]);
    const told = await cors([...args.filter((word) => word !== '--json=1'), '--json'], {
      files: { ...FILES, 'odd.json': '[1, 2' },
    });
    if (told.exitCode !== 0)
      expect(JSON.parse(told.out)).toMatchObject({ exitCode: told.exitCode, error: {} });
  });

  it('a secret behind one dash, of which it shows no letter', async () => {
    const { exitCode, out, err } = await cors(['get', ...PLACE, '-pZQXW']);
    expect(exitCode).toBe(2);
    expect(out + err).not.toMatch(/[ZQXW]\b|--p\b/);
  });

  it.each([
    'access-key-id',
    'secret-access-key',
    'secret',
    'access-key-secret',
    'token',
    'sk',
    'ak',
    'password',
    'db-passwd',
    'session-token',
    'SecretKey',
  ])('a secret as --%s, which it does not show', async (name) => {
    for (const args of [[`--${name}`, 'hunter2'], [`--${name}=hunter2`]]) {
      const { exitCode, out, err } = await cors(['get', ...PLACE, ...args]);
      expect(exitCode).toBe(2);
      expect(err).toContain('others on this machine can read');
      expect(err).toContain('AWS_SECRET_ACCESS_KEY');
      expect(out + err).not.toContain('hunter2');
    }
  });
});

describe('credentials', () => {
  const get = ['get', ...PLACE];
  const keyless = () => ({ AWS_REGION: local.region, AWS_ENDPOINT_URL_S3: local.endpoint });

  it('are needed', async () => {
    const { exitCode, err } = await cors(get, { env: keyless() });
    expect([exitCode, err]).toEqual([2, expect.stringContaining('AWS_ACCESS_KEY_ID')]);
    const half = await cors(get, { env: { ...keyless(), AWS_ACCESS_KEY_ID: 'a' } });
    expect(half.err).toContain('AWS_SECRET_ACCESS_KEY is not set');
  });

  it('come from a command that prints what an STS answers', async () => {
    const { accessKeyId, secretAccessKey } = local.rootCredentials;
    const answer = JSON.stringify({ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey });
    const seen: string[] = [];
    const runCommand = async (command: string) => {
      seen.push(command);
      return answer;
    };
    const args = [...get, '--credentials-command', 'sts --print'];
    expect((await cors(args, { env: keyless(), runCommand })).exitCode).toBe(0);
    expect(seen).toEqual(['sts --print']);
    const failed = await cors(args, { env: keyless() });
    expect([failed.exitCode, failed.err]).toEqual([2, expect.stringContaining('exit 1')]);
    const odd = await cors(args, { env: keyless(), runCommand: async () => 'hunter2 is no answer' });
    expect(odd.exitCode).toBe(2);
    expect(odd.err).not.toContain('hunter2');
  });

  it('come from a profile of the vendor’s own tools', async () => {
    const { accessKeyId, secretAccessKey } = local.rootCredentials;
    const ini = `[default]\naws_access_key_id = no\naws_secret_access_key = no\n\n[work]\naws_access_key_id=${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
    const files = { '/home/user/.aws/credentials': ini };
    const work = [...get, '--profile', 'work'];
    expect((await cors(work, { env: keyless(), files })).exitCode).toBe(0);
    expect((await cors(get, { env: { ...keyless(), AWS_PROFILE: 'work' }, files })).exitCode).toBe(0);
    expect((await cors([...get, '--profile', 'default'], { env: keyless(), files })).exitCode).toBe(3);
    const none = await cors([...get, '--profile', 'play'], { env: keyless(), files });
    expect([none.exitCode, none.err]).toEqual([2, expect.stringContaining('no profile "play"')]);
  });

  it.each([
    [
      'oss',
      '/home/user/.aliyun/config.json',
      '{"profiles":[{"name":"work","access_key_id":"idid","access_key_secret":"hunter2"}]}',
    ],
    ['oss', '/home/user/.ossutilconfig', '[work]\naccessKeyID=idid\naccessKeySecret = hunter2\n'],
    ['cos', '/home/user/.tccli/work.credential', '{"secretId":"idid","secretKey":"hunter2"}'],
    [
      'qingstor',
      '/home/user/.qingstor/config.yaml',
      '# QingStor\naccess_key_id: \'idid\'\nsecret_access_key: "hunter2" # mine\nzone: pek3a\n',
      'default',
    ],
  ])('of %s in the files of its own tools', async (store, file, text, profile = 'work') => {
    const sent: string[] = [];
    const fetchIt: typeof fetch = async (url) => {
      sent.push(String(url));
      return new Response('{}', { status: 403 });
    };
    const args = [
      'get',
      '--store',
      store,
      '--bucket',
      'photos-1250000000',
      '--region',
      'cn-north',
      '--profile',
      profile,
    ];
    const { exitCode, err } = await cors(args, { env: {}, files: { [file]: text }, fetch: fetchIt });
    expect([exitCode, sent.length]).toEqual([3, 1]);
    expect(sent[0]).toContain('idid');
    expect(err).not.toContain('hunter2');
  });
});

describe('of the environment', () => {
  const args = ['get', '--store', 'cos', '--bucket', 'photos-1250000000', '--region', 'ap-guangzhou'];
  const keys = { TENCENTCLOUD_SECRET_ID: 'idid', TENCENTCLOUD_SECRET_KEY: 'hunter2' };

  it.each(['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN'])(
    'the token is that of %s',
    async (name) => {
      const sent: string[] = [];
      const fetchIt: typeof fetch = async (url, init) => {
        sent.push(`${String(url)} ${JSON.stringify(init?.headers ?? {})}`);
        return new Response('', { status: 403 });
      };
      const { exitCode, err } = await cors(args, { env: { ...keys, [name]: 'tokentoken' }, fetch: fetchIt });
      expect(exitCode).toBe(3);
      expect(sent.join()).toContain('tokentoken');
      expect(err).not.toMatch(/tokentoken|hunter2/);
    },
  );

  it('the profile is that of the vendor’s own variable, and of no other', async () => {
    const files = { '/home/user/.tccli/work.credential': '{"secretId":"idid","secretKey":"hunter2"}' };
    const fetchIt: typeof fetch = async () => new Response('', { status: 403 });
    const given = { files, fetch: fetchIt };
    expect((await cors(args, { ...given, env: { TCCLI_PROFILE: 'work' } })).exitCode).toBe(3);
    expect((await cors(args, { ...given, env: { AWS_PROFILE: 'work' } })).exitCode).toBe(2);
  });
});

describe('for people', () => {
  it('paints on a terminal, unless NO_COLOR is set or it is read by a program', async () => {
    const check = ['check', 'cors.json', '--store', 'aws'];
    expect((await cors(check, { isTerminal: true })).out).toContain('\x1b[');
    expect((await cors(check)).out).not.toContain('\x1b[');
    expect((await cors(check, { isTerminal: true, env: { NO_COLOR: '1' } })).out).not.toContain('\x1b[');
    expect((await cors([...check, '--json'], { isTerminal: true })).out).not.toContain('\x1b[');
  });

  it('never shows control characters of what it reads', async () => {
    const rules = [
      { id: 'a\u001b[2Jb', allowedOrigins: ['https://\u202ea.example\u0007'], allowedMethods: ['GET'] },
    ];
    const files = { 'cors.json': JSON.stringify({ rules }) };
    for (const command of [
      ['check', 'cors.json', '--store', 'aws'],
      ['put', 'cors.json', ...PLACE, '--yes'],
    ]) {
      const { out, err } = await cors(command, { files });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(out + err).not.toMatch(/[\u001b\u0007\u202e]/);
    }
  });

  it('a table counts a Chinese character for two columns', async () => {
    const { out } = await cors([
      'required',
      '--store',
      'aws',
      '--origin',
      'https://a.example',
      '--operations',
      'upload',
      '--lang',
      'zh',
    ]);
    const [head = '', , row = ''] = out.split('\n');
    expect(head).toContain('方法');
    const columns = (text: string) =>
      [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);
    expect(columns(head.slice(0, head.indexOf('方法')))).toBe(row.indexOf('PUT'));
  });
});

it('no output held a secret', () => {
  const { secretAccessKey } = local.rootCredentials;
  expect(ran.length).toBeGreaterThan(80);
  for (const { out, err, files } of ran) {
    expect(out + err).not.toContain(secretAccessKey);
    for (const [name, text] of files)
      if (!name.startsWith('/home')) expect(text).not.toContain(secretAccessKey);
    expect(out + err).not.toMatch(/X-Amz-Signature|AWS4-HMAC/i);
  }
});
