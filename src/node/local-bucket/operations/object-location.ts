import { headerOf } from '../exchange.js';
import type { Call } from '../service.js';

/** The URL of an object at the host that the request was sent to. */
export function objectLocation({ request }: Call, bucket: string, key: string): string {
  const host = headerOf(request, 'host') ?? 'localhost';
  const path = request.at.bucketInHost ? key : `${bucket}/${key}`;
  return `http://${host}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
