import { ConfigError } from '../../../model/errors.js';
import { ALL_FAULTS } from '../faults/all-faults.js';
import type { FaultSwitch } from '../faults/fault-switch.js';
import { jsonAnswer, type OwnRoute } from './own-request.js';

/**
 * Faults by HTTP. `GET`: `{ faults, known }`, those that go on and all there are. `PUT` with a list of wanted faults: these
 * and no others. `DELETE`: none.
 */
export function faultRoute(faults: FaultSwitch): OwnRoute {
  return async ({ head, body }) => {
    switch (head.method) {
      case 'GET': {
        const known = ALL_FAULTS.map(({ code, title, on, settings }) => ({ code, title, on, settings }));
        return jsonAnswer(200, { faults: faults.list(), known });
      }
      case 'PUT':
        return change(faults, body);
      case 'DELETE':
        faults.set([]);
        return jsonAnswer(200, { faults: [] });
      default:
        return jsonAnswer(405, { error: 'It takes GET, PUT and DELETE.' });
    }
  };
}

function change(faults: FaultSwitch, body: Uint8Array) {
  try {
    faults.set(JSON.parse(Buffer.from(body).toString()));
    return jsonAnswer(200, { faults: faults.list() });
  } catch (error) {
    if (error instanceof ConfigError) return jsonAnswer(400, { error: error.message, issues: error.issues });
    if (error instanceof SyntaxError) return jsonAnswer(400, { error: 'The body is no JSON.' });
    throw error;
  }
}
