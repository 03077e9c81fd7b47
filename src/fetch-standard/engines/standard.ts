import type { Engine } from './engine.js';

/**
 * The Fetch standard to the letter, as of 2026-07-02: it differs from itself in nothing.
 *
 * @see https://fetch.spec.whatwg.org/
 */
export const standard: Engine = { title: 'Fetch standard' };
