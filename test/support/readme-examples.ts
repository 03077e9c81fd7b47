import { readFileSync } from 'node:fs';

/** The code blocks of the README in one language, in order. */
export function readmeExamples(language: 'html' | 'js'): string[] {
  const readme = readFileSync('README.md', 'utf8');
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  );
}
