import { headerOf } from '../exchange.js';
import { createSession } from '../operations/assume-role.js';
import type { Service } from '../service.js';
import { ServiceError } from '../service-error.js';
import type { TokenQuestion, TokenService } from '../sts/token-service.js';
import type { OwnRequest, OwnRoute } from './own-request.js';

/**
 * A vendor's STS. Who signs must be the root key; who does not sign is a page that asks its own backend, or a program of
 * this machine.
 */
export function tokenRoute(tokenService: TokenService, service: Service): OwnRoute {
  return async (request) => {
    const question = readQuestion(request);
    const { dialect, keys, region, now, randomBytes } = service;
    try {
      const caller = tokenService.authenticate(question, { keys, region, now: now() });
      const asked = tokenService.read(question, dialect.roleArn);
      if ((caller !== null && caller.session !== null) || asked.roleArn !== dialect.roleArn) {
        throw tokenService.notPermitted(asked.roleArn);
      }
      return tokenService.answer(createSession(service, asked), question, now());
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return tokenService.refuse(error, Buffer.from(randomBytes(16)).toString('hex'), question);
    }
  };
}

function readQuestion({ head, path, body }: OwnRequest): TokenQuestion {
  const mark = head.target.indexOf('?');
  const fields = new URLSearchParams(mark < 0 ? '' : head.target.slice(mark + 1));
  if (/^application\/x-www-form-urlencoded\b/i.test(headerOf(head, 'content-type') ?? '')) {
    for (const [name, value] of new URLSearchParams(Buffer.from(body).toString())) fields.append(name, value);
  }
  return { head, path, fields, body };
}
