import type { DeskConfig, ServedBucket } from './config.js';
import { element } from './element.js';
import { type Field, field, select, textArea, textInput } from './field.js';
import { STORES } from './stores.js';
import { texts } from './texts.js';

/** What is in the form, as it was typed. */
export interface FormValues {
  readonly store: string;
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly addressing: string;
  readonly credentialsFrom: string;
  readonly credentials: string;
  readonly method: string;
  readonly contentType: string;
  readonly headers: string;
  readonly signing: string;
  readonly rules: string;
}

/** The first step: all that says which request is meant. */
export interface DeskForm {
  readonly node: HTMLElement;
  /** By the first part of the path that an issue names. */
  readonly fields: Readonly<Record<keyof FormValues, Field>>;
  readonly read: () => FormValues;
  /** Fills fields in, as though a person had. Those that are not named stay as they are. */
  readonly fill: (values: Partial<FormValues>) => void;
}

/** Methods whose request has a body, and so a type of it. */
export const WITH_BODY: readonly string[] = ['PUT', 'POST'];

/**
 * Builds the form.
 *
 * @param given - What it held before. Default: the first bucket of the page's own server.
 */
export function createForm(config: DeskConfig, given?: FormValues): DeskForm {
  const isServed = config.buckets.length > 0;
  const fields = createFields(isServed);
  showWhere(fields.credentials, fields.credentialsFrom, (from) => from === 'paste');
  enableWhere(fields.contentType, fields.method, (method) => WITH_BODY.includes(method));
  const longLived = element('p', { class: 'hint' }, texts.longLivedHint);
  const update = () => {
    const { store, credentialsFrom } = fields;
    const takesToken = STORES[store.control.value]?.signer.takesToken !== false;
    longLived.hidden = takesToken || credentialsFrom.control.value !== 'paste';
  };
  for (const { control } of [fields.store, fields.credentialsFrom]) control.addEventListener('input', update);
  update();
  // An issue with it must be seen even when it was folded away.
  const rules = element('details', {}, element('summary', {}, texts.rulesGroup), fields.rules.node);
  const node = element(
    'form',
    { class: 'fields', novalidate: true },
    ...pair(fields.store, fields.addressing),
    fields.endpoint.node,
    ...pair(fields.region, fields.bucket),
    fields.key.node,
    group(
      texts.credentialsGroup,
      isServed ? fields.credentialsFrom.node : null,
      fields.credentials.node,
      longLived,
    ),
    group(
      texts.requestGroup,
      ...pair(fields.method, fields.signing),
      fields.contentType.node,
      fields.headers.node,
    ),
    rules,
  );
  node.addEventListener('submit', (event) => event.preventDefault());
  const read = () =>
    Object.fromEntries(
      Object.entries(fields).map(([name, { control }]) => [name, control.value]),
    ) as unknown as FormValues;
  const fill = (values: Partial<FormValues>) => {
    for (const [name, value] of Object.entries(values)) {
      const { control } = fields[name as keyof FormValues];
      control.value = value;
      control.dispatchEvent(new Event('input'));
      if (name === 'rules' && value !== '') rules.open = true;
    }
  };
  // Another store has another bucket here; what a person has typed of the first is no use to it.
  fields.store.control.addEventListener('change', () => {
    const served = config.buckets.find(({ store }) => store === fields.store.control.value);
    fill(served === undefined ? {} : servedValues(served));
  });
  const [first] = config.buckets;
  if (given !== undefined) fill(given);
  else if (first !== undefined) fill(servedValues(first));
  return { node, fields, read, fill };
}

/** What the form holds for a bucket of the page's own server. */
export function servedValues(served: ServedBucket): Partial<FormValues> {
  const { store, endpoint, region, bucket, key, addressing } = served;
  return { store, endpoint, region, bucket, key, addressing, credentialsFrom: 'server' };
}

function createFields(isServed: boolean): Record<keyof FormValues, Field> {
  const stores = Object.entries(STORES).map(([value, { title }]) => [value, title] as const);
  return {
    store: field('store', texts.store, select('s3', stores)),
    endpoint: field('endpoint', texts.endpoint, textInput('', texts.endpointPlaceholder), texts.endpointHint),
    region: field('region', texts.region, textInput('', texts.regionPlaceholder)),
    bucket: field('bucket', texts.bucket, textInput('', texts.bucketPlaceholder)),
    key: field('key', texts.key, textInput('', texts.keyPlaceholder)),
    addressing: field(
      'addressing',
      texts.addressing,
      select('virtual-host', [
        ['path', texts.addressingPath],
        ['virtual-host', texts.addressingHost],
      ]),
    ),
    credentialsFrom: field(
      'credentials-from',
      texts.credentialsSource,
      select(isServed ? 'server' : 'paste', [
        ['server', texts.credentialsServer],
        ['paste', texts.credentialsPaste],
      ]),
    ),
    credentials: field(
      'credentials',
      texts.credentials,
      textArea(4, texts.credentialsPlaceholder),
      texts.credentialsHint,
    ),
    method: field(
      'method',
      texts.method,
      select(
        'PUT',
        ['PUT', 'GET', 'HEAD', 'DELETE', 'POST'].map((name) => [name, name]),
      ),
    ),
    contentType: field('content-type', texts.contentType, textInput('application/octet-stream')),
    headers: field('headers', texts.headers, textArea(2, texts.headersPlaceholder), texts.headersHint),
    signing: field(
      'signing',
      texts.signing,
      select('header', [
        ['header', texts.signingHeader],
        ['url', texts.signingUrl],
      ]),
    ),
    rules: field('rules', texts.rules, textArea(6, texts.rulesPlaceholder), texts.rulesHint),
  };
}

function pair(...fields: readonly Field[]): [HTMLElement] {
  return [element('div', { class: 'pair' }, ...fields.map(({ node }) => node))];
}

function group(title: string, ...nodes: readonly (HTMLElement | null)[]): HTMLElement {
  return element('fieldset', {}, element('legend', {}, title), ...nodes);
}

function showWhere(shown: Field, by: Field, test: (value: string) => boolean): void {
  const update = () => {
    shown.node.hidden = !test(by.control.value);
  };
  by.control.addEventListener('input', update);
  update();
}

/** Disabled, not taken away: what is below stays where it is. */
function enableWhere(enabled: Field, by: Field, test: (value: string) => boolean): void {
  const update = () => {
    enabled.control.disabled = !test(by.control.value);
  };
  by.control.addEventListener('input', update);
  update();
}
