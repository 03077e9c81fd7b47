import type { Diagnosis } from '../../src/model/diagnosis.js';
import type { DiagnosisCode } from '../../src/model/diagnosis-code.js';

/** A diagnosis with this code of which nothing more is known. */
export function diagnosisOf(code: DiagnosisCode, more: Partial<Diagnosis> = {}): Diagnosis {
  return {
    code,
    stage: 'preflight',
    confidence: 'proof',
    request: {
      origin: 'https://app.example.com',
      method: 'PUT',
      url: 'https://photos.s3.example/a.txt',
      unsafeHeaders: ['authorization', 'x-amz-date'],
      droppedHeaders: [],
      needsPreflight: true,
      preflightCauses: ['PUT', 'authorization', 'x-amz-date'],
    },
    conflicts: [],
    evidence: [],
    rules: null,
    ruleVerdicts: [],
    repairs: [],
    readableError: null,
    signatureChecked: false,
    hidesSignatureErrors: false,
    undecided: null,
    notes: [],
    raw: null,
    ...more,
  };
}
