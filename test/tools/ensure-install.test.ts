import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface EnsureInstall {
  readonly isInstalled: (directory: string) => boolean;
  readonly installLocked: (
    directory: string,
  ) => Promise<{ readonly code: number | null; readonly output: string }>;
}

const path = '../../tools/ensure-install.mjs';
const { installLocked, isInstalled }: EnsureInstall = await import(path);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('installing what a lock asks for', () => {
  it('leaves the packages of another tree alone, where node_modules is a link to them', async () => {
    const others = join(folder, 'others');
    const here = join(folder, 'here');
    mkdirSync(join(others, 'kept'), { recursive: true });
    mkdirSync(here);
    symlinkSync(others, join(here, 'node_modules'));
    writeFileSync(join(here, 'package.json'), '{}');
    writeFileSync(
      join(here, 'package-lock.json'),
      '{"lockfileVersion":3,"packages":{"":{},"node_modules/x":{}}}',
    );
    expect(isInstalled(here)).toBe(false);
    const { code, output } = await installLocked(here);
    expect(code).toBe(1);
    expect(output).toContain('is a link');
    expect(existsSync(join(others, 'kept'))).toBe(true);
  });
});
