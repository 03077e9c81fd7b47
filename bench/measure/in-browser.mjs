import { checkSamples } from '../check.mjs';
import { MANY } from '../request.mjs';
import { turned } from './statistics.mjs';

/**
 * Times the contestants of a scheme against one another in one page.
 *
 * @param browser - Playwright's.
 * @param served - What `serveBench()` gave.
 * @param origin - That of the page.
 */
export async function measureHotIn(browser, served, origin, scheme, contestants, rounds) {
  return withPage(browser, origin, async (page) => {
    for (const contestant of contestants) await call(page, 'open', served.inPage(scheme, contestant));
    for (const { name, samples } of await call(page, 'samples'))
      await checkSamples(`${scheme}, ${name} in ${browser.browserType().name()}`, scheme, samples);
    return call(page, 'hot', { rounds, many: MANY });
  });
}

/**
 * Times the first signatures of each contestant, each time in a fresh page of a fresh context.
 *
 * @param throttling - How many times slower the processor is to be. Default: not at all.
 * @returns {Promise<Record<string, { first: number[], early: number[], late: number[] }>>} Microseconds, round by round.
 */
export async function measureColdIn(browser, served, origin, scheme, contestants, rounds, throttling = 1) {
  const figures = Object.fromEntries(
    contestants.map(({ name }) => [name, { first: [], early: [], late: [] }]),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of turned(contestants, round)) {
      const { name } = contestant;
      const { samples, ...times } = await withPage(
        browser,
        origin,
        (page) => call(page, 'cold', served.inPage(scheme, contestant)),
        throttling,
      );
      await checkSamples(`${scheme}, ${name} in a fresh page`, scheme, samples);
      for (const [part, micros] of Object.entries(times)) figures[name][part].push(micros);
    }
  }
  return figures;
}

/** Times evaluators of rules against one another in one page. */
export async function measureRulesIn(browser, served, origin, contestants, rounds) {
  return withPage(browser, origin, async (page) => {
    for (const contestant of contestants) await call(page, 'open', served.inPage('rules', contestant));
    return call(page, 'evaluate', { rounds });
  });
}

async function withPage(browser, origin, use, throttling = 1) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    if (throttling > 1) {
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: throttling });
    }
    await page.goto(`${origin}/`);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Calls a function of measure/page.mjs in the page. */
function call(page, name, argument) {
  return page.evaluate(
    async ([wanted, given]) => (await import('/measure/page.mjs'))[wanted](given),
    [name, argument],
  );
}
