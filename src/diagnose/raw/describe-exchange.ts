import { explainRequest } from '../../fetch-standard/explain-request.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { DiagnosisNote, SentRequest } from '../../model/diagnosis.js';
import type { NoteCode } from '../../model/diagnosis-code.js';
import type { RawExchange } from './raw-exchange.js';
import { showToken } from './redact.js';

/** A recorded request as the browser sent it, and as a diagnosis shows it. */
export interface DescribedExchange {
  readonly explained: ExplainedRequest;
  readonly sent: SentRequest;
  readonly notes: readonly DiagnosisNote[];
}

/** Says what the browser sent, from what was recorded. What the preflight asked for counts more than what can be derived. Pure. */
export function describeExchange({ request, preflight }: RawExchange): DescribedExchange {
  const { bodyType, ...rest } = request;
  const derived = explainRequest({
    ...rest,
    ...(bodyType === undefined ? {} : { body: { contentType: bodyType } }),
  });
  const asked = preflight?.headers?.map((name) => name.trim().toLowerCase()).filter(Boolean);
  const unsafeHeaders = asked === undefined ? derived.unsafeHeaders : [...new Set(asked)].sort();
  const explained = { ...derived, unsafeHeaders };
  // That one was sent is seen, whatever the recorder left out of the request.
  const needsPreflight = derived.preflight !== null || preflight != null;
  const causes = derived.preflightCauses
    .map(({ name }) => name)
    .filter((name) => !unsafeHeaders.includes(name));
  return {
    explained,
    sent: {
      origin: showOrigin(request.origin),
      method: showToken(derived.method),
      url: showAddress(request.url),
      unsafeHeaders: unsafeHeaders.map(showToken),
      droppedHeaders: derived.droppedHeaders.map(({ name }) => showToken(name)),
      needsPreflight,
      preflightCauses: needsPreflight ? [...causes, ...unsafeHeaders].map(showWords) : [],
    },
    notes: notesOf(derived, request, unsafeHeaders),
  };
}

function showWords(name: string): string {
  return name.includes(' ') ? name : showToken(name);
}

/** `null` is no address, and must stay as it is. */
function showOrigin(origin: string): string {
  return origin === 'null' ? origin : showAddress(origin);
}

function notesOf(
  { droppedHeaders, preflightCauses, addedHeaders, preflight }: ExplainedRequest,
  { headers = [] }: RawExchange['request'],
  unsafeHeaders: readonly string[],
): DiagnosisNote[] {
  const named = (why: string) =>
    preflightCauses.flatMap((cause) => (cause.why === why ? [showToken(cause.name)] : []));
  const capitals = headers
    .map(([name]) => name)
    .filter((name) => name !== name.toLowerCase() && unsafeHeaders.includes(name.toLowerCase()));
  const type = addedHeaders.find(([name]) => name === 'Content-Type')?.[1];
  const shown = /^[\w.+-]+\/[\w.+-]+(;\s*charset=[\w-]+)?/.exec(type ?? '')?.[0];
  const note = (code: NoteCode, values: readonly string[]): DiagnosisNote[] =>
    values.length === 0 ? [] : [{ code, value: values.join(', ') }];
  return [
    ...note(
      'req.dropped-header',
      droppedHeaders.map(({ name }) => showToken(name)),
    ),
    ...note('req.auto-content-type', shown === undefined ? [] : [shown]),
    ...note(
      'req.preflight-cause',
      preflight === null ? [] : preflightCauses.map(({ name }) => showWords(name)),
    ),
    ...note('req.value-too-long', [...named('too-long'), ...named('too-long-together')]),
    ...note('req.range-not-simple', named('range')),
    ...note('req.header-case', capitals.map(showToken)),
    ...note('req.upload-listener', named('upload-listeners').length > 0 ? ['xhr.upload'] : []),
  ];
}
