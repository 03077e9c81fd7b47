import { createRequire } from 'node:module';

const require = createRequire(new URL('../package.json', import.meta.url));

/** A module of the packages in `test/interop`, as the caller says that it is typed: they have no types, or others. */
export function requirePeer<Module>(name: string): Module {
  return require(name) as Module;
}
