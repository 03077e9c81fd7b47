import type { Reaction } from '../../stores/cors-limits.js';
import type { CorsIssueEffect } from './cors-issue.js';

/** What comes of something that a store refuses, or takes, or nobody knows. */
export function effectOf(reaction: Reaction, whenTaken: CorsIssueEffect): CorsIssueEffect {
  if (reaction === 'refused') return 'refused';
  return reaction === 'unknown' ? 'may-be-refused' : whenTaken;
}
