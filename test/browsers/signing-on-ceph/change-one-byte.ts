import type { SignedExample } from './page-actions.js';

/** What is changed, and how. */
export type Changes = Readonly<Record<string, (signed: SignedExample) => SignedExample>>;

/** A request that was signed in its headers, with the query `x-id=…` and the header `x-amz-meta-note`. */
export const HEADER_CHANGES: Changes = {
  'the signature': changedHeader('authorization'),
  'the value of a signed header': changedHeader('x-amz-meta-note'),
  'the path': changedPath,
  'the query': ({ url, ...rest }) => ({ ...rest, url: changedAtEnd(url) }),
};

/** A request to the STS that was signed in its headers. Its body is changed by who sends it. */
export const STS_CHANGES: Changes = {
  'the signature': changedHeader('authorization'),
  'the value of a signed header': changedHeader('content-type'),
};

/** A URL that was signed. */
export const URL_CHANGES: Changes = {
  // It stands last.
  'the signature': ({ url, ...rest }) => ({ ...rest, url: changedAtEnd(url) }),
  'the path': changedPath,
  'the query': ({ url, ...rest }) => ({
    ...rest,
    url: url.replace(/(X-Amz-Expires=\d+)/, (expires) => changedAtEnd(expires)),
  }),
};

/** A URL that was signed with the header `accept-language`. */
export const URL_AND_HEADER_CHANGES: Changes = {
  ...URL_CHANGES,
  'the value of a signed header': changedHeader('accept-language'),
};

/** A form that was signed with the field `Content-Type`. */
export const FORM_CHANGES: Changes = {
  'the signature': changedField('x-amz-signature', changedAtEnd),
  // Within the text that it encodes: the last character of base64 may hold bits that nobody reads.
  'the policy': changedField('policy', (policy) => {
    const text = Buffer.from(policy, 'base64').toString('utf8');
    return Buffer.from(text.replace(/\dZ"/, (end) => `${changedAtEnd(end.slice(0, 1))}Z"`)).toString(
      'base64',
    );
  }),
  'a field that the policy names': changedField('Content-Type', changedAtEnd),
  'the key': changedField('key', changedAtEnd),
};

function changedHeader(name: string): Changes[string] {
  return ({ headers, ...rest }) => {
    return { ...rest, headers: { ...headers, [name]: changedAtEnd(present(headers, name)) } };
  };
}

function changedField(name: string, change: (value: string) => string): Changes[string] {
  return ({ fields = {}, ...rest }) => {
    return { ...rest, fields: { ...fields, [name]: change(present(fields, name)) } };
  };
}

function changedPath({ url, ...rest }: SignedExample): SignedExample {
  const [path = '', ...query] = url.split('?');
  return { ...rest, url: [changedAtEnd(path), ...query].join('?') };
}

/** Every example must have what is to be changed, or nothing would be. */
function present(values: Readonly<Record<string, string>>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`The example has no ${name}`);
  return value;
}

/** The last character, not half of one. */
function changedAtEnd(text: string): string {
  const characters = [...text];
  characters.push(characters.pop() === '0' ? '1' : '0');
  return characters.join('');
}
