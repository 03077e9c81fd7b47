import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Answer } from './answer.js';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
};

const NOT_FOUND: Answer = {
  status: 404,
  contentType: 'text/html; charset=utf-8',
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Not found</title>
<h1>There is no such page here</h1>
<p><a href="/">To the desk</a></p>
</html>
`,
};

/**
 * The file of a folder that a URL's path names; `index.html` for `/`. Whatever is not a file in the folder, or leads out
 * of it (also by a link), or has a name that begins with a dot, is not found.
 *
 * @param path - As it stands in the URL, percent-encoded.
 */
export async function staticFile(root: string, path: string): Promise<Answer> {
  const segments = decodeSegments(path === '/' ? '/index.html' : path);
  if (segments === null || segments.some((segment) => segment === '' || segment.startsWith('.')))
    return NOT_FOUND;
  try {
    const folder = await realpath(root);
    const file = await realpath(join(folder, ...segments));
    if (!file.startsWith(folder + sep)) return NOT_FOUND;
    const contentType = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
    return { status: 200, contentType, body: await readFile(file) };
  } catch {
    // It is not there, is a folder, or may not be read.
    return NOT_FOUND;
  }
}

/** Decoded one by one, so that an encoded separator cannot pass for a real one. */
function decodeSegments(path: string): string[] | null {
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    return segments.some((segment) => /[/\\\0]/.test(segment)) ? null : segments;
  } catch {
    return null;
  }
}
