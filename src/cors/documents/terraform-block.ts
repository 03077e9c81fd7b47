import { wordedParseError } from '../../model/worded-parse-error.js';
import { worded } from '../../model/wording.js';
import { isFields } from '../../stores/cors-reading/read-fields.js';

/** What stands beside the rules in such a block, and says nothing of them. */
const BESIDE: readonly string[] = [
  'bucket',
  'expected_bucket_owner',
  'region',
  'depends_on',
  'lifecycle',
  'provider',
];

/**
 * The block with `cors_rule` in a Terraform file as JSON: `resource.aws_s3_bucket_cors_configuration.NAME`, and likewise of
 * other providers.
 *
 * @returns `null`: it is no such file, or has no such block.
 * @throws ParseError when several blocks have rules: each is of another bucket.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function terraformBlock(value: unknown): { readonly path: string; readonly block: object } | null {
  if (!isFields(value) || !isFields(value.resource)) return null;
  const found = Object.entries(value.resource).flatMap(([type, named]) =>
    isFields(named)
      ? Object.entries(named).flatMap(([name, block]) =>
          // A block may stand in a list of one.
          [block]
            .flat()
            .flatMap((one: unknown) =>
              isFields(one) && Object.hasOwn(one, 'cors_rule')
                ? [{ path: `resource.${type}.${name}`, block: withoutBeside(one) }]
                : [],
            ),
        )
      : [],
  );
  if (found.length > 1)
    throw wordedParseError(
      worded`Several blocks have rules, each of another bucket: give one of ${found.map(({ path }) => path).join(', ')}`,
    );
  return found[0] ?? null;
}

function withoutBeside(block: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(block).filter(([name]) => !BESIDE.includes(name)));
}
