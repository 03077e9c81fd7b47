import { loadPart } from '../../model/load-part.js';
import type { CorsReading, HeldParts } from '../cors-codec.js';

/** `readCorsXml()`, loaded when the first such document is read. */
export async function readCorsXml(document: string, holds: HeldParts): Promise<CorsReading> {
  const reader = await loadPart('The reader of CORS documents', () => import('./read-cors-xml.js'));
  return reader.readCorsXml(document, holds);
}
