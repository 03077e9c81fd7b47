import { expect, it } from 'vitest';
import { goodRule } from '../../demo/cases/prepared-cases.js';
import { STORES } from '../../demo/stores.js';
import { requiredCors } from '../../src/cors/required-cors.js';

const origin = 'http://localhost:8080';

it.each(Object.values(STORES).map((store) => [store.commandName, store] as const))(
  'the rule of the prepared cases is the least that their requests need: %s',
  (_, store) => {
    const [required] = requiredCors({ store, origin, operations: ['upload', 'download', 'head'] });
    expect(goodRule(store, origin)).toEqual({ ...required, exposeHeaders: ['ETag'] });
  },
);
