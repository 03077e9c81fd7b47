import { readFileSync } from 'node:fs';

/**
 * The code blocks of a page in one language, in order.
 *
 * @param page - Default: the README.
 */
export function readmeExamples(language: 'html' | 'js', page: string = 'README.md'): string[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  );
}
