import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bundleContestant } from './bundle.mjs';

const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title>';

/** With them a page is isolated, and its clock tells 5 µs instead of 100. */
const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * Serves the pages of the bench on a free port of 127.0.0.1: an empty page, what measures, and each contestant's bundle.
 *
 * @returns The port; what a page needs to open a contestant of a scheme; and how to stop.
 */
export async function serveBench(schemes) {
  const files = await collectFiles(schemes);
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url, 'http://localhost').pathname);
    const type = file?.startsWith('<') ? 'text/html' : 'text/javascript';
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      ...ISOLATION,
    });
    response.end(file);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    inPage: (scheme, { name, script }) => ({
      name,
      entry: `${folderOf(scheme, name)}/entry.js`,
      ...(script === undefined ? {} : { script: scriptPath(script) }),
    }),
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function collectFiles(schemes) {
  const files = new Map([['/', PAGE]]);
  for (const name of ['page', 'cold', 'hot', 'evaluate', 'statistics'])
    files.set(`/measure/${name}.mjs`, read(`./measure/${name}.mjs`));
  for (const name of ['list', 'subject']) files.set(`/rules/${name}.mjs`, read(`./rules/${name}.mjs`));
  for (const [scheme, { contestants }] of Object.entries(schemes)) {
    for (const contestant of contestants) {
      const { name, script } = contestant;
      for (const [file, code] of await bundleContestant(contestant))
        files.set(`${folderOf(scheme, name)}/${file}`, code);
      if (script !== undefined)
        files.set(scriptPath(script), read(`../test/interop/node_modules/${script.package}/${script.file}`));
    }
  }
  return files;
}

function folderOf(scheme, name) {
  return `/${scheme}/${name.replaceAll(/\W+/g, '-')}`;
}

function scriptPath(script) {
  return `/scripts/${script.package}.js`;
}

function read(path) {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
}
