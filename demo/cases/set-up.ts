import type { ServedBucket } from '../config.js';
import { type DeskForm, type FormValues, servedValues } from '../form.js';
import { applyRules, setFaults } from '../own-server.js';
import { STORES } from '../stores.js';
import type { SetUp } from './prepared-cases.js';

/** Makes the local bucket and the form what a case wants. Rejects with the reason in words. */
export async function setUpCase(served: ServedBucket, form: DeskForm, setUp: SetUp): Promise<void> {
  const { rules, faults, values } = setUp;
  const codec = STORES[served.store]?.corsCodec;
  const document = rules.length === 0 || codec === undefined ? '' : codec.write({ rules });
  // What goes wrong for everybody would go wrong for the change of rules, too.
  await setFaults(served.store, []);
  await applyRules(served.store, document);
  await setFaults(served.store, faults);
  form.fill({ ...servedValues(served), ...THE_UPLOAD, ...values });
}

/** The same in the middle of a case: the key stays, since what a person looks at is about it. */
export async function becomeCase(served: ServedBucket, form: DeskForm, setUp: SetUp): Promise<void> {
  const { key } = form.read();
  await setUpCase(served, form, setUp);
  form.fill({ key });
}

const THE_UPLOAD: Partial<FormValues> = {
  method: 'PUT',
  contentType: 'application/octet-stream',
  headers: '',
  signing: 'header',
  rules: '',
};

/** A key that the browser has no permission for: `a/b.bin` becomes `a/b-x7k2.bin`. */
export function freshKey(key: string): string {
  const mark = Math.random().toString(36).slice(2, 6);
  return key.replace(/(\.[^./]*)?$/, `-${mark}$1`);
}
