import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { ConfigError } from '../../model/errors.js';
import { readBody } from '../read-body.js';
import { type Answer, failure, json } from './answer.js';
import { applyRules, undoRules, verifyRules } from './apply-rules.js';
import { askRaw } from './ask-raw.js';
import { assumeRole } from './assume-role.js';
import type { DeskPost, PostRoute } from './desk.js';
import { passOn } from './pass-on.js';
import { readJson } from './read-json.js';
import { readRules } from './read-rules.js';

const getCredentials: PostRoute = async ({ bucket, options, request, signal }) => {
  if ((await readBody(request, 0)) === 'aborted') return null;
  const { signing, adminCredentials } = options;
  if ('roleArn' in signing) return assumeRole(bucket, { roleArn: signing.roleArn, adminCredentials, signal });
  return 'tokenUrl' in signing
    ? passOn(signing.tokenUrl, { method: 'GET', signal })
    : failure(404, 'This store knows no temporary credentials: ask for signatures.');
};

const sign: PostRoute = async ({ options, request, signal }) => {
  const { signing } = options;
  if (!('signerUrl' in signing)) return failure(404, 'Requests to this store are signed in the page.');
  const question = await readJson(request);
  if (question === 'aborted') return null;
  if ('refused' in question) return question.refused;
  return passOn(signing.signerUrl, { method: 'POST', body: JSON.stringify(question.value), signal });
};

const giveRules: PostRoute = async ({ bucket, request, signal }) =>
  (await readBody(request, 0)) === 'aborted' ? null : readRules(bucket, signal);

const apply: PostRoute = (post) =>
  withBody(post, (body) => applyRules(post.bucket, body.document, post.signal));

const undo: PostRoute = (post) =>
  withBody(post, ({ applied, previous }) => undoRules(post.bucket, { applied, previous }, post.signal));

const verify: PostRoute = (post) =>
  withBody(post, ({ applied, previous }) => verifyRules(post.bucket, { applied, previous }, post.signal));

const reset: PostRoute = async ({ bucket, options, origin, request, signal }) => {
  if ((await readBody(request, 0)) === 'aborted') return null;
  const { exampleRules } = options;
  if (exampleRules === undefined) return failure(404, 'The desk was started without example rules.');
  const rules = typeof exampleRules === 'function' ? exampleRules(origin) : exampleRules;
  const configuration: CorsConfiguration = { rules };
  options.faults?.set([]);
  return applyRules(bucket, bucket.store.corsCodec.write(configuration), signal);
};

/** These faults and no others. */
const setFaults: PostRoute = (post) =>
  withBody(post, async ({ faults: wanted }) => {
    const { faults } = post.options;
    if (faults === undefined) return failure(404, 'Nothing can be made to go wrong at this store.');
    try {
      faults.set(wanted as Parameters<typeof faults.set>[0]);
      return json(200, { faults: faults.list() });
    } catch (error) {
      if (error instanceof ConfigError) return failure(422, 'The faults were not set.', error.issues);
      throw error;
    }
  });

const raw: PostRoute = (post) => withBody(post, (body) => askRaw(post, body.request));

/** What the desk's page may ask for, by its path. */
export const POST_ROUTES: ReadonlyMap<string, PostRoute> = new Map([
  ['/sts', getCredentials],
  ['/sign', sign],
  ['/rules', giveRules],
  ['/apply', apply],
  ['/undo', undo],
  ['/verify', verify],
  ['/reset', reset],
  ['/faults', setFaults],
  ['/raw', raw],
]);

async function withBody(
  { request }: DeskPost,
  answer: (body: Readonly<Record<string, unknown>>) => Promise<Answer>,
): Promise<Answer | null> {
  const read = await readJson(request);
  if (read === 'aborted') return null;
  return 'refused' in read ? read.refused : answer(read.value);
}
