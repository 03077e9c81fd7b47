import { turned } from './statistics.mjs';

/** Signatures of one turn. */
const CALLS = 500;
/** Turns before those that count: engines compile what runs often. */
const WARM_UP_TURNS = 3;

/**
 * Times signers that take turns, one signature at a time.
 *
 * @param signers - `{ name, signer }` each.
 * @returns {Promise<Record<string, number[]>>} Microseconds a signature, round by round.
 */
export async function measureOneByOne(signers, rounds) {
  const turn = async ({ sign }) => {
    const start = performance.now();
    for (let index = 0; index < CALLS; index += 1) await sign(index, new Date());
    return ((performance.now() - start) * 1000) / CALLS;
  };
  return inTurns(signers, rounds, turn);
}

/**
 * Times signers that take turns, each presigning a number of URLs at once.
 *
 * @returns {Promise<Record<string, number[]>>} URLs a second, round by round. Those that presign nothing are left out.
 */
export async function measureMany(signers, rounds, count) {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const turn = async (signer) => {
    const start = performance.now();
    await presignMany(signer, indexes, new Date());
    return count / ((performance.now() - start) / 1000);
  };
  return inTurns(
    signers.filter(({ signer }) => presigns(signer)),
    rounds,
    turn,
  );
}

/** One signature of each form that a signer knows, to be checked. */
export async function takeSamples(signer) {
  const index = 7;
  const now = new Date();
  const nowMs = now.getTime();
  const samples = [{ form: 'header', index, nowMs, value: await signer.sign(index, now) }];
  if (presigns(signer)) {
    const [value] = await presignMany(signer, [index], now);
    samples.push({ form: 'url', index, nowMs, value });
  }
  return samples;
}

async function inTurns(signers, rounds, turn) {
  for (const { signer } of signers) {
    for (let count = 0; count < WARM_UP_TURNS; count += 1) await turn(signer);
  }
  const figures = Object.fromEntries(signers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, signer } of turned(signers, round)) figures[name].push(await turn(signer));
  }
  return figures;
}

function presigns({ presign, presignMany: many }) {
  return presign !== undefined || many !== undefined;
}

function presignMany(signer, indexes, now) {
  return signer.presignMany === undefined
    ? Promise.all(indexes.map((index) => signer.presign(index, now)))
    : signer.presignMany(indexes, now);
}
