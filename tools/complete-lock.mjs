// Adds to package-lock.json the optional packages for other platforms that npm left out.
//
// npm lists only those that the registry it asked has. Where that is a mirror without them, `npm ci` refuses the lock, here
// and everywhere: run this once after a change of dependencies. Versions come from the packages that want them.
import { readFileSync, writeFileSync } from 'node:fs';

// Of another package by its folder: node tools/complete-lock.mjs test/packed
const FILE = new URL(`../${process.argv[2] ?? '.'}/package-lock.json`, import.meta.url);
const PLATFORM =
  /[-/](android|darwin|freebsd|linux|openbsd|openharmony|win32)-(x64|arm64|arm|ia32|loong64|ppc64|riscv64|s390x)(?:-(\w+))?$/;

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const { packages } = lock;
let added = 0;
for (const [path, parent] of Object.entries(packages)) {
  if (path === '') continue;
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const platform = PLATFORM.exec(name);
    const key = `node_modules/${name}`;
    if (platform === null || packages[key] !== undefined || packages[`${path}/${key}`] !== undefined)
      continue;
    const [, os, cpu, variant] = platform;
    const libc =
      os === 'linux' && variant !== undefined
        ? { libc: [variant.startsWith('musl') ? 'musl' : 'glibc'] }
        : {};
    const dev = parent.dev === true ? { dev: true } : {};
    packages[key] = {
      version,
      cpu: [cpu],
      ...dev,
      ...libc,
      license: parent.license,
      optional: true,
      os: [os],
    };
    added += 1;
  }
}
const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} added`);
