import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders whose tests call pure functions and leave nothing behind that another could see. What is below them is not meant. */
const FOLDERS = [
  'cors',
  'cors/posted',
  'cors/repair',
  'cors/validate',
  'crypto',
  'demo',
  'diagnose',
  'diagnose/infer',
  'diagnose/raw',
  'diagnose/stages',
  'explain',
  'fetch-standard',
  'fetch-standard/console',
  'model',
  'node/local-bucket/form',
  'rules',
  'signing',
  'signing/aws-v4',
  'signing/cos',
  'signing/form',
  'signing/oss-v1',
  'signing/oss-v4',
  'signing/qingstor',
  'stores',
  'stores/aws',
  'stores/ceph',
  'stores/cos',
  'stores/oss',
  'stores/qingstor',
  'xml',
];

/** Tests there that need a process each: they start programs, stop the clock, replace modules or take away what the platform has. */
const ALONE = [
  'crypto/platform-hashes.test.ts',
  'demo/own-server.test.ts',
  'demo/put-command.test.ts',
  'diagnose/tell-listener.test.ts',
  'diagnose/watch-timing.test.ts',
  'signing/kept-keys.test.ts',
  'signing/platforms.test.ts',
  'signing/vectors.test.ts',
  'stores/aws/read-error.test.ts',
  'xml/parse-xml.test.ts',
];

/** The test files that share a process: to load the modules anew takes longer than most of them run. */
export const SHARED_PROCESS: readonly string[] = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts') && FOLDERS.includes(dirname(file)) && !ALONE.includes(file))
  .map((file) => join('test', file))
  .sort();
