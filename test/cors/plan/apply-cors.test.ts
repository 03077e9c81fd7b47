import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BucketOptions } from '../../../src/client/bucket-options.js';
import { deleteBucketCors } from '../../../src/cors/delete-bucket-cors.js';
import { getBucketCors } from '../../../src/cors/get-bucket-cors.js';
import { applyCors } from '../../../src/cors/plan/apply-cors.js';
import { planCors } from '../../../src/cors/plan/plan-cors.js';
import { undoCors } from '../../../src/cors/plan/undo-cors.js';
import { putBucketCors } from '../../../src/cors/put-bucket-cors.js';
import type { CorsConfiguration } from '../../../src/model/cors-configuration.js';
import { awsCorsCodec } from '../../../src/stores/aws/cors-codec.js';
import { ceph } from '../../../src/stores/ceph.js';
import { minio } from '../../../src/stores/minio.js';
import { oss } from '../../../src/stores/oss.js';
import { bucketWith, thrownBy } from '../../transport/buckets.js';
import { FIRST, ownTiming, SECOND } from './live-flow.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const PAGE = 'https://app.example';
function stubPage(): void {
  vi.stubGlobal('document', {});
  vi.stubGlobal('origin', PAGE);
}

const NONE = '<Error><Code>NoSuchCORSConfiguration</Code></Error>';

/** A bucket that holds a document, and what was sent to it. */
function holding(configuration: CorsConfiguration, options: Partial<BucketOptions> = {}) {
  let document = configuration.rules.length === 0 ? '' : awsCorsCodec.write(configuration);
  const methods: string[] = [];
  const { bucket } = bucketWith(async ({ init }) => {
    const method = init.method ?? 'GET';
    methods.push(method);
    if (method === 'PUT') document = await new Response(init.body ?? null).text();
    if (method === 'DELETE') document = '';
    if (method !== 'GET') return new Response(null, { status: method === 'PUT' ? 200 : 204 });
    return document === '' ? new Response(NONE, { status: 404 }) : new Response(document);
  }, options);
  return { bucket, methods, replaceBy: (other: CorsConfiguration) => (document = awsCorsCodec.write(other)) };
}

const timing = ownTiming();
/** Rules under which a page of that origin may manage them. */
const managed = (origin: string): CorsConfiguration => ({
  rules: [{ allowedOrigins: [origin], allowedMethods: ['GET', 'PUT', 'DELETE'], allowedHeaders: ['*'] }],
});

describe('a plan', () => {
  it('tells rule by rule what becomes of it', async () => {
    const { bucket } = holding(SECOND);
    const [first, second] = SECOND.rules;
    if (first === undefined || second === undefined) throw new Error('there are two');
    const after = { rules: [second, { ...first, allowedMethods: ['GET', 'HEAD'] }] };
    const { changes } = await planCors(bucket, after);
    expect(changes).toEqual([
      {
        kind: 'changed',
        before: 0,
        after: 1,
        fields: [{ field: 'allowedMethods', added: ['HEAD'], removed: ['PUT'] }],
      },
    ]);
    expect((await planCors(bucket, { rules: [second, first] })).changes).toEqual([
      { kind: 'changed', before: 0, after: 1, fields: [] },
    ]);
    const same = await planCors(bucket, SECOND);
    expect([same.changes, same.diff]).toEqual([[], '']);
  });

  it('is made of what is there, where it is a function', async () => {
    const [rule] = SECOND.rules.slice(1);
    if (rule === undefined) throw new Error('there is one');
    const { bucket, methods } = holding(FIRST);
    const { after, changes } = await planCors(bucket, (live) => ({ ...live, rules: [...live.rules, rule] }));
    expect(after).toEqual(SECOND);
    expect(changes).toHaveLength(1);
    expect(methods).toEqual(['GET']);
    const wrong = planCors(bucket, () => [{ allowedOrigins: [], allowedMethods: [] }]);
    expect(await thrownBy(wrong)).toMatchObject({ code: 'ERR_CONFIG' });
  });

  it('is data that survives JSON', async () => {
    const plan = await planCors(holding(FIRST).bucket, SECOND);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('names what of the live document would be lost', async () => {
    const document = awsCorsCodec.write(FIRST).replace('</CORSRule>', '<Note>a</Note></CORSRule>');
    const { bucket } = bucketWith(() => new Response(document));
    expect((await planCors(bucket, SECOND)).unknown).toEqual([{ path: 'CORSRule[0].Note', name: 'Note' }]);
  });

  it('refuses what are no rules, before anything is sent', async () => {
    const { bucket, methods } = holding(FIRST);
    const wrong = await thrownBy(planCors(bucket, [{ allowedOrigins: [], allowedMethods: ['GET'] }]));
    expect(wrong).toMatchObject({ code: 'ERR_CONFIG' });
    expect(methods).toEqual([]);
  });
});

describe('applying', () => {
  it('does nothing where the rules are there already', async () => {
    const { bucket, methods } = holding(FIRST);
    const plan = await planCors(bucket, FIRST);
    expect(await applyCors(bucket, plan, { timing })).toMatchObject({ wasThere: true });
    expect(methods).toEqual(['GET', 'GET']);
  });

  it('refuses when the rules have changed, and puts nothing', async () => {
    const { bucket, methods, replaceBy } = holding(FIRST);
    const plan = await planCors(bucket, SECOND);
    replaceBy(managed(PAGE));
    const error = await thrownBy(applyCors(bucket, plan, { timing }));
    expect(error).toMatchObject({
      code: 'ERR_CHANGED',
      seen: 'before',
      found: managed(PAGE),
      expected: FIRST,
    });
    expect(String(error)).toContain('+    <AllowedOrigin>https://app.example</AllowedOrigin>');
    expect(methods).not.toContain('PUT');
  });

  it('says so when another writer came at once', async () => {
    const { bucket, replaceBy } = holding(FIRST);
    const plan = await planCors(bucket, SECOND);
    const late = { ...timing, wait: async () => void replaceBy(managed(PAGE)) };
    const error = await thrownBy(applyCors(bucket, plan, { timing: late }));
    expect(error).toMatchObject({
      code: 'ERR_CHANGED',
      seen: 'after',
      found: managed(PAGE),
      expected: SECOND,
    });
  });

  it('waits for a store that still shows what was there before', async () => {
    let looks = 0;
    const { bucket } = bucketWith(({ init }) => {
      if (init.method === 'PUT') return new Response('');
      looks += 1;
      return new Response(awsCorsCodec.write(looks < 5 ? FIRST : SECOND));
    });
    const plan = await planCors(bucket, SECOND);
    const own = ownTiming();
    await applyCors(bucket, plan, { timing: own, settleMs: 700 });
    expect(own.waits).toEqual([700, 700, 700]);
    looks = -100;
    expect(await thrownBy(applyCors(bucket, plan, { timing: own }))).toMatchObject({ seen: 'after' });
  });

  it('says when it was so slow that it may have replaced the change of another', async () => {
    for (const [ms, slow] of [
      [2000, false],
      [2001, true],
    ] as const) {
      const { bucket } = holding(FIRST);
      const plan = await planCors(bucket, SECOND);
      const times = [0, ms];
      const own = { ...timing, nowMs: () => times.shift() ?? ms };
      expect((await applyCors(bucket, plan, { timing: own })).mayHaveReplaced).toBe(slow);
    }
  });

  it('gives what takes it back away before it changes anything, and does nothing when that fails', async () => {
    const { bucket, methods } = holding(FIRST);
    const plan = await planCors(bucket, SECOND);
    const keepUndo = () => Promise.reject(new Error('the disk is full'));
    expect(String(await thrownBy(applyCors(bucket, plan, { timing, keepUndo })))).toContain('disk is full');
    expect(methods).toEqual(['GET', 'GET']);
  });

  it('sends the checksum that the store asks for', async () => {
    const { bucket, sent } = bucketWith(({ init }) =>
      init.method === 'PUT' ? new Response('') : new Response(awsCorsCodec.write(FIRST)),
    );
    const plan = await planCors(bucket, SECOND);
    await thrownBy(applyCors(bucket, plan, { timing }));
    const put = sent.find(({ init }) => init.method === 'PUT');
    expect(put?.headers).toMatchObject(await awsCorsCodec.checksum(awsCorsCodec.write(SECOND)));
    expect(put?.headers['content-md5']).toMatch(/^[\w+/]{22}==$/);
  });

  it('takes back to no rules at all by deleting them', async () => {
    const { bucket, methods } = holding({ rules: [] });
    const { undo } = await applyCors(bucket, await planCors(bucket, FIRST), { timing });
    await undoCors(bucket, undo, { timing });
    expect(methods).toContain('DELETE');
    expect((await getBucketCors(bucket)).configuration).toEqual({ rules: [] });
  });
});

describe('a lock-out', () => {
  const other = managed('https://other.example');

  it('is refused in the page, though the plan was made where no page was known', async () => {
    const { bucket, methods } = holding(managed(PAGE));
    const plan = JSON.parse(JSON.stringify(await planCors(bucket, other)));
    expect([plan.managementOrigins, plan.lockedOut]).toEqual([[], []]);
    stubPage();
    const error = await thrownBy(applyCors(bucket, plan, { timing }));
    expect(error).toMatchObject({ issues: [{ code: 'cors.wanted.lock-out', value: JSON.stringify(PAGE) }] });
    expect(methods).toEqual(['GET']);
  });

  it('is refused elsewhere for the page that the plan was made for, whatever else the plan says of it', async () => {
    const { bucket, methods } = holding(managed(PAGE));
    const plan = await planCors(bucket, other, { wanted: { managementOrigin: PAGE } });
    expect([plan.managementOrigins, plan.lockedOut]).toEqual([[PAGE], [PAGE]]);
    for (const edited of [plan, { ...plan, lockedOut: [] }, { ...plan, managementOrigins: [] }])
      expect(await thrownBy(applyCors(bucket, edited, { timing }))).toMatchObject({
        issues: [{ code: 'cors.wanted.lock-out' }],
      });
    expect(methods).toEqual(['GET']);
    await applyCors(bucket, plan, { timing, allowLockOut: true });
    expect(methods).toContain('PUT');
  });

  it('is none where the page could not do it before', async () => {
    const [rule] = managed(PAGE).rules;
    if (rule === undefined) throw new Error('there is one');
    const live = { rules: [{ ...rule, allowedMethods: ['GET', 'PUT'] }] };
    const { bucket, methods } = holding(live);
    stubPage();
    const plan = await planCors(bucket, { rules: [...live.rules, ...FIRST.rules] });
    expect([plan.lockedOut, plan.issues.filter(({ code }) => code === 'cors.wanted.lock-out')]).toEqual([
      [],
      [],
    ]);
    await applyCors(bucket, plan, { timing });
    expect(methods).toContain('PUT');
    expect((await planCors(bucket, other)).lockedOut).toEqual([PAGE]);
  });

  it('is none where GET passes without headers, as it is sent', async () => {
    const { bucket } = holding(managed(PAGE));
    const writing = { allowedMethods: ['PUT', 'DELETE'], allowedHeaders: ['*'] };
    const rules = [
      { allowedOrigins: [PAGE], allowedMethods: ['GET'] },
      { allowedOrigins: [PAGE], ...writing },
    ];
    const options = { wanted: { managementOrigin: PAGE } };
    expect((await planCors(bucket, rules, options)).lockedOut).toEqual([]);
    expect((await planCors(bucket, rules.slice(1), options)).lockedOut).toEqual([PAGE]);
  });

  it('is told to a page whose credentials are permanent, under rules without a token', async () => {
    const names = ['authorization', 'content-type', 'content-md5', 'x-amz-content-sha256', 'x-amz-date'];
    const rule = { allowedOrigins: [PAGE], allowedMethods: ['GET', 'PUT', 'DELETE'], allowedHeaders: names };
    const { bucket } = holding({ rules: [rule] });
    const options = { wanted: { managementOrigin: PAGE } };
    expect((await planCors(bucket, [rule], options)).lockedOut).toEqual([]);
    expect(
      (await planCors(bucket, [{ ...rule, allowedHeaders: names.slice(1) }], options)).lockedOut,
    ).toEqual([PAGE]);
  });

  it('is looked for only where what is wanted can be told, before anything is sent', async () => {
    const { bucket, methods } = holding(FIRST);
    const wrong = planCors(bucket, SECOND, { wanted: { managementOrigin: `${PAGE}/` } });
    expect(await thrownBy(wrong)).toMatchObject({ issues: [{ path: 'managementOrigin' }] });
    expect(methods).toEqual([]);
  });
});

describe('what is not understood', () => {
  const noted = awsCorsCodec.write(FIRST).replace('</CORSRule>', '<Note>a</Note></CORSRule>');

  it.each([
    ['replaced', SECOND],
    ['deleted', { rules: [] }],
  ])('is not %s, unless that is allowed', async (_, after) => {
    let document = noted;
    const kept: unknown[] = [];
    const methods: string[] = [];
    const { bucket } = bucketWith(async ({ init }) => {
      methods.push(init.method ?? 'GET');
      if (init.method === 'DELETE') return new Response(null, { status: 204 });
      if (init.method !== 'PUT')
        return methods.includes('DELETE') ? new Response(NONE, { status: 404 }) : new Response(document);
      document = await new Response(init.body ?? null).text();
      return new Response('');
    });
    const plan = await planCors(bucket, after);
    const keepUndo = (undo: unknown) => kept.push(undo);
    const error = await thrownBy(applyCors(bucket, plan, { timing, keepUndo }));
    expect(error).toMatchObject({ code: 'ERR_CONFIG', issues: [{ path: 'CORSRule[0].Note' }] });
    expect(String(error)).toContain('allowLoss');
    expect([methods, kept]).toEqual([['GET', 'GET'], []]);
    await applyCors(bucket, plan, { timing, allowLoss: true });
    expect(methods.at(-2)).toMatch(/PUT|DELETE/);
  });

  it('stays where nothing is to be done', async () => {
    const { bucket } = bucketWith(() => new Response(noted));
    const { wasThere } = await applyCors(bucket, await planCors(bucket, FIRST), { timing });
    expect(wasThere).toBe(true);
  });

  it('is not there any more after a deletion, though no rule in it was understood', async () => {
    const methods: string[] = [];
    const { bucket } = bucketWith(({ init }) => {
      methods.push(init.method ?? 'GET');
      if (init.method === 'DELETE') return new Response(null, { status: 204 });
      return methods.includes('DELETE')
        ? new Response(NONE, { status: 404 })
        : new Response('<CORSConfiguration><NewRule/></CORSConfiguration>');
    });
    const plan = await planCors(bucket, { rules: [] });
    const refused = await thrownBy(applyCors(bucket, plan, { timing }));
    expect(refused).toMatchObject({ code: 'ERR_CONFIG', issues: [{ path: 'NewRule' }] });
    expect(methods).not.toContain('DELETE');
    expect(await applyCors(bucket, plan, { timing, allowLoss: true })).toMatchObject({ wasThere: false });
    expect(methods).toContain('DELETE');
  });
});

describe('what takes a change back', () => {
  it.each([
    [400, ['kept', 'dropped']],
    [503, ['kept']],
  ])('after a PUT that was answered with %d', async (status, expected) => {
    const { bucket } = bucketWith(({ init }) =>
      init.method === 'PUT' ? new Response('', { status }) : new Response(awsCorsCodec.write(FIRST)),
    );
    const seen: string[] = [];
    const plan = await planCors(bucket, SECOND);
    const options = { keepUndo: () => seen.push('kept'), dropUndo: () => seen.push('dropped') };
    expect(await thrownBy(applyCors(bucket, plan, { timing, ...options }))).toMatchObject({ status });
    expect(seen).toEqual(expected);
  });
});

describe('in a page', () => {
  it('a plan that locks the page out is refused, unless it is allowed', async () => {
    stubPage();
    const { bucket, methods } = holding(managed(PAGE));
    const plan = await planCors(bucket, managed('https://other.example'));
    expect(plan.lockedOut).toEqual([PAGE]);
    const error = await thrownBy(applyCors(bucket, plan, { timing }));
    expect(error).toMatchObject({ code: 'ERR_CONFIG', issues: [{ code: 'cors.wanted.lock-out' }] });
    expect(String(error)).toContain('allowLockOut');
    expect(methods).not.toContain('PUT');
    await applyCors(bucket, plan, { timing, allowLockOut: true });
    expect(methods).toContain('PUT');
  });

  it('a plan that keeps the page in is applied', async () => {
    stubPage();
    const { bucket, methods } = holding(managed(PAGE));
    const rules = [...managed(PAGE).rules, ...FIRST.rules];
    const plan = await planCors(bucket, { rules });
    expect(plan.lockedOut).toEqual([]);
    await applyCors(bucket, plan, { timing });
    expect(methods).toContain('PUT');
  });

  it('all rules are deleted only where that is allowed', async () => {
    stubPage();
    const { bucket, methods } = holding(managed(PAGE));
    const plan = await planCors(bucket, { rules: [] });
    const error = await thrownBy(applyCors(bucket, plan, { timing, allowLockOut: true }));
    expect(error).toMatchObject({ issues: [{ code: 'cors.rules.none' }] });
    expect(String(error)).toContain('allowDeleteAll');
    expect(methods).not.toContain('DELETE');
    await applyCors(bucket, plan, { timing, allowDeleteAll: true });
    expect(methods).toContain('DELETE');
  });

  it.each([
    ['OSS', oss, 'oss'],
    ['Ceph', ceph, 'ceph'],
  ])('the rules of %s cannot be managed: it says why not, and the command', async (_, store, name) => {
    stubPage();
    const { bucket, methods } = holding(FIRST, { store });
    const error = await thrownBy(planCors(bucket, SECOND));
    expect(error).toMatchObject({ code: 'ERR_UNSUPPORTED' });
    expect(String(error)).toContain('without CORS headers');
    expect(String(error)).toContain(
      `npx bucket-preflight cors plan cors.json --store ${name} --bucket photos --region eu-west-1`,
    );
    expect(methods).toEqual([]);
  });
});

it('in Node the rules of OSS can be managed', async () => {
  const { bucket } = holding(FIRST, { store: oss });
  expect((await planCors(bucket, SECOND)).changes).toHaveLength(1);
});

it('MinIO has no such calls: it says what to set in their place, and sends nothing', async () => {
  const { bucket, methods } = holding(FIRST, { store: minio });
  for (const call of [
    () => planCors(bucket, SECOND),
    () => getBucketCors(bucket),
    () => putBucketCors(bucket, SECOND),
    () => deleteBucketCors(bucket),
  ]) {
    const error = await thrownBy(call());
    expect(error).toMatchObject({ code: 'ERR_UNSUPPORTED' });
    expect(String(error)).toContain('MINIO_API_CORS_ALLOW_ORIGIN');
  }
  expect(methods).toEqual([]);
});
