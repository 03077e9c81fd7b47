import { request } from 'node:http';
import { BUCKET, sign } from './load.mjs';

const MIB = 1024 * 1024;
const CHUNK = Buffer.alloc(MIB, 'x');

/** Uploads an object of so many MiB, and downloads it. @returns `{ put, get }` in MiB a second. */
export async function moveBigObject(endpoint, sizeMib) {
  const put = await timed(() => move(endpoint, 'PUT', sizeMib));
  const get = await timed(() => move(endpoint, 'GET', sizeMib));
  return { put: sizeMib / put, get: sizeMib / get };
}

async function timed(action) {
  const began = performance.now();
  await action();
  return (performance.now() - began) / 1000;
}

function move(endpoint, method, sizeMib) {
  const path = `/${BUCKET}/big`;
  const headers = sign(endpoint, method, path, 'UNSIGNED-PAYLOAD');
  if (method === 'PUT') headers['content-length'] = String(sizeMib * MIB);
  return new Promise((resolve, reject) => {
    const sent = request(endpoint + path, { method, headers, agent: false }, (response) => {
      let received = 0;
      response.on('data', (chunk) => {
        received += chunk.length;
      });
      response.on('end', () => {
        const isWhole = response.statusCode === 200 && received === (method === 'GET' ? sizeMib * MIB : 0);
        if (isWhole) resolve();
        else reject(new Error(`${method} of ${sizeMib} MiB: ${response.statusCode}, ${received} bytes`));
      });
    });
    sent.on('error', reject);
    if (method === 'GET') return void sent.end();
    let left = sizeMib;
    const pump = () => {
      while (left > 0) {
        left -= 1;
        if (!sent.write(CHUNK)) return void sent.once('drain', pump);
      }
      sent.end();
    };
    pump();
  });
}
