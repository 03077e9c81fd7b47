import type { CorsRule } from '../../../model/cors-rule.js';
import { cephRuleSemantics } from '../../../stores/ceph/rule-semantics.js';
import type { RulesInstead, SeenRules } from '../seen-rules.js';
import { type AskedPreflight, readAsked } from './asked.js';
import { type Fault, fault } from './fault.js';
import { queryOf } from './query-of.js';

const OTHER_METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/** Buckets whose rules are wrong: the store answers by these in place of its own. */
export const RULE_FAULTS: readonly Fault[] = [
  instead('pre.no-config', 'the bucket has no CORS rules', () => ({ rules: [] })),
  instead('pre.origin', 'the rules list another origin', (asked) => ({
    rules: [{ ...allowing(asked), allowedOrigins: [otherOrigin(asked.origin)] }],
  })),
  instead('pre.method', 'the rules list the origin, but not the method', (asked) => ({
    rules: [{ ...allowing(asked), allowedMethods: otherMethods(asked.method) }],
  })),
  instead('pre.header', 'the rules list origin and method, but not the headers', ({ origin, method }) => ({
    rules: [{ allowedOrigins: [origin], allowedMethods: [method] }],
  })),
  instead('pre.cross-rule', 'each part is allowed, but no one rule has them all', (asked) => ({
    rules: [
      { ...allowing(asked), allowedMethods: otherMethods(asked.method) },
      { ...allowing(asked), allowedOrigins: [otherOrigin(asked.origin)] },
    ],
  })),
  instead('pre.shadowed', 'an earlier rule for the origin hides the right one, as on Ceph 16', (asked) => ({
    rules: [{ ...allowing(asked), allowedMethods: otherMethods(asked.method) }, allowing(asked)],
    ruleSemantics: cephRuleSemantics,
  })),
  fault({
    code: 'pre.propagation',
    title: 'a change of the rules takes its time',
    on: 'all',
    settings: { delaySeconds: 10 },
    begin: ({ delaySeconds }) => {
      const pending = new Map<string, { readonly old: readonly CorsRule[]; readonly until: number }>();
      return {
        answer: async ({ head, next, now }) => {
          let seen: { readonly bucket: string; readonly rules: readonly CorsRule[] } | undefined;
          const rulesInstead: RulesInstead = (bucket, own) => {
            const change = pending.get(bucket);
            const rules = change !== undefined && now().getTime() < change.until ? change.old : own;
            seen = { bucket, rules };
            return { rules };
          };
          const answer = await next({ ...head, rulesInstead });
          const isChange = ['PUT', 'DELETE'].includes(head.method) && queryOf(head.target).has('cors');
          if (isChange && seen !== undefined && answer !== null && answer.status < 300) {
            pending.set(seen.bucket, { old: seen.rules, until: now().getTime() + delaySeconds * 1000 });
          }
          return answer;
        },
      };
    },
  }),
];

function instead(code: string, title: string, rulesFor: (asked: AskedPreflight) => SeenRules): Fault {
  return fault({
    code,
    title,
    on: 'preflights',
    settings: {},
    begin: () => ({
      answer: ({ head, next }) => next({ ...head, rulesInstead: () => rulesFor(readAsked(head)) }),
    }),
  });
}

function allowing({ origin, method, headers }: AskedPreflight): CorsRule {
  return { allowedOrigins: [origin], allowedMethods: [method], allowedHeaders: [...headers] };
}

function otherMethods(method: string): string[] {
  return OTHER_METHODS.filter((other) => other !== method);
}

/** The same but for its scheme: the slip that is made most. */
function otherOrigin(origin: string): string {
  if (origin.startsWith('https:')) return origin.replace('https:', 'http:');
  return origin.startsWith('http:') ? origin.replace('http:', 'https:') : 'https://other.example';
}
