import { setTimeout as wait } from 'node:timers/promises';
import { type ConnectionEnd, NoAnswer } from '../exchange.js';
import { type Fault, fault } from './fault.js';

/** Faults below HTTP: no answer, half an answer, a late one. */
export const CONNECTION_FAULTS: readonly Fault[] = [
  fault({
    code: 'net.unreachable',
    title: 'closes every connection without an answer: the nearest to a server that is not there',
    on: 'all',
    settings: {},
    begin: () => endingBy('end'),
  }),
  fault({
    code: 'net.reset-upload',
    title: 'resets the connection in the middle of the body',
    on: 'requests',
    settings: { afterBytes: 65_536 },
    begin: ({ afterBytes }) => ({
      answer: async ({ body, next }) => {
        let received = 0;
        const broken = async function* (): AsyncGenerator<Uint8Array> {
          for await (const chunk of body) {
            received += chunk.byteLength;
            if (received > afterBytes) throw new NoAnswer('reset');
            yield chunk;
          }
        };
        return next(undefined, broken());
      },
    }),
  }),
  fault({
    code: 'net.captive',
    title: 'answers as the network of a hotel does, by bytes that are no HTTP/1.1',
    on: 'all',
    settings: {},
    begin: () => ({
      answer: async () => {
        throw new NoAnswer('end', '<html><title>Welcome to the network. Sign in.</title></html>\n');
      },
    }),
  }),
  fault({
    code: 'pre.timeout',
    title: 'never answers a preflight',
    on: 'preflights',
    settings: {},
    begin: () => endingBy('hang'),
  }),
  fault({
    code: 'pre.reset',
    title: 'resets the connection of a preflight',
    on: 'preflights',
    settings: {},
    begin: () => endingBy('reset'),
  }),
  fault({
    code: 'act.timeout',
    title: 'never answers a request',
    on: 'requests',
    settings: {},
    begin: () => endingBy('hang'),
  }),
  fault({
    code: 'server.latency',
    title: 'answers late',
    on: 'all',
    settings: { delayMs: 1000 },
    begin: ({ delayMs }) => ({
      answer: async ({ next }) => {
        await wait(delayMs, undefined, { ref: false });
        return next();
      },
    }),
  }),
];

function endingBy(ending: ConnectionEnd) {
  return {
    answer: async () => {
      throw new NoAnswer(ending);
    },
  };
}
