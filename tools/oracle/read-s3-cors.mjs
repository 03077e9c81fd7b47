import { runConfigurationCase } from './run-configuration-case.mjs';
import { runS3Case } from './run-s3-case.mjs';
import { toRules } from './s3-rules.mjs';

/**
 * Requests to S3-like stores and their answers, and what such stores do with a CORS configuration. Fields that a record
 * leaves out say nothing.
 */
export const s3Cors = { shape: 's3-cors', accepts, read };

function accepts(content) {
  const isRequest = (entry) => isObject(entry?.request) && isObject(entry.expected) && !('kind' in entry);
  return listOf(content?.cases).some(isRequest) || listOf(content?.configurationCases).some(isConfiguration);
}

function read({ cases, configurationCases, corsConfigurations }) {
  return [
    ...toCases(listOf(cases), 'case', runS3Case, 'corsConfiguration', corsConfigurations),
    ...toCases(
      listOf(configurationCases),
      'configuration',
      runConfigurationCase,
      'input',
      corsConfigurations,
    ),
  ];
}

function toCases(entries, what, run, field, named) {
  return entries.map((entry, index) => ({
    id: typeof entry?.id === 'string' ? entry.id : `${what} ${index + 1}`,
    entry,
    run: (sdk) => run({ ...entry, rules: toRules(entry[field], named) }, sdk),
  }));
}

function isConfiguration(entry) {
  return typeof entry?.action === 'string' && isObject(entry.expected);
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

function listOf(value) {
  return Array.isArray(value) ? value : [];
}
