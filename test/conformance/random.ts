/** A source of random choices that a seed settles: the same seed, the same choices, on every machine. */
export interface Random {
  /** A number from 0 up to, and without, 1. */
  readonly fraction: () => number;
  /** A whole number from `min` to `max`, both included. */
  readonly integer: (min: number, max: number) => number;
  /** True in so many of a hundred cases. */
  readonly percent: (chance: number) => boolean;
  /** One of a list, which must not be empty. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** One of a list of weights and items; an item of weight 3 comes three times as often as one of weight 1. */
  readonly weigh: <Item>(items: readonly (readonly [weight: number, item: Item])[]) => Item;
  /** The list in another order. */
  readonly shuffle: <Item>(items: readonly Item[]) => Item[];
}

/** @param words - Whole numbers; together they are the seed. */
export function seededRandom(...words: readonly number[]): Random {
  const fraction = mulberry32(words.reduce(mix, 0x9e3779b9));
  const integer = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new Error('There is nothing to pick from');
    return items[integer(0, items.length - 1)] as Item;
  };
  return {
    fraction,
    integer,
    percent: (chance) => fraction() * 100 < chance,
    pick,
    weigh: (items) => {
      let left = fraction() * items.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, item] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(items)[1];
    },
    shuffle: (items) => {
      const rest = [...items];
      return items.map(() => rest.splice(integer(0, rest.length - 1), 1)[0] as (typeof items)[number]);
    },
  };
}

/** Tommy Ettinger's generator: 32 bits of state, even enough for choices. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Spreads every bit of a word over the seed, so that neighbouring numbers share nothing. */
function mix(seed: number, word: number): number {
  let bits = Math.imul(seed ^ word ^ Math.floor(word / 2 ** 32), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
