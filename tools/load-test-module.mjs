import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Loads a module of the tests, in TypeScript as it stands: vitest brings what compiles it. */
export async function loadTestModule(file) {
  const { createViteServer } = await import('vitest/node');
  const server = await createViteServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'warn',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, ws: false },
  });
  return { module: await server.ssrLoadModule(`/${file}`), close: () => server.close() };
}
