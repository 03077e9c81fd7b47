import type { RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';
import { cephRuleSemantics } from '../ceph/rule-semantics.js';

/**
 * How DigitalOcean Spaces reads CORS rules: it is built on Ceph, and its first rule for an origin hides later ones too. How it
 * words its answers and refusals is not known.
 *
 * @see https://docs.digitalocean.com/products/spaces/how-to/configure-cors/
 */
export const spacesRuleSemantics: RuleSemantics = {
  ...cephRuleSemantics,
  answer: {
    ...cephRuleSemantics.answer,
    starOrigin: 'unknown',
    starToAnonymous: false,
    credentialsOnEcho: 'unknown',
  },
  refusal: (request, situation: RefusalSituation) => ({
    ...cephRuleSemantics.refusal(request, situation),
    unknown: ['status', 'body'],
  }),
};
