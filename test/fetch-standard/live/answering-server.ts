import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the answers to one address carry; `{origin}`, `{method}` and `{headers}` stand for what was asked. */
export interface Answers {
  readonly preflight: Readonly<Record<string, string>>;
  readonly actual: Readonly<Record<string, string>>;
}

/** A server that answers what the address itself says, and counts what it is asked before. */
export interface AnsweringServer {
  /** `http://127.0.0.1:…`. */
  readonly origin: string;
  /** The preflights that came so far. */
  readonly preflights: () => number;
  stop(): Promise<void>;
}

/** The path and query of an address with these answers. @param name - Makes it another address. */
export function addressOf(name: string, answers: Answers): string {
  return `/${name}?${new URLSearchParams({ answers: JSON.stringify(answers) })}`;
}

/** Starts it on a free port of 127.0.0.1. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  let preflights = 0;
  const server = createServer((request, response) => {
    const isPreflight = request.headers['access-control-request-method'] !== undefined;
    if (isPreflight) preflights += 1;
    answer(request, response, isPreflight);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    preflights: () => preflights,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, isPreflight: boolean): void {
  const given = new URL(request.url ?? '/', 'http://a').searchParams.get('answers');
  const answers: Answers = given === null ? { preflight: {}, actual: {} } : JSON.parse(given);
  const asked: Readonly<Record<string, string | undefined>> = {
    origin: request.headers.origin,
    method: request.headers['access-control-request-method'],
    headers: request.headers['access-control-request-headers'] as string | undefined,
  };
  for (const [name, value] of Object.entries(isPreflight ? answers.preflight : answers.actual))
    response.setHeader(name, fillAnswer(value, asked));
  // The HTTP cache keeps nothing, so that what is asked again reaches the server.
  if (answers.actual['Cache-Control'] === undefined) response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', 'text/html');
  response.end(isPreflight ? '' : '<!doctype html><title>a page</title>');
}

/** A header of an answer, with what was asked in its place. */
export function fillAnswer(value: string, asked: Readonly<Record<string, string | undefined>>): string {
  return value.replace(/\{(\w+)\}/g, (_, name: string) => asked[name] ?? '');
}
