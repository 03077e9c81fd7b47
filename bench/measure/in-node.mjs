import { createRequire } from 'node:module';
import { checkSamples } from '../check.mjs';
import { MANY } from '../request.mjs';
import { measureMany, measureOneByOne, takeSamples } from './hot.mjs';

const requirePeer = createRequire(new URL('../../test/interop/package.json', import.meta.url));

/** Times the contestants of a scheme in this process, with the peers' builds for Node. */
export async function measureInNode(scheme, contestants, rounds) {
  const signers = [];
  for (const { name, file, start, imports, script } of contestants) {
    const contestant = await import(`../${file}`);
    const signer = await contestant[start](libraryOf(imports, script));
    await checkSamples(`${scheme}, ${name} in Node`, scheme, await takeSamples(signer));
    signers.push({ name, signer });
  }
  return {
    oneByOne: await measureOneByOne(signers, rounds),
    many: await measureMany(signers, rounds, MANY),
  };
}

function libraryOf(imports = {}, script) {
  if (script !== undefined) return requirePeer(script.package);
  return Object.assign({}, ...Object.keys(imports).map((name) => requirePeer(name)));
}
