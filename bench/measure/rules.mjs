import { RULE_CONTESTANTS } from '../rules/list.mjs';
import { serveBench } from '../serve.mjs';
import { launchChromium, withBrowser } from './browsers.mjs';
import { measureEvaluators } from './evaluate.mjs';
import { measureRulesIn } from './in-browser.mjs';
import { summary } from './statistics.mjs';

/**
 * Measures how fast rules are evaluated, in Chromium and in Node.
 *
 * @param browsers - What `findBrowsers()` found.
 * @param say - Told what is measured next.
 * @returns By contestant the median and the middle half of the rounds: `compile` in milliseconds, `miss` and `last` in
 * evaluations a second.
 */
export async function measureRules(browsers, rounds, say) {
  const served = await serveBench({ rules: { contestants: RULE_CONTESTANTS } });
  const results = {};
  try {
    say('rules, Chromium');
    await withBrowser(launchChromium(browsers.chromium), async (browser) => {
      const origin = `http://127.0.0.1:${served.port}`;
      results.rulesChromium = summary(
        await measureRulesIn(browser, served, origin, RULE_CONTESTANTS, rounds),
      );
    });
  } finally {
    await served.stop();
  }
  say('rules, Node');
  const evaluators = [];
  for (const { name, file, start } of RULE_CONTESTANTS)
    evaluators.push({ name, evaluator: (await import(`../${file}`))[start]() });
  results.rulesNode = summary(measureEvaluators(evaluators, rounds));
  return results;
}
