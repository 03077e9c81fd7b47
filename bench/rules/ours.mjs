import { aws, compileRules } from '../../dist/esm/index.js';

/** This SDK. */
export const start = () => ({
  compile: (rules) => {
    const compiled = compileRules(rules, aws);
    return (request) => compiled.evaluate(request).allowed === true;
  },
});
