import { expect } from 'vitest';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { explainMessage } from '../../../src/diagnose/raw/explain-message.js';
import type { RawRequest } from '../../../src/diagnose/raw/raw-exchange.js';
import type { Diagnosis } from '../../../src/index.js';
import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import type { FaultRequest } from '../../../src/node/local-bucket/faults/fault-request.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { freePorts } from '../../servers/processes.js';
import { launchChromium } from '../../support/chromium.js';
import { diagnoseInTab } from '../../support/diagnosing-page.js';
import { openSdkPage } from '../../support/engine-page.js';
import { playwrightEngine } from '../../support/engines/playwright-engine.js';
import { startFront } from '../../support/start-front.js';
import { answeringOnceAsked, type Lab, WRITING, withServer } from './lab.js';

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

/** A request that this browser refuses to send: that it does, is tried; nothing of it travels, so it is told. */
const refusedHere =
  (init: RequestInit, told: Partial<RawRequest>, address = 'http://127.0.0.1/a'): Producer =>
  async ({ page: { tab, origin } }) => {
    const isRefused = await tab.evaluate(
      ([url, how]) =>
        Promise.resolve()
          .then(() => fetch(url, how as RequestInit))
          .then(
            () => false,
            (error) => error instanceof TypeError,
          ),
      [address, init] as const,
    );
    if (!isRefused) throw new Error('Chromium sends it');
    const request = { origin, method: init.method ?? 'GET', url: address, ...told };
    return [await explainExchange({ request })];
  };

/** A request as this browser makes it of what a page asks for, which its `Request` shows. */
const asMade =
  (request: Partial<RawRequest>, isMade: () => boolean): Producer =>
  async ({ page: { tab, origin } }) => {
    if (!(await tab.evaluate(isMade))) throw new Error('Chromium does not make this of it');
    return [
      await explainExchange({
        request: { origin, method: 'POST', url: 'https://store.example/a', ...request },
        preflight: { response: { status: 403, headers: [] } },
      }),
    ];
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
  'env.scheme': refusedHere({}, {}, 'ftp://127.0.0.1/a'),
  'env.userinfo': refusedHere({}, {}, 'http://anna:s3cret@127.0.0.1/a'),
  'env.method': refusedHere({ method: 'TRACE' }, {}),
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
    const [port] = await freePorts(1);
    await lab.page.tab.context().setOffline(true);
    try {
      return [await lab.diagnose({ endpoint: `http://127.0.0.1:${port}` })];
    } finally {
      await lab.page.tab.context().setOffline(false);
    }
  },
  'env.keepalive': refusedHere(
    { method: 'POST', keepalive: true, body: 'x'.repeat(65_537) },
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
    return lab.record(send, [{ url: await lab.presign('PUT'), bytes: 4_000_000 }]);
  },
  'net.captive': recorded({ code: 'net.captive' }),
  'req.dropped-header': asMade(
    { headers: [['Cookie', 'a=b']] },
    () => !new Request('https://a.example', { headers: { cookie: 'a=b' } }).headers.has('cookie'),
  ),
  'req.auto-content-type': asMade(
    { bodyType: 'text/plain;charset=UTF-8' },
    () =>
      new Request('https://a.example', { method: 'POST', body: 'x' }).headers.get('content-type') ===
      'text/plain;charset=UTF-8',
  ),
  'req.preflight-cause': recorded(null),
  'req.value-too-long': recorded(null, { method: 'GET', headers: { 'content-language': 'a'.repeat(129) } }),
  'req.range-not-simple': recorded(null, { method: 'GET', headers: { range: 'bytes=-5' } }),
  'req.header-case': recorded(null, { headers: { 'X-Amz-Date': '1' } }),
  'req.upload-listener': async (lab) => {
    let asked = 0;
    const url = await withServer(
      ({ method }, response) => {
        asked += method === 'OPTIONS' ? 1 : 0;
        response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
      },
      async (endpoint) => {
        await lab.page.tab.evaluate(
          (address) =>
            new Promise((resolve) => {
              const xhr = new XMLHttpRequest();
              xhr.upload.onprogress = () => {};
              xhr.onloadend = resolve;
              xhr.open('POST', address);
              xhr.send('x');
            }),
          `${endpoint}/a`,
        );
        return `${endpoint}/a`;
      },
    );
    if (asked !== 1) throw new Error('Chromium does not ask for it');
    const request = { origin: lab.page.origin, method: 'POST', url, uploadListeners: true };
    return [await explainExchange({ request, preflight: { response: { status: 403, headers: [] } } })];
  },
  'pre.all-refused': async (lab) => {
    await lab.setRules(lab.allowing({ allowedOrigins: ['https://other.example'] }));
    return [await lab.diagnose()];
  },
  'pre.refused': recorded({ code: 'pre.origin' }),
  'pre.no-config': page({ code: 'pre.no-config' }, { rules: [] }),
  'pre.bucket': raw({ code: 'pre.bucket' }),
  'pre.origin': async (lab) => {
    await lab.setRules(lab.allowing({ allowedOrigins: ['null'] }));
    return [await lab.diagnose()];
  },
  'pre.method': async (lab) => {
    await lab.setRules(lab.allowing({ allowedMethods: ['GET'] }));
    return [await lab.diagnose()];
  },
  'pre.header': page({ code: 'pre.header' }),
  'pre.cross-rule': async (lab) => {
    const [first, second] = [['authorization', 'content-type'], ['x-amz-*']];
    await lab.setRules(lab.allowing({ allowedHeaders: first }), lab.allowing({ allowedHeaders: second }));
    return [await lab.diagnose()];
  },
  'pre.shadowed': async (lab) => {
    const rules = [lab.allowing({ allowedMethods: ['GET'] }), lab.allowing()];
    await lab.setRules(...rules);
    lab.local.faults.set([{ code: 'pre.shadowed' }]);
    return [await lab.diagnose({ storeName: 'ceph', rules })];
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
    return lab.record(send, [{ url: await lab.presign('GET'), method: 'GET' }]);
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
    return lab.record(send, [call, call, { ...call, url: `${call.url}?fresh` }]);
  },
  'act.executed': async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set([{ code: 'act.executed' }]);
    return lab.record(send, [{ url: await lab.presign('PUT') }]);
  },
  'act.expose': page(null),
  'act.readable-error': recorded({ code: 'act.readable-error' }),
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
      return [await lab.diagnose({ endpoint: front.endpoint, request: { method: 'GET', key: 'a.bin' } })];
    } finally {
      await front.stop();
    }
  },
  'cache.cdn-poison': async (lab) => {
    await lab.setRules(lab.allowing());
    lab.local.faults.set([{ code: 'cache.cdn-poison' }]);
    const [kept, other] = [await lab.presign('GET'), await lab.presign('GET')];
    await (await fetch(kept)).text();
    return lab.record(
      send,
      [kept, other].map((url) => ({ url, method: 'GET' })),
    );
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
