import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { moveBigObject } from './big-object.mjs';
import { uploadMany } from './load.mjs';

const UPLOADS = 3000;
const BIG_MIB = 2048;
const TARGETS = [
  ['PUTs of 4 KiB a second, in memory', 'memory', 1000, (value, limit) => value >= limit],
  ['ms from spawn to the first answer', 'ready', 300, (value, limit) => value <= limit],
  ['MiB resident after 2 GiB in and out', 'residentMib', 150, (value, limit) => value <= limit],
];

/**
 * Measures the local bucket as a server, beside s3rver. Prints the figures.
 *
 * @param rounds - The best of so many counts.
 * @returns Whether every target is reached.
 */
export async function measureLocal(rounds, print) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-local-'));
  try {
    const figures = {
      memory: await uploads('serve.mjs', ['memory'], rounds),
      folder: await uploads('serve.mjs', ['folder', join(folder, 'ours')], rounds),
      s3rver: await uploads('serve-s3rver.mjs', ['folder', join(folder, 'theirs')], rounds),
      ready: Math.min(...(await repeat(rounds, () => timeToReady('serve.mjs', ['memory'])))),
      readyS3rver: Math.min(
        ...(await repeat(rounds, () => timeToReady('serve-s3rver.mjs', ['folder', join(folder, 'theirs')]))),
      ),
      ...(await big(join(folder, 'big'))),
    };
    print(table(figures));
    const reached = TARGETS.map(([what, name, limit, isReached]) => {
      const fits = isReached(figures[name], limit);
      print(`  ${fits ? 'reached' : 'MISSED '} ${what}: ${figures[name].toFixed(0)} (${limit})`);
      return fits;
    });
    return reached.every(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table({ memory, folder, s3rver, ready, readyS3rver, put, get, residentMib }) {
  const figure = (value) => value.toFixed(0).padStart(8);
  return [
    '',
    'Local bucket: signed PUTs of 4 KiB on 32 connections, a second, the best round; ms from spawn to the first answer',
    `  ours, in memory         ${figure(memory)} ${figure(ready)} ms`,
    `  ours, in a folder, fsync${figure(folder)}`,
    `  s3rver, in a folder     ${figure(s3rver)} ${figure(readyS3rver)} ms`,
    `  2 GiB in a folder: PUT ${put.toFixed(0)} MiB/s, GET ${get.toFixed(0)} MiB/s, at most ${residentMib.toFixed(0)} MiB resident`,
  ].join('\n');
}

async function uploads(script, args, rounds) {
  const server = await start(script, args);
  try {
    // What runs for the first time is compiled then.
    await uploadMany(server.endpoint, UPLOADS / 3, 'warm');
    const found = [];
    for (let round = 0; round < rounds; round += 1)
      found.push(await uploadMany(server.endpoint, UPLOADS, round));
    return Math.max(...found);
  } finally {
    await server.stop();
  }
}

async function timeToReady(script, args) {
  const began = performance.now();
  const server = await start(script, args);
  await (await fetch(server.endpoint)).arrayBuffer();
  const elapsed = performance.now() - began;
  await server.stop();
  return elapsed;
}

async function big(dir) {
  const server = await start('serve.mjs', ['folder', dir]);
  try {
    const speed = await moveBigObject(server.endpoint, BIG_MIB);
    return { ...speed, residentMib: (await server.residentBytes()) / 1024 / 1024 };
  } finally {
    await server.stop();
  }
}

async function start(script, args) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value: endpoint } = await lines.next();
  if (endpoint === undefined) throw new Error(`${script} did not start`);
  return {
    endpoint,
    residentBytes: async () => {
      child.stdin.write('\n');
      return Number((await lines.next()).value);
    },
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function repeat(times, action) {
  const results = [];
  for (let count = 0; count < times; count += 1) results.push(await action());
  return results;
}
