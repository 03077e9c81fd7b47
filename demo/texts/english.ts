export { english as language } from 'bucket-preflight';
export { english as texts } from './en.js';
