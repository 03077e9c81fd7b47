import { sayWording, type Wording } from '../../model/wording.js';
import type { CorsLoss } from './cors-loss.js';

/** A loss with its sentence, in English and as data. */
export function said(loss: Omit<CorsLoss, 'message' | 'wording'>, wording: Wording): CorsLoss {
  return { ...loss, message: sayWording(wording), wording };
}
