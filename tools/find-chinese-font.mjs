import { runCommand } from './run-command.mjs';

/** A font with Chinese letters, for `findParts()`: without one, pictures show boxes. What is found is `{ family }`. */
export const chineseFontPart = {
  title: 'a Chinese font',
  look: async () => {
    // The systems that have no fontconfig bring such fonts themselves.
    if (process.platform !== 'linux') return { family: 'of the system' };
    const { code, output } = await runCommand('fc-list', [':lang=zh-cn', 'family'], { timeoutMs: 60_000 });
    const [family = ''] = output.split('\n');
    return code === 0 && family !== '' ? { family } : undefined;
  },
  packages: ['fontconfig', 'fonts-noto-cjk'],
  isPackagedFor: () => true,
  advice: () => 'a Chinese font for the pictures: apt-get install fonts-noto-cjk',
};
