import { aptInstall, debianFlavour } from './apt-install.mjs';

/**
 * Finds parts of the machine that tests need, such as browsers. With `mayInstall` it gets those that are not there: all
 * Debian packages in one call of apt-get, and then what a part can download by itself.
 *
 * A part is `{ title, look, advice }`, and may have:
 * - `variable`, `lookAt(path)`: an environment variable that names the program, and what looks at it;
 * - `packages`, `isPackagedFor(flavour)`: its Debian packages, and whether they fit such a system (`debian`, `ubuntu`);
 * - `download()`: gets it in another way. Answers undefined, or one line that says why it could not.
 *
 * `look()` answers what it found, `{ missing }` where the part can never be had here, else undefined. `advice()` is one
 * line: what is needed and how to get it.
 *
 * Answers, for each part in order, what `look()` found or `{ missing }` with one line.
 */
export async function findParts(parts, { mayInstall, install = aptInstall, flavourOf = debianFlavour }) {
  const searches = await Promise.all(
    parts.map(async (part) => ({ part, found: await lookFirst(part), problems: [] })),
  );
  if (mayInstall) {
    await installMissing(searches.filter(isMissing), install, flavourOf());
    for (const search of searches.filter(isMissing)) await downloadMissing(search);
  }
  return searches.map(({ part, found, problems }) => {
    if (found !== undefined) return found;
    return { missing: part.advice() + (problems.length > 0 ? ` (${problems.join('; ')})` : '') };
  });
}

const isMissing = ({ found }) => found === undefined;

async function lookFirst({ title, variable, look, lookAt }) {
  const asked = variable === undefined ? undefined : process.env[variable];
  if (!asked) return look();
  // Never another program in place of the one that was asked for.
  return (await lookAt(asked)) ?? { missing: `${title}: ${variable}=${asked} does not start` };
}

async function installMissing(searches, install, flavour) {
  const packaged = searches.filter(({ part }) => flavour !== undefined && part.isPackagedFor?.(flavour));
  if (packaged.length === 0) return;
  const failure = await install(packaged.flatMap(({ part }) => part.packages));
  // For the sake of one package that it does not know, apt-get installs none of them.
  const isOneUnknown =
    packaged.length > 1 && /unable to locate|no installation candidate/i.test(failure ?? '');
  for (const search of packaged) {
    const { part, problems } = search;
    const problem = isOneUnknown ? await install(part.packages) : failure;
    search.found = await part.look();
    if (isMissing(search)) problems.push(problem ?? 'installed, and still not found');
  }
}

async function downloadMissing(search) {
  const { part, problems } = search;
  if (part.download === undefined) return;
  const problem = await part.download();
  if (problem === undefined) search.found = await part.look();
  if (isMissing(search)) problems.push(problem ?? 'downloaded, and does not start here');
}
