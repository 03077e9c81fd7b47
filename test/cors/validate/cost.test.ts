import { describe, expect, it } from 'vitest';
import { validateCors } from '../../../src/cors/validate-cors.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { ceph } from '../../../src/stores/ceph.js';
import { r2 } from '../../../src/stores/r2.js';

/** How often texts are looked at, letters that are written as JSON, and lists that are gone through, each item counted. */
function countWork(work: () => void): number {
  let count = 0;
  const restores: (() => void)[] = [];
  const counted = (owner: object, name: string, cost: (self: unknown, result: unknown) => number) => {
    const original = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    const counting = function (this: unknown, ...args: unknown[]) {
      const result = Reflect.apply(original, this, args);
      count += cost(this, result);
      return result;
    };
    Object.defineProperty(owner, name, { value: counting, configurable: true, writable: true });
    restores.push(() => {
      Object.defineProperty(owner, name, { value: original, configurable: true, writable: true });
    });
  };
  try {
    for (const name of ['startsWith', 'endsWith', 'indexOf', 'toLowerCase', 'replace', 'split', 'slice'])
      counted(String.prototype, name, () => 1);
    // Where one is found, the others may not have been looked at.
    for (const name of ['some', 'every', 'filter', 'map', 'flatMap'])
      counted(Array.prototype, name, (self, result) =>
        typeof result === 'boolean' ? 1 : (self as readonly unknown[]).length,
      );
    counted(JSON, 'stringify', (_, result) => String(result).length);
    work();
  } finally {
    for (const restore of restores) restore();
  }
  return count;
}

const list = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));
const GET = { allowedMethods: ['GET', 'PUT'], exposeHeaders: ['ETag'] };

const SHAPES: Readonly<Record<string, (count: number) => CorsRule[]>> = {
  'rules with an origin each': (count) =>
    list(count, (index) => ({ ...GET, allowedOrigins: [`https://a${index}.example`] })),
  'rules with a pattern each': (count) =>
    list(count, (index) => ({ ...GET, allowedOrigins: [`https://*.a${index}.example`] })),
  'rules of one origin': (count) =>
    list(count, (index) => ({
      ...GET,
      allowedOrigins: ['https://a.example'],
      allowedHeaders: [`x-${index}`],
    })),
  'rules of machines of developers': (count) =>
    list(count, (index) => ({ ...GET, allowedOrigins: [`http://localhost:${index}`] })),
  'origins of one rule': (count) => [
    { ...GET, allowedOrigins: list(count, (index) => `https://a${index}.example`) },
  ],
  'patterns of one rule': (count) => [
    { ...GET, allowedOrigins: list(count, (index) => `https://*.a${index}.example`) },
  ],
  'exposed names of a rule behind another': (count) => [
    { ...GET, allowedOrigins: ['https://a.example'] },
    { ...GET, allowedOrigins: ['https://a.example'], exposeHeaders: list(count, (index) => `x-${index}`) },
  ],
};

describe.each([r2, ceph])('on $title', (store) => {
  it.each(Object.entries(SHAPES))('the work for 9000 %s grows no faster than they do', (_, make) => {
    const of = (count: number) => {
      const rules = make(count);
      return countWork(() => void validateCors(rules, store));
    };
    const [few, many] = [of(3000), of(9000)];
    expect(many).toBeLessThan(3.5 * few);
    // A second has room for some ten million of them.
    expect(many).toBeLessThan(6_000_000);
  });
});

it('what was not looked at is said', () => {
  const rules = SHAPES['rules of one origin']?.(9000) ?? [];
  const found = validateCors(rules, r2).map(({ code }) => code);
  expect(found).toContain('cors.rules.not-compared');
  expect(found).not.toContain('cors.rules.unreachable');
  const few = validateCors(rules.slice(0, 500), r2).map(({ code }) => code);
  expect(few).not.toContain('cors.rules.not-compared');
});
