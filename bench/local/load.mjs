// The load of the bench: signed 4 KiB uploads, made ahead and sent on many connections.
import { createHash, createHmac } from 'node:crypto';
import { connect } from 'node:net';

/** The only keys that s3rver knows. */
export const KEYS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
export const BUCKET = 'bench';

const CONNECTIONS = 32;
const BODY = Buffer.alloc(4096, 'x');

/**
 * Uploads as many objects, each under a key of its own.
 *
 * @returns How many a second.
 * @throws Error when one is not answered by 200.
 */
export async function uploadMany(endpoint, count, round) {
  const requests = Array.from({ length: count }, (_, index) => {
    const headers = sign(endpoint, 'PUT', `/${BUCKET}/${round}-${index}`, sha256(BODY));
    return Buffer.concat([
      Buffer.from(head('PUT', `/${BUCKET}/${round}-${index}`, headers, BODY.length)),
      BODY,
    ]);
  });
  let next = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => sendInTurn(endpoint, () => requests[next++])));
  return (count / (performance.now() - began)) * 1000;
}

/** The headers of a request by Signature Version 4. @param payloadHash - Of the body, or `UNSIGNED-PAYLOAD`. */
export function sign(endpoint, method, path, payloadHash) {
  const { host } = new URL(endpoint);
  const date = `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const scope = `${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const headers = { host, 'x-amz-content-sha256': payloadHash, 'x-amz-date': date };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const names = Object.keys(headers).join(';');
  const canonical = [method, path, '', lines.join(''), names, payloadHash].join('\n');
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`;
  let key = Buffer.from(`AWS4${KEYS.secretAccessKey}`);
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const credential = `${KEYS.accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...headers, authorization };
}

function head(method, path, headers, length) {
  const lines = Object.entries({ ...headers, 'content-length': String(length) }).map((line) =>
    line.join(': '),
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** One connection: the next request when the last is answered. Node's own client would take more time than the servers. */
function sendInTurn(endpoint, take) {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    const sendNext = () => {
      const request = take();
      if (request === undefined) socket.end(resolve);
      else socket.write(request);
    };
    socket.setNoDelay(true);
    socket.on('connect', sendNext);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed the connection.')));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!received.startsWith('HTTP/1.1 200')) return void reject(new Error(received));
      const length = /^content-length: (\d+)/im.exec(received.slice(0, end))?.[1];
      const isWhole =
        length === undefined ? received.endsWith('0\r\n\r\n') : received.length >= end + 4 + Number(length);
      if (!isWhole) return;
      received = '';
      sendNext();
    });
  });
}

function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}
