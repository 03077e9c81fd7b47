// Removes what a build makes, so that a file whose source is gone does not live on in the package.
import { rmSync } from 'node:fs';

for (const folder of ['dist', 'build']) rmSync(folder, { recursive: true, force: true });
