import type { CorsRule } from '../../../src/model/cors-rule.js';

/** How a posted document is written. */
export type Shape = 's3-xml' | 's3-json' | 'r2-json' | 'gcs-json' | 'b2-json' | 'qingstor-json';

type Fields = Readonly<Record<string, unknown>>;

/** The rules of a posted document, read as plainly as can be: the tests of the readers are elsewhere. */
export function readPosted(text: string, shape: Shape): CorsRule[] {
  if (shape === 's3-xml')
    return [...text.matchAll(/<CORSRule>(.*?)<\/CORSRule>/gs)].map(([, rule = '']) => ofXml(rule));
  const parsed: unknown = JSON.parse(text);
  const list = Array.isArray(parsed) ? parsed : Object.values(parsed as Fields).find(Array.isArray);
  return (list as readonly Fields[]).map(READERS[shape]);
}

function ofXml(rule: string): CorsRule {
  const texts = (name: string) =>
    [...rule.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, text = '']) => text);
  return ofLists(
    texts('AllowedOrigin'),
    texts('AllowedMethod'),
    texts('AllowedHeader'),
    texts('ExposeHeader'),
    texts('MaxAgeSeconds')[0],
  );
}

function ofLists(
  origins: unknown,
  methods: unknown,
  headers: unknown,
  exposed: unknown,
  maxAge: unknown,
): CorsRule {
  const list = (value: unknown) => (value === undefined ? [] : [value].flat()) as string[];
  return {
    allowedOrigins: list(origins),
    allowedMethods: list(methods),
    ...(list(headers).length === 0 ? {} : { allowedHeaders: list(headers) }),
    ...(list(exposed).length === 0 ? {} : { exposeHeaders: list(exposed) }),
    ...(maxAge === undefined ? {} : { maxAgeSeconds: Number(maxAge) }),
  };
}

const READERS: Readonly<Record<Exclude<Shape, 's3-xml'>, (rule: Fields) => CorsRule>> = {
  's3-json': (rule) =>
    ofLists(
      rule.AllowedOrigins,
      rule.AllowedMethods,
      rule.AllowedHeaders,
      rule.ExposeHeaders,
      rule.MaxAgeSeconds,
    ),
  'r2-json': ({ allowed, exposeHeaders, maxAgeSeconds }) => {
    const { origins, methods, headers } = allowed as Fields;
    return ofLists(origins, methods, headers, exposeHeaders, maxAgeSeconds);
  },
  // One list names both what may be sent and what may be read.
  'gcs-json': ({ origin, method, responseHeader, maxAgeSeconds }) =>
    ofLists(origin, method, responseHeader, responseHeader, maxAgeSeconds),
  'b2-json': ({ allowedOrigins, allowedOperations, allowedHeaders, exposeHeaders, maxAgeSeconds }) => {
    const operations = allowedOperations as readonly string[];
    const methods = operations
      .filter((name) => name.startsWith('s3_'))
      .map((name) => name.slice(3).toUpperCase());
    return ofLists(allowedOrigins, methods, allowedHeaders, exposeHeaders, maxAgeSeconds);
  },
  'qingstor-json': (rule) =>
    ofLists(
      rule.allowed_origin,
      rule.allowed_methods,
      rule.allowed_headers,
      rule.expose_headers,
      rule.max_age_seconds,
    ),
};
