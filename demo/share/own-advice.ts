import type { Diagnosis, Repair } from 'bucket-preflight';
import { STORES } from '../stores.js';

/** Scheme and one host, which may be one of IPv6, and what is behind them: curl takes braces in a host for many hosts. */
const ADDRESS = /^(?:(https?:\/\/(?:\[[\da-f:.]+\](?::\d+)?|[^[\]{}/?#]+))([/?#].*)?)?$/i;

/** A text without what could rewrite what a person copies, or look like more than one line. */
export function cleaned(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

/**
 * The diagnosis of a link, with all that a person is told to run or to put made anew of its request: who made the link may have
 * written anything there.
 */
export function ownAdvice(given: Diagnosis, store: string | undefined): Diagnosis {
  const clean = (_: string, value: unknown) => (typeof value === 'string' ? cleaned(value) : value);
  const diagnosis = JSON.parse(JSON.stringify(given), clean) as Diagnosis;
  const { conflicts, raw, request, undecided } = diagnosis;
  const { origin, method, unsafeHeaders } = request;
  const sent = [origin, method, ...unsafeHeaders];
  const command = preflightCommand(request);
  return {
    ...diagnosis,
    // It stands in commands as it is.
    store: STORES[diagnosis.store ?? '']?.commandName,
    conflicts: conflicts.filter(({ members }) => members.every((member) => sent.includes(member))),
    undecided: undecided && command ? { ...undecided, command } : null,
    repairs: diagnosis.repairs.length > 0 ? newRule(request, store) : [],
    // People are told to send their requests there.
    raw: raw && { ...raw, elsewhere: '' },
  } as Diagnosis;
}

/** The SDK's own, which asks what the browser asks. `null`: the address is none that a page asks. */
function preflightCommand({ url, origin, method, unsafeHeaders }: Diagnosis['request']): string | null {
  const parts = ADDRESS.exec(url);
  if (parts === null) return null;
  const [, host = 'ADDRESS', path = ''] = parts;
  const header = (name: string, value: string) => ` -H ${quoted(`${name}: ${value}`)}`;
  return [
    `curl -i -X OPTIONS ${quoted(host + path.replace(/[[\]{}]/g, encodeURIComponent))}`,
    header('Origin', origin || 'ORIGIN-OF-THE-PAGE'),
    header('Access-Control-Request-Method', method || 'METHOD'),
    unsafeHeaders.length === 0 ? '' : header('Access-Control-Request-Headers', unsafeHeaders.join()),
  ].join('');
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A rule to add, where nothing in it would allow more than this request. */
function newRule({ origin, method, unsafeHeaders }: Diagnosis['request'], store = ''): Repair[] {
  const codec = STORES[store]?.corsCodec;
  if (codec === undefined || origin === 'null' || [origin, method, ...unsafeHeaders].join().includes('*'))
    return [];
  const rule = { allowedOrigins: [origin], allowedMethods: [method], allowedHeaders: unsafeHeaders };
  const fields = Object.keys(rule) as (keyof typeof rule)[];
  const rules = [rule];
  return [
    {
      kind: 'new-rule',
      rules,
      changedRule: 0,
      added: true,
      grants: fields.flatMap((field) => rule[field].map((value) => ({ field, value }))),
      document: codec.write({ rules }),
      json: codec.writeJson({ rules }),
      verified: false,
    },
  ];
}
