import { checkRecord } from './check-record.mjs';

/** The engines by the names that a record has for them. */
const RECORDED = { chromium: 'chromium', firefox: 'firefox', webkitgtk: 'webkit' };

/**
 * Runs one case of web-platform-tests in the project's own form: by the standard, by the default, and by each engine. The
 * standard must agree with it; so must each engine, but for those that did not when the case was replayed in them.
 *
 * @param sdk - The public face of the package.
 * @returns What differs, a text each.
 */
export function runWptCase(entry, sdk) {
  const differs = entry.differs ?? [];
  const seen = Object.entries(RECORDED).map(([recorded, name]) => [name, !differs.includes(recorded)]);
  // The default does what all engines do.
  const all = [['standard', true], ['browsers', seen.some(([, agreed]) => agreed)], ...seen];
  return all.flatMap(([name, isToAgree]) => {
    const differences = checkRecord(entry, sdk, sdk[name]);
    if (isToAgree) return differences.map((text) => `${name}: ${text}`);
    return differences.length > 0 ? [] : [`${name}: agrees, though the engine itself did not`];
  });
}
