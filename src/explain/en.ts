import type { Diagnosis, DiagnosisCode } from '../model/diagnosis.js';
import type { StoreErrorKind } from '../model/errors.js';
import type { Explanation } from './explanation.js';

/** The words for each code, in English. */
export const english: Readonly<Record<DiagnosisCode, (diagnosis: Diagnosis) => Explanation>> = {
  'ok.allowed': ({ request, ruleVerdicts, signatureChecked, hidesSignatureErrors }) => ({
    headline: `The browser lets ${request.method} through: CORS is not in the way.`,
    whatHappened: [
      request.needsPreflight
        ? `The store allows ${request.origin} to send ${request.method}${withNames(request.unsafeHeaders)}.`
        : `This request needs no preflight, and the store lets ${request.origin} read the answer.`,
      ...(ruleVerdicts.length > 0 && ruleVerdicts.every((rule) => rule.fails.length > 0)
        ? ['The rules that are known here would refuse it, so they are not the rules that answer now.']
        : []),
      ...(signatureChecked ? ['It also accepts the signature.'] : []),
      ...(hidesSignatureErrors && !signatureChecked
        ? [
            'This store answers a signature that it refuses without CORS headers. If the upload failed all the same, the signature is the likely cause: the page cannot see it.',
          ]
        : []),
    ],
    whatToDo: signatureChecked
      ? []
      : [
          'If the request still fails, let the diagnosis use the credentials: it then checks the signature too.',
        ],
  }),

  'env.csp': ({ request }) => ({
    headline: `This page's own Content-Security-Policy forbids it to talk to ${originOf(request.url)}.`,
    whatHappened: [
      'The browser stopped the request before anything was sent, and said so with a policy violation event.',
    ],
    whatToDo: [
      `Add ${originOf(request.url)} to connect-src in the page's Content-Security-Policy (header or meta element).`,
    ],
  }),

  'env.mixed': ({ request }) => ({
    headline: `This page came over https, so the browser blocks plain http to ${originOf(request.url)}.`,
    whatHappened: [
      'This is mixed content: the request never leaves the browser, whatever the bucket allows.',
    ],
    whatToDo: ["Use the store's https endpoint."],
  }),

  'env.origin-null': ({ request }) => ({
    headline:
      'This page has no origin of its own (the browser sends "Origin: null"), and the store refuses it.',
    whatHappened: [
      'That is so for a page opened as a file, in a sandboxed frame, or from a data: URL.',
      'No preflight from here passes, with any method.',
    ],
    whatToDo: [
      'Serve the page over http://localhost or https and try again; a sandboxed frame needs an origin of its own.',
      `Do not allow the origin "null" in the bucket: any page can have it. (Asked was ${request.method} ${request.url}.)`,
    ],
  }),

  'net.unreachable': ({ request }) => ({
    headline: `Nobody answers at ${originOf(request.url)}: this is the network, not CORS.`,
    whatHappened: [
      'Even a request that needs no permission got no answer. The host name, the port, the certificate or the route is wrong, or the server is down; a page cannot tell these apart. An ad blocker or a browser that guards the local network looks the same.',
    ],
    whatToDo: [
      'Look at the endpoint, character by character: host, region and port. With the bucket in the host name, that name must resolve.',
      'Run the command below in a terminal: it names the cause.',
    ],
  }),

  'pre.all-refused': ({ request }) => ({
    headline: `The store refuses every preflight from ${request.origin}, whatever the method.`,
    whatHappened: [
      'The host answers, so the network is fine. But no method passes, not even without any header.',
      'Either the bucket has no CORS rules, or none of them names this origin, or the bucket does not exist at this address, or something in front of it refuses. All of them look the same from a page.',
      ...MISLEADING,
    ],
    whatToDo: [
      'Compare the bucket name, region and endpoint with the console of the store.',
      `Look at the bucket's CORS rules. One of them must name ${request.origin} exactly: same scheme, host and port, no slash at the end.`,
      'Run the command below in a terminal: its answer decides it. Given the rules, the diagnosis also names the rule.',
    ],
  }),

  'pre.no-config': ({ request }) => ({
    headline: 'The bucket has no CORS rules at all, so no page of another origin can use it.',
    whatHappened: ['The store answers every preflight with a refusal.', ...MISLEADING],
    whatToDo: [
      `Put the rule below, which allows ${request.origin} this request and no more. The first rule cannot be put from a page: use a server, the command line or the console of the store.`,
    ],
  }),

  'pre.bucket': () => ({
    headline: 'The bucket does not exist at this address.',
    whatHappened: ['A preflight for a bucket that the store does not know is refused like any other.'],
    whatToDo: ['Compare bucket name, region and endpoint with the console of the store.'],
  }),

  'pre.origin': ({ request, rules, repairs }) => ({
    headline: `No CORS rule of the bucket allows the origin ${request.origin}.`,
    whatHappened: [
      `Stores compare origins character by character. Allowed are: ${listOf((rules ?? []).flatMap((rule) => rule.allowedOrigins))}.`,
      ...MISLEADING,
    ],
    whatToDo: [`Allow exactly ${request.origin}${asBelow(repairs)}.`],
  }),

  'pre.method': ({ request, conflicts, ruleVerdicts, repairs }) => ({
    headline: `The bucket allows ${request.origin}, but not the method ${request.method}.`,
    whatHappened: [
      ...conflicts.flatMap(({ passing }) =>
        passing === undefined ? [] : [`From here these methods pass: ${listOf(passing)}.`],
      ),
      ...nearest(
        ruleVerdicts,
        (name) => `${name} names the origin but lacks ${request.method} in its allowed methods.`,
      ),
      ...MISLEADING,
    ],
    whatToDo: [
      `Allow ${request.method} for this origin, with the headers that it asks for${asBelow(repairs)}.`,
    ],
  }),

  'pre.header': ({ request, conflicts, ruleVerdicts, repairs }) => {
    const refused = conflicts.map((conflict) => conflict.members.join(' together with '));
    const passing = request.unsafeHeaders.filter(
      (name) => !conflicts.some((conflict) => conflict.members.includes(name)),
    );
    return {
      headline: `The bucket refuses the request header${refused.length > 1 ? 's' : ''} ${listOf(refused)}.`,
      whatHappened: [
        `${request.origin} may send ${request.method}, but before this request the browser asks for ${listOf(request.unsafeHeaders)}.${passing.length === 0 ? '' : ` Of these it allows ${listOf(passing)}.`}`,
        ...nearest(
          ruleVerdicts,
          (name) =>
            `${name} allows the origin and the method, but lacks ${listOf(refused)} in its allowed headers.`,
        ),
        ...MISLEADING,
      ],
      whatToDo: [`Add ${listOf(refused)} to the allowed headers${asBelow(repairs)}.`],
    };
  },

  'pre.cross-rule': ({ request, conflicts, repairs }) => ({
    headline: 'Each part of this request is allowed by some rule, but no single rule allows all of it.',
    whatHappened: [
      `A store takes one rule for a request and does not join two. Together refused are: ${listOf(conflicts.map((conflict) => conflict.members.join(' + ')))}.`,
      ...MISLEADING,
    ],
    whatToDo: [
      `Let one rule allow ${request.origin}, ${request.method} and all of ${listOf(request.unsafeHeaders)}${asBelow(repairs)}.`,
    ],
  }),

  'pre.shadowed': ({ request, ruleVerdicts, repairs }) => ({
    headline: 'A rule of the bucket would allow this request, but the store never looks at it.',
    whatHappened: [
      `This store takes the first rule that names ${request.origin} and asks no other one.`,
      ...nearest(ruleVerdicts, (name) => `It takes ${lowerFirst(name)}, which refuses.`),
      ...MISLEADING,
    ],
    whatToDo: [`Put everything for this origin into its first rule${asBelow(repairs)}.`],
  }),

  'pre.auth-query': ({ request }) => ({
    headline:
      'The store refuses the preflight of the presigned URL, not that of the same request without a signature.',
    whatHappened: [
      `The rules allow ${request.origin} to send ${request.method}${withNames(request.unsafeHeaders)}. But this store checks the signature of a presigned URL already on the preflight, which cannot carry the headers that were signed.`,
    ],
    whatToDo: [
      'Sign no headers into the URL but the host, or put the signature into the headers.',
      'Check that the URL has not expired and that its credentials are still valid.',
    ],
  }),

  'pre.not-by-rules': ({ request }) => ({
    headline: 'The preflight is refused in a way that the rules do not explain.',
    whatHappened: [
      `Under the rules that are known, ${request.method} from ${request.origin} would get another answer than it does.`,
      'Either these are not the rules that answer (another bucket, or a change that has not taken effect), or something in front of the store answers in its place.',
    ],
    whatToDo: [
      'If the rules were changed just now, wait half a minute and diagnose again.',
      'Run the command below in a terminal: the Server header and the body of the answer show who refuses.',
    ],
  }),

  'act.error-without-cors': ({ request, signatureChecked, hidesSignatureErrors }) => ({
    headline: 'CORS lets the request through; the browser hides an answer that carries no CORS headers.',
    whatHappened: [
      `The preflight for ${request.method} passes and the request reaches the store. The answer to it comes without Access-Control-Allow-Origin, so the page only sees "Failed to fetch".`,
      signatureChecked && hidesSignatureErrors
        ? 'Without a signature the answer can be read, with the real one it cannot: the store refuses the signature. Ceph and others send such errors without CORS headers.'
        : 'That is a refused signature, or a proxy or CDN in front of the store that leaves the headers out.',
      'Changing the CORS rules will not help.',
    ],
    whatToDo: [
      'Check that the temporary credentials are fresh and that the security token belongs to the same key.',
      "Check this computer's clock: more than 15 minutes off, and every signature is refused.",
      'Check region and endpoint: both are part of the signature.',
      ...(signatureChecked && hidesSignatureErrors
        ? []
        : ['Look for a proxy or CDN between this page and the store.']),
    ],
  }),

  'act.redirect': ({ request }) => ({
    headline: `The store sends ${request.method} on to another address, so the request cannot succeed.`,
    whatHappened: [
      'The answer is a redirect, and a signature is only valid for the host that it was made for. No more was sent, as a redirect may lead anywhere.',
    ],
    whatToDo: [
      'Compare region and endpoint with the console of the store: most often the bucket is in another region.',
      'If the endpoint is http, use https: some servers redirect to it.',
    ],
  }),

  'act.readable-error': ({ readableError }) => ({
    headline: `CORS is fine: the store answers ${readableError?.status ?? 'an error'}${readableError?.serviceCode ? ` ${readableError.serviceCode}` : ''}, and the page can read it.`,
    whatHappened: [
      'The preflight passes and the answer carries CORS headers. The store refuses the request itself.',
    ],
    whatToDo: [adviceFor(readableError?.kind)],
  }),

  undecided: ({ undecided }) => ({
    headline: 'The test requests do not show the cause, so nothing is claimed.',
    whatHappened: [
      'Some of them got no answer, or did not fit together, or this browser does not show enough of them.',
      ...(undecided === null ? [] : ['The command below shows the answer that a page cannot see.']),
    ],
    whatToDo: [
      'Diagnose again on a steady network.',
      'Give the rules of the bucket to the diagnosis, or let it use the credentials: it then sees more.',
    ],
  }),
};

/** Why the console says something else. */
const MISLEADING = [
  'The browser console may speak of a missing Access-Control-Allow-Origin header. That is misleading: the store gives the same answer to every refusal, whatever its cause.',
];

function adviceFor(kind: StoreErrorKind | undefined): string {
  switch (kind) {
    case 'expired-credentials':
      return 'Fetch new temporary credentials: key, secret and token belong together and end together.';
    case 'clock':
      return "Set this computer's clock right: it is more than 15 minutes off.";
    case 'region':
      return 'Set the region that the bucket is in: it is part of the signature.';
    case 'denied':
      return 'Let the policy of the temporary credentials allow this method on this key, and no more than that.';
    case 'no-bucket':
      return 'Check the name of the bucket.';
    case 'signature':
      return 'Check that key, secret and token come from the same answer of the STS, and that nothing changes the request after it is signed.';
    default:
      return "Look up the store's error code: it names the cause, and it is not CORS.";
  }
}

function nearest(verdicts: Diagnosis['ruleVerdicts'], say: (rule: string) => string): string[] {
  const rule = verdicts.find((verdict) => verdict.nearest);
  if (rule === undefined) return [];
  return [say(`Rule ${rule.index + 1}${rule.id === undefined ? '' : ` ("${rule.id}")`}`)];
}

/** A change of rules is not always to be had: the store's limits may be reached. */
function asBelow(repairs: Diagnosis['repairs']): string {
  return repairs.length > 0 ? ', as below' : '';
}

function withNames(names: readonly string[]): string {
  return names.length === 0 ? '' : ` with ${listOf(names)}`;
}

function listOf(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? 'none';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function originOf(url: string): string {
  return new URL(url).origin;
}
