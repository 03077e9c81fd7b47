import type { IncomingMessage } from 'node:http';
import { expect } from 'vitest';
import { explainMessage } from '../../../src/diagnose/raw/explain-message.js';
import type { RawRequest } from '../../../src/diagnose/raw/raw-exchange.js';
import type { Diagnosis } from '../../../src/index.js';
import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import { cephDialect, startLocalBucket } from '../../../src/node/index.js';
import type { FaultRequest } from '../../../src/node/local-bucket/faults/fault-request.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { freePorts } from '../../servers/processes.js';
import { assumeRole } from '../../support/assume-role.js';
import { launchChromium } from '../../support/chromium.js';
import { diagnoseInTab } from '../../support/diagnosing-page.js';
import { openSdkPage } from '../../support/engine-page.js';
import { playwrightEngine } from '../../support/engines/playwright-engine.js';
import { startFront } from '../../support/start-front.js';
import { answeringOnceAsked, keepingQuiet, type Lab, WRITING, withServer } from './lab.js';

/** Produces a code for real. What it resolves to must hold it, as a cause or as a note. */
export type Producer = (lab: Lab) => Promise<readonly Diagnosis[]>;

/** `diagnose()` in a page, on a store with this fault whose rules allow everything. */
const page =
  (fault: FaultRequest | null, changes: Parameters<Lab['diagnose']>[0] = {}): Producer =>
  async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set(fault === null ? [] : [fault]);
    return [await lab.diagnose(changes)];
  };

/** Node's own preflight, which sees the answer that no page does. */
const raw =
  (fault: FaultRequest, changes: Partial<RawRequest> = {}): Producer =>
  async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set([fault]);
    const url = `${lab.local.endpoint}/photos/a.bin`;
    const headers = [['x-amz-date', '1']] as const;
    return [await diagnoseRaw({ origin: lab.page.origin, method: 'PUT', url, headers, ...changes })];
  };

interface Call {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Of the body of a PUT. Default 1. */
  readonly bytes?: number;
}

/** Runs in a page. */
async function send({ url, method = 'PUT', headers = {}, bytes = 1 }: Call): Promise<void> {
  const body = method === 'PUT' ? 'x'.repeat(bytes) : null;
  await fetch(url, { method, body, headers }).then(
    (response) => response.text(),
    () => '',
  );
}

/** What Chromium's developer tools recorded of a request to a store with this fault. */
const recorded =
  (fault: FaultRequest | null, call: Partial<Call> = {}): Producer =>
  async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set(fault === null ? [] : [fault]);
    const headers = { 'x-amz-date': '1' };
    return lab.record(send, [{ url: `${lab.local.endpoint}/photos/a.bin`, headers, ...call }]);
  };

/** The very error that `fetch()` throws in this browser, with the lines that it prints, as users copy them. */
const thrown =
  (address: string, init: RequestInit = {}): Producer =>
  async ({ browser }) => {
    const { tab, stop } = await openSdkPage(playwrightEngine('chromium', browser));
    try {
      const error = await tab.evaluate(
        ([url, how]) =>
          Promise.resolve()
            .then(() => fetch(url, how as RequestInit))
            .then(() => 'Chromium sends it', String),
        [address, init] as const,
      );
      const lines = () => [error, ...(tab.consoleLines ?? [])].join('\n');
      await expect.poll(() => explainMessage(lines()).length).toBeGreaterThan(0);
      return explainMessage(lines()).map(({ diagnosis }) => diagnosis);
    } finally {
      await stop();
    }
  };

/**
 * What a preflight of Node's own tells of a request, once a server has seen what this browser makes of it.
 *
 * @param send - Runs in the page.
 * @param isMade - Whether what arrived is that.
 */
const asArrived =
  (
    send: (url: string) => Promise<unknown>,
    isMade: (request: IncomingMessage) => boolean,
    told: Partial<RawRequest>,
  ): Producer =>
  async ({ page: { tab, origin } }) => {
    const arrived: IncomingMessage[] = [];
    return withServer(
      (request, response) => {
        arrived.push(request);
        response.writeHead(200, { 'access-control-allow-origin': origin }).end();
      },
      async (endpoint) => {
        const url = `${endpoint}/a`;
        await tab.evaluate(send, url);
        if (!arrived.every(isMade)) throw new Error('Chromium makes something else of it');
        return [await diagnoseRaw({ origin, method: 'POST', url, ...told })];
      },
    );
  };

/** Every code, and what produces it. The type holds that none is missing. */
export const PRODUCERS: Readonly<Record<DiagnosisCode, Producer>> = {
  'ok.allowed': page(null),
  'env.csp': async (lab) => [await lab.diagnoseUnder({ 'content-security-policy': "connect-src 'self'" })],
  'env.mixed': async (lab) => {
    const context = await lab.browser.newContext();
    const tab = await context.newPage();
    const sdk = await (await fetch(`${lab.page.origin}/sdk.js`)).text();
    await tab.route('https://app.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>page</title>` }),
    );
    await tab.goto('https://app.example/');
    await tab.addScriptTag({ content: sdk });
    const place = { storeName: 's3', endpoint: 'http://192.0.2.1', bucket: 'photos' } as const;
    const diagnosis = await tab.evaluate(diagnoseInTab, {
      ...place,
      credentials: lab.credentials,
      request: WRITING,
      timeoutMs: 5000,
    });
    await context.close();
    return [diagnosis];
  },
  'env.origin-null': async (lab) => {
    await lab.setRules(lab.allowing());
    return [await lab.diagnoseUnder({ 'content-security-policy': 'sandbox allow-scripts' })];
  },
  'env.lna': async (lab) => {
    const isPublic = `--ip-address-space-overrides=${new URL(lab.page.origin).host}=public`;
    const browser = await launchChromium(isPublic);
    const context = await browser.newContext();
    await context.grantPermissions([], { origin: lab.page.origin });
    const tab = await context.newPage();
    await tab.goto(lab.page.origin);
    const place = { storeName: 's3', endpoint: lab.local.endpoint, bucket: 'photos' } as const;
    const diagnosis = await tab.evaluate(diagnoseInTab, {
      ...place,
      credentials: lab.credentials,
      request: WRITING,
    });
    await browser.close();
    return [diagnosis];
  },
  'env.port': page(null, { endpoint: 'http://127.0.0.1:6667' }),
  'env.scheme': thrown('ftp://127.0.0.1/a'),
  'env.userinfo': thrown('http://anna:s3cret@127.0.0.1/a'),
  'env.method': thrown('http://127.0.0.1/a', { method: 'TRACE' }),
  'env.sw': async (lab) => {
    const body = `oninstall = () => skipWaiting();
      onactivate = (event) => event.waitUntil(clients.claim());
      onfetch = (event) => event.respondWith(new Response('offline', { status: 503 }));`;
    const controlled = await openSdkPage(playwrightEngine('chromium', lab.browser), {
      files: [['/sw.js', { contentType: 'text/javascript', body }]],
    });
    await controlled.tab.evaluate(async () => {
      const { serviceWorker } = navigator;
      const controls = new Promise((resolve) => {
        serviceWorker.addEventListener('controllerchange', resolve, { once: true });
      });
      await serviceWorker.register('/sw.js');
      await controls;
    });
    const { credentials, local } = lab;
    const place = { storeName: 's3', endpoint: local.endpoint, bucket: 'photos', credentials } as const;
    const diagnosis = await controlled.diagnose({ ...place, request: WRITING });
    await controlled.stop();
    return [diagnosis];
  },
  'env.coep': async (lab) => {
    const strict = await openSdkPage(playwrightEngine('chromium', lab.browser), {
      headers: { 'cross-origin-embedder-policy': 'require-corp' },
    });
    const { tab } = strict;
    await tab.evaluate(
      (url) => fetch(url, { mode: 'no-cors' }).then(() => '', String),
      `${lab.local.endpoint}/photos/a.bin`,
    );
    await expect.poll(() => tab.consoleLines?.length).toBeGreaterThan(0);
    const told = explainMessage((tab.consoleLines ?? []).join('\n'));
    await strict.stop();
    return told.map(({ diagnosis }) => diagnosis);
  },
  'env.offline': async (lab) => {
    await lab.page.tab.context().setOffline(true);
    try {
      // An address of documentation: nobody's, and not this computer's own.
      return [await lab.diagnose({ endpoint: 'http://192.0.2.1' })];
    } finally {
      await lab.page.tab.context().setOffline(false);
    }
  },
  'env.keepalive': asArrived(
    (url) => {
      const post = (bytes: number) =>
        fetch(url, { method: 'POST', keepalive: true, body: new Uint8Array(bytes) }).catch(() => null);
      return post(65_536).then(() => post(65_537));
    },
    // The larger one never does.
    ({ headers }) => headers['content-length'] === '65536',
    { keepaliveBytes: 65_537 },
  ),
  'env.abort': async (lab) =>
    withServer(answeringOnceAsked('/a'), (endpoint) =>
      lab.record(
        async (asked) => {
          const stop = new AbortController();
          const sent = fetch(`${asked}/a`, { signal: stop.signal }).catch(() => null);
          // Answered when the other one has come.
          await fetch(`${asked}/has-come`, { mode: 'no-cors' });
          stop.abort();
          await sent;
        },
        [endpoint],
        { endpoint: `${endpoint}/a` },
      ),
    ),
  'env.blocker': async (lab) => {
    const url = `${lab.local.endpoint}/photos/a.bin`;
    return lab.record(send, [{ url }], {
      prepare: (session) => session.send('Network.setBlockedURLs', { urls: [`${url}*`] }),
    });
  },
  'net.unreachable': async (lab) => {
    const [port] = await freePorts(1);
    return [await lab.diagnose({ endpoint: `http://127.0.0.1:${port}` })];
  },
  'net.tls': async (lab) => {
    const endpoint = lab.local.endpoint.replace('http:', 'https:');
    return lab.record(send, [{ url: `${endpoint}/photos/a.bin` }], { endpoint });
  },
  'net.reset-upload': async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set([{ code: 'net.reset-upload' }]);
    const recorded = await lab.record(send, [{ url: await lab.presign('PUT'), bytes: 4_000_000 }]);
    // Small bodies pass, and the page has seen its own go out.
    return [...recorded, await lab.diagnose({ request: { ...WRITING, sawUpload: true } })];
  },
  'net.captive': recorded({ code: 'net.captive' }),
  'req.dropped-header': asArrived(
    (url) => fetch(url, { method: 'POST', headers: { cookie: 'a=b' } }),
    ({ method, headers }) => method === 'POST' && headers.cookie === undefined,
    { headers: [['Cookie', 'a=b']] },
  ),
  'req.auto-content-type': asArrived(
    (url) => fetch(url, { method: 'POST', body: 'x' }),
    ({ headers }) => headers['content-type'] === 'text/plain;charset=UTF-8',
    { bodyType: 'text/plain;charset=UTF-8' },
  ),
  'req.preflight-cause': recorded(null),
  'req.value-too-long': recorded(null, { method: 'GET', headers: { 'content-language': 'a'.repeat(129) } }),
  'req.range-not-simple': recorded(null, { method: 'GET', headers: { range: 'bytes=-5' } }),
  'req.header-case': recorded(null, { headers: { 'X-Amz-Date': '1' } }),
  'req.upload-listener': async (lab) => {
    await lab.setRules(lab.allowing());
    return lab.record(
      (url) =>
        new Promise((resolve) => {
          const xhr = new XMLHttpRequest();
          xhr.upload.onprogress = () => {};
          xhr.onloadend = resolve;
          xhr.open('POST', url);
          xhr.send('x');
        }),
      [`${lab.local.endpoint}/photos/a.bin`],
    );
  },
  'pre.all-refused': async (lab) => {
    await lab.setRules(lab.allowing({ allowedOrigins: ['https://other.example'] }));
    return [await lab.diagnose()];
  },
  'pre.refused': recorded({ code: 'pre.origin' }),
  'pre.no-config': async (lab) => {
    await lab.setRules();
    return [await lab.diagnose({ rules: [] })];
  },
  'pre.bucket': raw({ code: 'pre.bucket' }),
  'pre.origin': async (lab) => {
    await lab.setRules(lab.allowing({ allowedOrigins: ['null'] }));
    return [await lab.diagnose()];
  },
  'pre.method': async (lab) => {
    await lab.setRules(lab.allowing({ allowedMethods: ['GET'] }));
    return [await lab.diagnose()];
  },
  'pre.header': async (lab) => {
    const allowedHeaders = ['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-security-token'];
    await lab.setRules(lab.allowing({ allowedHeaders }));
    return [await lab.diagnose()];
  },
  'pre.cross-rule': async (lab) => {
    const [first, second] = [['authorization', 'content-type'], ['x-amz-*']];
    await lab.setRules(lab.allowing({ allowedHeaders: first }), lab.allowing({ allowedHeaders: second }));
    return [await lab.diagnose()];
  },
  'pre.shadowed': async (lab) => {
    const rules = [lab.allowing({ allowedMethods: ['GET'] }), lab.allowing()];
    // It stops at the first rule whose origin matches, as Ceph does.
    const store = await startLocalBucket({ dialect: cephDialect, buckets: { photos: rules } });
    try {
      const credentials = await assumeRole({ ...store, admin: store.rootCredentials });
      const place = { storeName: 'ceph', endpoint: store.endpoint, credentials } as const;
      const known = await lab.diagnose({ ...place, rules });
      const unknown = await lab.diagnose(place);
      // By itself a page sees the method that the first rule lacks, and knows that another rule may have it.
      expect(unknown).toMatchObject({
        code: 'pre.method',
        undecided: { candidates: ['act.redirect', 'pre.shadowed'] },
      });
      return [known, unknown];
    } finally {
      await store.stop();
    }
  },
  'pre.auth': raw({ code: 'pre.auth' }),
  'pre.auth-query': page(
    { code: 'pre.auth-query' },
    {
      request: { ...WRITING, signing: 'url' },
      useCredentials: true,
    },
  ),
  'pre.status': raw({ code: 'pre.status' }),
  'pre.redirect': raw({ code: 'pre.redirect' }),
  'pre.no-acao': raw({ code: 'pre.no-acao' }),
  'pre.acao-mismatch': raw({ code: 'pre.acao-mismatch' }),
  'pre.acao-multiple': raw({ code: 'pre.acao-multiple' }),
  'pre.acao-invalid': raw({ code: 'pre.acao-invalid', allowOrigin: 'app.example' }),
  'pre.cred-wildcard': async (lab) => {
    await lab.setRules(lab.allowing({ allowedOrigins: ['*'] }));
    return [await lab.diagnose({ request: { ...WRITING, withCookies: true } })];
  },
  'pre.cred-missing': page({ code: 'pre.cred-missing' }, { request: { ...WRITING, withCookies: true } }),
  'pre.acam-syntax': raw({ code: 'pre.acam-syntax' }),
  'pre.acah-syntax': raw({ code: 'pre.acah-syntax' }),
  'pre.acah-prefix': raw({ code: 'pre.acah-prefix' }),
  'pre.method-case': raw({ code: 'pre.method-case' }),
  'pre.authz-star': recorded({ code: 'pre.authz-star' }, { headers: { authorization: '1' } }),
  'pre.waf': raw({ code: 'pre.waf' }),
  'pre.timeout': page({ code: 'pre.timeout' }, { timeoutMs: 1000 }),
  'pre.reset': raw({ code: 'pre.reset' }),
  'pre.propagation': async (lab) => {
    await lab.setRules(lab.allowing({ allowedMethods: ['GET'] }));
    const call = { url: `${lab.local.endpoint}/photos/a.bin`, headers: { 'x-amz-date': '1' } };
    return lab.record(send, [call, call], { between: () => lab.setRules(lab.allowing()) });
  },
  'pre.not-by-rules': async (lab) => {
    await lab.setRules(lab.allowing({ allowedMethods: ['GET'] }));
    return [await lab.diagnose({ rules: [lab.allowing()] })];
  },
  'act.error-without-cors': page({ code: 'act.error-without-cors' }),
  'act.no-acao': async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set([{ code: 'act.no-acao' }]);
    const seen = await lab.record(send, [{ url: await lab.presign('GET'), method: 'GET' }]);
    lab.local.faults.set([]);
    const isSigned = ({ url }: IncomingMessage) => url?.includes('X-Amz-Signature=') === true;
    const inPage = await withServer(keepingQuiet(lab.local.endpoint, isSigned), (endpoint) =>
      lab.diagnose({
        endpoint,
        request: { method: 'GET', key: 'a.bin', signing: 'url' },
        useCredentials: true,
      }),
    );
    return [...seen, inPage];
  },
  'act.acao-mismatch': recorded({ code: 'act.acao-mismatch' }),
  'act.acao-multiple': async (lab) =>
    withServer(
      (_, response) => {
        response.setHeader('access-control-allow-origin', [lab.page.origin, '*']).end();
      },
      (endpoint) => lab.record(send, [{ url: `${endpoint}/a`, method: 'GET' }], { endpoint }),
    ),
  'act.redirect': async (lab) =>
    withServer(
      ({ method }, response) => {
        const cors = {
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*',
          'access-control-allow-methods': '*',
        };
        const isAsked = method === 'OPTIONS';
        response.writeHead(isAsked ? 200 : 307, { ...cors, location: 'http://127.0.0.1:9/' }).end();
      },
      async (endpoint) => [await lab.diagnose({ endpoint })],
    ),
  'act.stale-preflight': async (lab) => {
    lab.local.faults.set([{ code: 'act.stale-preflight' }]);
    const call = { url: `${lab.local.endpoint}/photos/a.bin`, headers: { 'x-amz-date': '1' } };
    // A fresh address shows what the store says now.
    const recorded = await lab.record(send, [call, call, { ...call, url: `${call.url}?fresh` }]);
    // It says no now, and the page has seen an upload go out.
    return [...recorded, await lab.diagnose({ request: { ...WRITING, sawUpload: true } })];
  },
  'act.executed': async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set([{ code: 'act.executed' }]);
    return lab.record(send, [{ url: await lab.presign('PUT') }]);
  },
  'act.expose': page(null),
  'act.readable-error': async (lab) => {
    const seen = await recorded({ code: 'act.readable-error' })(lab);
    lab.local.faults.set([]);
    const other = await startLocalBucket();
    // Keys that this store does not know.
    const credentials = await assumeRole({ ...other, admin: other.rootCredentials });
    await other.stop();
    return [...seen, await lab.diagnose({ credentials, useCredentials: true })];
  },
  'cache.http-poison': async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set([{ code: 'cache.http-poison' }]);
    const front = await startFront(lab.local.endpoint, () => lab.presign('GET'));
    try {
      await lab.page.tab.evaluate(
        (url) =>
          new Promise((resolve) => {
            const image = new Image();
            image.onload = resolve;
            image.onerror = resolve;
            image.src = url;
          }),
        `${front.endpoint}/photos/a.bin`,
      );
      const found = await lab.diagnose({
        endpoint: front.endpoint,
        request: { method: 'GET', key: 'a.bin' },
      });
      // The same from a recording: of what the cache answers, it has no headers.
      const recorded = await lab.record(
        async (url) => {
          await fetch(url, { mode: 'no-cors' }).then((response) => response.text());
          await fetch(url).catch(() => null);
        },
        [`${front.endpoint}/photos/a.bin`],
        { endpoint: front.endpoint },
      );
      expect(recorded).toMatchObject([{ code: 'cache.http-poison', confidence: 'strong' }]);
      return [found];
    } finally {
      await front.stop();
    }
  },
  'cache.cdn-poison': async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set([{ code: 'cache.cdn-poison' }]);
    const [kept, other] = [await lab.presign('GET'), await lab.presign('GET')];
    await (await fetch(kept)).text();
    const recorded = await lab.record(
      send,
      [kept, other].map((url) => ({ url, method: 'GET' })),
    );
    // The cache of the fault keeps by the whole address: the front must ask by the same one each time.
    const front = await startFront(lab.local.endpoint, async () => kept);
    try {
      await lab.page.tab.evaluate(send, { url: `${front.endpoint}/photos/a.bin`, method: 'GET' });
      const request = { method: 'GET', key: 'a.bin' };
      return [...recorded, await lab.diagnose({ endpoint: front.endpoint, request })];
    } finally {
      await front.stop();
    }
  },
  'cache.preflight-per-url': async (lab) => {
    await lab.setRules(lab.allowing());
    const headers = { 'x-amz-meta-a': '1' };
    const urls = [await lab.presign('GET'), await lab.presign('GET')];
    return lab.record(
      send,
      urls.map((url) => ({ url, method: 'GET', headers })),
    );
  },
  'cache.max-age': recorded({ code: 'cache.max-age' }),
  undecided: async (lab) => {
    lab.local.faults.set([{ code: 'pre.no-config' }]);
    return [
      await lab.diagnoseUnder({
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      }),
    ];
  },
};
