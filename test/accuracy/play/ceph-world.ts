import { request as sendHttp } from 'node:http';
import { createBucket } from '../../../src/client/create-bucket.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { RequestHandler } from '../../../src/node/local-bucket/exchange.js';
import { ceph } from '../../../src/stores/ceph.js';
import { sendRequest } from '../../../src/transport/send-request.js';
import { openRaw } from '../../conformance/ceph/raw-connection.js';
import { assumeRole } from '../../support/assume-role.js';
import { startCephStore } from '../../support/real-stores.js';
import type { World } from './world.js';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const LIFE_SECONDS = 3600;
/**
 * A Ceph gateway of its own. What it lets through is asked of it beforehand by raw sockets, one preflight for each set of
 * names that matters.
 */
export async function openCephWorld(): Promise<World> {
  const store = await startCephStore();
  const { host, port } = new URL(store.endpoint);
  const sts = await assumeRole(store, LIFE_SECONDS);
  const raw = openRaw(Number(port));
  const answers = new Map<string, boolean>();
  const ask = async (bucket: string, origin: string, method: string, names: readonly string[]) => {
    const { status } = await raw.exchange([
      `OPTIONS /${bucket}/raw HTTP/1.1`,
      `Host: ${host}`,
      'Content-Length: 0',
      `Origin: ${origin}`,
      `Access-Control-Request-Method: ${method}`,
      ...(names.length === 0 ? [] : [`Access-Control-Request-Headers: ${names.join(',')}`]),
    ]);
    answers.set(`${bucket} ${method} ${[...names].sort().join()}`, status === 200);
  };
  return {
    addBucket: async (name, _of, rules) => {
      const bucket = createBucket({
        store: ceph,
        endpoint: store.endpoint,
        region: store.region,
        bucket: name,
        addressing: 'path',
        credentials: store.admin,
      });
      await sendRequest(bucket, { method: 'PUT', key: '' });
      if (rules.length > 0) await putRules(bucket, rules);
      return {
        handler: forwardTo(Number(port)),
        accepts: (_origin, method, names) => {
          const known = answers.get(`${name} ${method} ${[...names].sort().join()}`);
          if (known === undefined) throw new Error(`Ceph was not asked for ${method} ${names.join()}`);
          return known;
        },
      };
    },
    learn: async (name, { request }, origin, sets) => {
      for (const method of METHODS) await ask(name, origin, method, []);
      for (const set of sets) await ask(name, origin, request.method, set);
      // Other methods with one name, too: they show whether any preflight passes, or an error about a signature is hidden.
      const single = [['content-type'], ['authorization'], ...sets.filter(({ length }) => length === 1)];
      for (const method of METHODS) for (const set of single) await ask(name, origin, method, set);
    },
    credentialsFor: (of) => {
      const wrong = 'not-the-secret';
      return of.hasWrongSecret
        ? sts.replace(/("SecretAccessKey"\s*:\s*)"[^"]*"|(<SecretAccessKey>)[^<]*/, (_, json, xml) =>
            json === undefined ? `${xml}${wrong}` : `${json}"${wrong}"`,
          )
        : sts;
    },
    regionFor: () => store.region,
    stop: async () => {
      raw.close();
      await store.stop();
    },
  };
}

/** Not by `putBucketCors()`, which would refuse some of them itself. */
async function putRules(
  bucket: Parameters<typeof sendRequest>[0],
  rules: readonly CorsRule[],
): Promise<void> {
  const configuration = { method: 'PUT', key: '', query: { cors: '' } };
  await sendRequest(bucket, configuration, { body: ceph.corsCodec.write({ rules }) });
}

/** Sends a request on, byte for byte, the `Host` that was signed included. */
function forwardTo(port: number): RequestHandler {
  return {
    answer: async ({ method, target, headers }, body) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return new Promise((resolve, reject) => {
        const sent = sendHttp(
          { host: '127.0.0.1', port, method, path: target, setHost: false },
          (response) => {
            const received: Uint8Array[] = [];
            response.on('data', (chunk: Uint8Array) => received.push(chunk));
            response.on('error', reject);
            response.on('end', () => {
              const lines = response.rawHeaders;
              const kept = lines.flatMap((name, at): [string, string][] =>
                at % 2 === 0 && !/^(connection|content-length|date|keep-alive|transfer-encoding)$/i.test(name)
                  ? [[name, lines[at + 1] ?? '']]
                  : [],
              );
              resolve({ status: response.statusCode ?? 502, headers: kept, body: Buffer.concat(received) });
            });
          },
        );
        sent.on('error', reject);
        for (const [name, value] of headers)
          if (!/^connection$/i.test(name)) sent.appendHeader?.(name, value);
        sent.end(Buffer.concat(chunks));
      });
    },
    answerUnreadable: () => ({ status: 400, headers: [], body: '' }),
  };
}
