import { readAssumeRole, writeAssumeRole } from '../s3/assume-role.js';
import { authenticateFor } from '../s3/authenticate.js';
import { ServiceError } from '../service-error.js';
import { writeXmlDocument } from '../xml/write-xml.js';
import { xmlAnswer } from '../xml/xml-answer.js';
import type { TokenService } from './token-service.js';

/** AWS STS. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const awsTokenService: TokenService = {
  title: 'AWS STS',
  read: ({ fields }, roleArn) => {
    const asked = new URLSearchParams(fields);
    if (!asked.has('Action')) {
      for (const [name, value] of Object.entries({
        Action: 'AssumeRole',
        RoleArn: roleArn,
        RoleSessionName: 'page',
      }))
        if (!asked.has(name)) asked.set(name, value);
    }
    for (const name of [...asked.keys()]) if (name.startsWith('X-Amz-')) asked.delete(name);
    return readAssumeRole(Buffer.from(asked.toString()));
  },
  authenticate: ({ head, path, body }, access) => {
    const mark = head.target.indexOf('?');
    const query = [...new URLSearchParams(mark < 0 ? '' : head.target.slice(mark + 1))];
    const at = { bucket: null, key: null, bucketInHost: false, path, rawPath: path, query };
    return authenticateFor('sts', { ...head, at }, access, body)?.caller ?? null;
  },
  notPermitted: (roleArn) =>
    new ServiceError(
      403,
      'AccessDenied',
      `User is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    ),
  answer: (role) => writeAssumeRole(role),
  refuse: (error, requestId) =>
    xmlAnswer(
      error.status,
      writeXmlDocument(
        'ErrorResponse',
        [
          [
            'Error',
            [
              ['Type', error.status < 500 ? 'Sender' : 'Receiver'],
              ['Code', error.code],
              ['Message', error.message],
            ],
          ],
          ['RequestId', requestId],
        ],
        'https://sts.amazonaws.com/doc/2011-06-15/',
      ),
    ),
};
