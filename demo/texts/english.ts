export { english as language } from 'bucket-preflight';
export { english as texts } from './en.js';

/** The SDK's own words. */
export const said = {
  issue: ({ message }: { readonly message: string }): string => message,
  error: ({ message }: Error): string => message,
};
