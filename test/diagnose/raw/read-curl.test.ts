import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { curlOptions } from '../../../src/diagnose/raw/readers/curl-options.js';
import { readCurl } from '../../../src/diagnose/raw/readers/read-curl.js';
import { ORIGIN, URL_A } from './exchanges.js';

const SECRET = 'MYSECRETTOKEN';
const WITH_ORIGIN = `-H 'Origin: ${ORIGIN}'`;

/** Method and address of each command in a text. */
function requestsOf(text: string): string[] {
  return readCurl(text).exchanges.map(({ request }) => `${request.method} ${request.url}`);
}

/** The notes on a text, without that on a missing origin. */
function notesOf(text: string): string[] {
  const { unread } = readCurl(text);
  return unread.filter(({ path }) => !path.endsWith('.origin')).map(({ path, value }) => `${path} ${value}`);
}

describe('values of options', () => {
  it.each([
    [`--oauth2-bearer ${SECRET}`, ['curl[0] "--oauth2-bearer"']],
    [`--proxy-user joe:${SECRET}`, []],
    [`-U joe:${SECRET}`, []],
    [`-sU joe:${SECRET}`, []],
    [`--proxy-header 'Authorization: ${SECRET}'`, []],
    [`--aws-sigv4 aws:amz:${SECRET} --user a:b`, ['curl[0] "--aws-sigv4"', 'curl[0] "--user"']],
    [`--pass ${SECRET} --proxy-pass ${SECRET} --tlspassword=${SECRET}`, []],
    ['--max-filesize 100 -Y 1 -y 2 --limit-rate 3k', []],
    ['-r 0-99', ['curl[0] "-r"']],
    [`-K ${SECRET}`, ['curl[0] "-K"']],
    [`--of-tomorrow ${SECRET} -s`, ['curl[0] "--of-tomorrow"']],
    [`--of-tomorrow=${SECRET}`, ['curl[0] "--of-tomorrow"']],
    [`--proxy-of-tomorrow ${SECRET}`, ['curl[0] "--proxy-of-tomorrow"']],
    [`-sW ${SECRET}`, ['curl[0] "-W"']],
    [
      `–oauth2-bearer ${SECRET} —of-tomorrow ${SECRET}`,
      ['curl[0] "--oauth2-bearer"', 'curl[0] "--of-tomorrow"'],
    ],
    [`-H 'Origin: https://a.example' Bearer ${SECRET}`, ['curl[0].url several']],
  ])('are no addresses: %s', async (options, notes) => {
    const text = `curl ${options} ${URL_A} ${WITH_ORIGIN}`;
    const read = readCurl(text);
    expect(notesOf(text)).toEqual(notes);
    expect(requestsOf(text)).toEqual([`GET ${URL_A}`]);
    const explained = await Promise.all(read.exchanges.map((exchange) => explainExchange(exchange)));
    expect(JSON.stringify([read, explained]).toLowerCase()).not.toContain(SECRET.toLowerCase());
  });

  it('are none behind an option that is not known, even where no other address is', () => {
    const read = readCurl(`curl --of-tomorrow ${SECRET}`);
    expect(read.exchanges).toEqual([]);
    expect(read.unread.map(({ path }) => path)).toEqual(['curl[0]', 'curl[0].url']);
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });

  it('leave an address without a scheme what it is', () => {
    expect(requestsOf('curl localhost:9000/a -s --no-buffer --tlsv1.2')).toEqual([
      'GET http://localhost:9000/a',
    ]);
    expect(requestsOf('curl --of-tomorrow b.example/a')).toEqual([]);
    expect(requestsOf('curl --url b.example/a --of-tomorrow')).toEqual(['GET http://b.example/a']);
    expect(notesOf('curl b.example/a --compressed --globoff --path-as-is --insecure')).toEqual([]);
  });

  it('are cut as curl cuts them', () => {
    expect(curlOptions(['-sSvXPUT', '-XPUT', '-iX', 'PUT', '--request=PUT'])).toEqual(
      expect.arrayContaining([{ kind: 'method', name: 'X', value: 'PUT' }]),
    );
    expect(curlOptions(['-H', '-s', '-'])).toEqual([
      { kind: 'header', name: 'H', value: '-s' },
      { kind: 'word', name: '', value: '-' },
    ]);
    expect(curlOptions(['--constructor', '--data --json', '--', '-d'])).toEqual([
      { kind: undefined, name: 'constructor', value: '' },
      { kind: undefined, name: 'data --json', value: '' },
      { kind: 'data', name: 'd', value: '' },
    ]);
  });
});

describe('methods', () => {
  it.each([
    ['-iX OPTIONS', 'OPTIONS'],
    ['-sX PUT', 'PUT'],
    ['-sSvX PUT', 'PUT'],
    ['-sSvXPUT', 'PUT'],
    ['-XPUT', 'PUT'],
    ['-sI', 'HEAD'],
    ['-sT a.png', 'PUT'],
    ['-kd a=b', 'POST'],
    ['--json {}', 'POST'],
    ['-I -X GET', 'GET'],
  ])('%s', (options, method) => {
    expect(requestsOf(`curl ${options} ${URL_A}`)).toEqual([`${method} ${URL_A}`]);
    expect(notesOf(`curl ${options} ${URL_A}`)).toEqual([]);
  });

  it('-G puts the data into the query', () => {
    const [exchange] = readCurl(`curl -G -d x=1 --data-urlencode 'y=#' '${URL_A}#f'`).exchanges;
    expect(exchange?.request).toMatchObject({ method: 'GET', url: `${URL_A}?x=1&y=%23` });
    expect(exchange?.request.bodyType).toBeUndefined();
    expect(requestsOf(`curl -sGd x=1 '${URL_A}?a'`)).toEqual([`GET ${URL_A}?a&x=1`]);
    expect(requestsOf(`curl --get -I -d x=1 ${URL_A}`)).toEqual([`HEAD ${URL_A}?x=1`]);
    expect(requestsOf(`curl -G ${URL_A}`)).toEqual([`GET ${URL_A}`]);
  });
});

describe('a file that is sent', () => {
  // As curl 7.88 was seen to ask for; where there is a query, as it does since 8.1.
  it.each([
    ['./f.txt', 'https://b.example/dir/', 'https://b.example/dir/f.txt'],
    ['/srv/f.txt', 'https://b.example', 'https://b.example/f.txt'],
    ['C:\\tmp\\f.txt', 'https://b.example/#x', 'https://b.example/f.txt'],
    ['f.txt', 'b.example:9000/', 'http://b.example:9000/f.txt'],
    ["f (1)!'*~é+.txt", 'https://b.example/', 'https://b.example/f%20%281%29%21%27%2A~%C3%A9%2B.txt'],
    ['f\uD800.txt', 'https://b.example/', 'https://b.example/f.txt'],
    ['f.txt', 'https://b.example/dir', 'https://b.example/dir'],
    ['f.txt', 'https://b.example/dir/?a=1', 'https://b.example/dir/?a=1'],
    ['f.txt', 'https://b.example/?a=/', 'https://b.example/?a=/'],
    ['-', 'https://b.example/dir/', 'https://b.example/dir/'],
    ['.', 'https://b.example/dir/', 'https://b.example/dir/'],
  ])('%s at %s goes to %s', (file, given, url) => {
    expect(requestsOf(`curl -T "${file}" '${given}'`)).toEqual([`PUT ${url}`]);
    expect(requestsOf(`curl --upload-file="${file}" '${given}' ${WITH_ORIGIN}`)).toEqual([`PUT ${url}`]);
  });
});

describe('--json', () => {
  const headersOf = (options: string) =>
    readCurl(`curl ${options} ${URL_A} ${WITH_ORIGIN}`).exchanges[0]?.request.headers;

  it.each([
    ['--json {}', 'application/json'],
    ['--json { --json }', 'application/json'],
    ["--json {} -H 'content-type: text/plain'", 'text/plain'],
    ["-H 'content-type: text/plain' --json {}", 'text/plain'],
    ["--json {} -H 'Content-Type;'", ''],
    ["--json {} -H 'Content-Type:'", undefined],
    ["--json {} -H 'Accept: text/plain'", 'application/json'],
  ])('has one type: %s', (options, type) => {
    const types = headersOf(options)?.map(([name, value]) => [name.toLowerCase(), value]);
    expect(types).toEqual(type === undefined ? [] : [['content-type', type]]);
  });
});

describe('shells', () => {
  const lines = (end: string, more = '') =>
    `curl.exe -X PUT "${URL_A}"${end}\n${more}  -H "Origin: ${ORIGIN}"${end}\r\n${more}  -H "x-amz-date: 1"\n`;

  it.each([
    ['PowerShell', lines(' `')],
    ['PowerShell with its prompts', `PS C:\\Users\\joe> ${lines(' `', '>> ')}PS C:\\Users\\joe> `],
    ['a POSIX shell', `user@host:~/a$ ${lines(' \\', '> ')}user@host:~/a$ `],
    ['another', `[user@host a]$ ${lines(' \\')}`],
    ['zsh', `user@mac a % ${lines(' \\')}`],
    ['one of Python', `(venv) root@1234:/# ${lines(' \\')}`],
    ['a line with blanks behind its end', lines(' \\  ')],
    ['lines that are not broken', lines('')],
    ['the command prompt', `C:\\Users\\joe>${lines(' ^')}\nC:\\Users\\joe>`],
    ['the command prompt as it asks for more', `C:\\Users\\joe>${lines(' ^', 'More? ')}`],
    ['the same as browsers copy it', lines(' ^').replaceAll('"', '^"').replace('1^"', 'it\'s \\^"it^"^"')],
    ['what it printed without its head', `$ ${lines(' \\')}<Error><Code>a -X b</Code></Error>\n--x\n`],
    ['a pipe', `$ ${lines(' \\').trim()} -s 2>&1 | grep -i x-amz https://b.example\n`],
    ['a byte order mark', `\uFEFF${lines(' \\')}`],
    ['a greeting before it', `joe@PC MINGW64 ~/a (main)\n$ ${lines(' \\')}`],
  ])('%s', (_name, text) => {
    const { exchanges, unread } = readCurl(text);
    expect(unread).toEqual([]);
    expect(exchanges).toMatchObject([
      {
        request: { method: 'PUT', url: URL_A, origin: ORIGIN, headers: [['x-amz-date', expect.anything()]] },
        response: null,
      },
    ]);
  });

  it('JSON for PowerShell', () => {
    const text = `curl.exe -d "{\`"a\`": \`"b ${SECRET}\`"}" ${URL_A}`;
    expect(requestsOf(text)).toEqual([`POST ${URL_A}`]);
    expect(notesOf(text)).toEqual([]);
  });

  it('every request as browsers copy it', () => {
    expect(requestsOf(`curl '${URL_A}' ;\ncurl '${URL_A}' -X 'PUT'`)).toEqual([
      `GET ${URL_A}`,
      `PUT ${URL_A}`,
    ]);
    expect(requestsOf(`curl ^"${URL_A}^" &\r\ncurl ^"${URL_A}^" -X ^"PUT^"`)).toEqual([
      `GET ${URL_A}`,
      `PUT ${URL_A}`,
    ]);
  });

  it.each([
    `Invoke-WebRequest -UseBasicParsing -Uri "${URL_A}" \`\n-Method "PUT" \`\n-Headers @{\n"Origin"="${ORIGIN}"\n}`,
    `curl -Uri "${URL_A}" -Method PUT`,
    `fetch("${URL_A}", { "method": "PUT" });`,
  ])('what is no curl is refused: %s', (text) => {
    const { exchanges, unread } = readCurl(text);
    expect(exchanges).toEqual([]);
    expect(unread).toMatchObject([{ message: expect.stringContaining('neither a curl command') }]);
  });

  it('takes a header away as curl does', () => {
    const [exchange] = readCurl(`curl ${URL_A} ${WITH_ORIGIN} -H 'x-a:' -H 'x-b;' -H 'x-c: 1'`).exchanges;
    expect(exchange?.request.headers).toEqual([
      ['x-b', ''],
      ['x-c', '1'],
    ]);
  });
});

describe('a command whose address cannot be used', () => {
  it.each([
    [`curl 'https://[${SECRET}/'`, 'text of 23 characters'],
    [`curl 'Authorization: ${SECRET}'`, 'text of 35 characters'],
    ['curl -X PUT', 'absent'],
  ])('is told, and not shown: %s', (text, value) => {
    const { exchanges, unread } = readCurl(text);
    expect(exchanges).toEqual([]);
    expect(unread).toMatchObject([
      { path: 'curl[0].url', value, message: expect.stringContaining('no usable address') },
    ]);
    expect(JSON.stringify(unread)).not.toContain(SECRET);
  });

  it('is none where there is no command', () => {
    expect(readCurl(' \n').unread).toMatchObject([{ path: 'curl', value: 'absent' }]);
  });
});

describe('several addresses', () => {
  it.each([
    `curl ${URL_A} https://b.example/`,
    `curl ${URL_A} --url https://b.example/`,
    `curl ${URL_A} --next -X PUT https://b.example/`,
    `curl ${URL_A} -: -X PUT https://b.example/`,
    `curl ${URL_A} && curl -X PUT https://b.example/`,
  ])('are told: %s', (text) => {
    expect(requestsOf(text)).toEqual([`GET ${URL_A}`]);
    expect(notesOf(text)).toEqual(['curl[0].url several']);
  });
});

describe('what curl printed', () => {
  const ANSWER = 'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\nhello';
  const CONNECTED = 'HTTP/1.1 200 Connection established\r\nVia: a\r\n\r\n';
  const asked = (printed: string) => readCurl(`curl -i ${URL_A} ${WITH_ORIGIN}\n${printed}`).exchanges[0];
  const told = (printed: string) => readCurl(printed).exchanges[0];

  it.each([
    ['a proxy', CONNECTED],
    [
      'a proxy that asks for a password',
      `HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic\r\n\r\n${CONNECTED}`,
    ],
    ['a proxy of few words', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['an interim answer', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['a round of authentication', 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest\r\n\r\n'],
    ['a redirect to nowhere', 'HTTP/1.1 300 Choices\r\n\r\n'],
  ])('begins with %s', async (_name, before) => {
    const exchange = asked(before + ANSWER);
    expect(exchange).toMatchObject({ redirects: [], response: { status: 200, body: 'hello' } });
    expect(exchange && (await explainExchange(exchange)).code).not.toBe('act.redirect');
  });

  it('has redirects', () => {
    const exchange = asked(`${CONNECTED}HTTP/1.1 302 Found\r\nlocation: /b\r\n\r\n${CONNECTED}${ANSWER}`);
    expect(exchange).toMatchObject({ redirects: [{ response: { status: 302 } }], response: { status: 200 } });
  });

  it.each([
    ['HTTP/1.1 403 Forbidden\r\n\r\ncurl: (56) CONNECT tunnel failed, response 403', 'net.unreachable'],
    ['curl: (56) Received HTTP code 407 from proxy after CONNECT', 'net.unreachable'],
    ['curl: (97) Proxy handshake failed', 'net.unreachable'],
    [`${CONNECTED}curl: (60) SSL certificate problem`, 'net.tls'],
  ])('ends at a proxy or behind it: %s', async (printed, code) => {
    const exchange = asked(printed);
    expect(exchange?.response).toBeNull();
    expect(exchange && (await explainExchange(exchange)).code).toBe(code);
  });

  it('of a preflight ends at its first answer, and a cookie says that the request carries some', () => {
    const asked = "-H 'Origin: https://app.example' -H 'Access-Control-Request-Method: PUT'";
    const answers =
      'HTTP/1.1 307 T\nLocation: https://b.example/\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n';
    const { exchanges } = readCurl(
      `curl -iL -X OPTIONS https://a.example/k ${asked} -H 'Cookie: a=b'\n${answers}`,
    );
    expect(exchanges).toMatchObject([
      { request: { method: 'PUT', credentials: 'include' }, preflight: { response: { status: 307 } } },
    ]);
    expect(readCurl('curl https://a.example/k').exchanges[0]?.isFromTerminal).toBe(true);
  });

  it.each([
    ['(22) The requested URL returned error: 403', 'act.readable-error', 'HTTP/1.1 403 Forbidden'],
    ['(23) Failure writing output to destination', 'ok.allowed', 'HTTP/1.1 200 OK'],
  ])('is whole beside what is no failure of the network: %s', async (said, code, status) => {
    const printed = `${status}\r\nAccess-Control-Allow-Origin: *\r\n\r\nhel\ncurl: ${said}\n`;
    const verbose = `> GET /a HTTP/1.1\r\n> \r\n< ${status}\r\n< Access-Control-Allow-Origin: *\r\n< \r\ncurl: ${said}\n`;
    for (const each of [printed, verbose]) {
      const exchange = asked(each);
      expect(exchange?.failure).toBeNull();
      expect(exchange && (await explainExchange(exchange)).code).toBe(code);
    }
    expect(asked(`curl: ${said}\n`)?.failure?.reason).toMatch(/^curl exit 2/);
  });

  it('is not whole where a pipe was closed within the headers', () => {
    const cut =
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nServer: x\r\ncurl: (23) Failure writing output to destination\n';
    expect(asked(cut)?.failure?.reason).toBe('curl exit 23');
  });

  // As curl 7.88 with OpenSSL 3 prints them, and others.
  it.each([
    ['Recv failure: Connection reset by peer', 'net.unreachable'],
    ['Recv failure: Connection was reset', 'net.unreachable'],
    ['OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to b.example:443', 'net.unreachable'],
    ['OpenSSL SSL_connect: Connection reset by peer in connection to b.example:443', 'net.unreachable'],
    ['error:0A000126:SSL routines::unexpected eof while reading', 'net.unreachable'],
    ['error:0A00010B:SSL routines::wrong version number', 'net.tls'],
    ['OpenSSL/3.0: error:0A000410:SSL routines::sslv3 alert handshake failure', 'net.tls'],
  ])('at the beginning of TLS is a reset, or TLS: %s', async (said, code) => {
    const exchange = asked(`curl: (35) ${said}\n`);
    expect(exchange && (await explainExchange(exchange)).code).toBe(code);
  });

  it.each([
    'curl failed to verify the legitimacy of the server and therefore could not\nestablish a secure connection to it. To learn more about this situation and\nhow to fix it, please visit the web page mentioned above.',
    'curl performs SSL certificate verification by default, using a "bundle"\n of Certificate Authority (CA) public keys (CA certs).',
  ])('about a certificate is no command: %s', async (said) => {
    const command = `curl -i ${URL_A} ${WITH_ORIGIN}`;
    const failed = `curl: (60) SSL certificate problem: self-signed certificate\nMore details here: https://curl.se/docs/sslcerts.html\n\n${said}\n`;
    const { exchanges, unread } = readCurl(`$ ${command}\n${failed}$ ${command}\n`);
    expect(unread).toEqual([]);
    expect(exchanges.map(({ request, failure }) => [request.url, failure?.reason ?? null])).toEqual([
      [URL_A, 'CERT_UNTRUSTED'],
      [URL_A, null],
    ]);
  });

  it('with -v names the whole address to a proxy of HTTP', () => {
    const printed = `> GET http://b.store.example/k HTTP/1.1\r\n> Host: b.store.example\r\n> Proxy-Authorization: ${SECRET}\r\n> Origin: ${ORIGIN}\r\n> \r\n< HTTP/1.1 403 Forbidden\r\n< Server: x\r\n< \r\n`;
    const exchange = told(printed);
    expect(exchange?.request).toMatchObject({
      method: 'GET',
      url: 'http://b.store.example/k',
      origin: ORIGIN,
      headers: [],
    });
    expect(exchange?.response).toMatchObject({ status: 403 });
  });

  it('with -v goes through a proxy', () => {
    const tunnel = `> CONNECT photos.s3.example:443 HTTP/1.1\r\n> Host: photos.s3.example:443\r\n> Proxy-Authorization: ${SECRET}\r\n> \r\n< HTTP/1.1 200 OK\r\n< Via: a\r\n< \r\n`;
    const exchange = told(
      `* Connected\n${tunnel}* ALPN: h2\n> PUT /a.txt HTTP/2\r\n> Host: photos.s3.example\r\n> Origin: ${ORIGIN}\r\n> \r\n< HTTP/2 403 \r\n< server: x\r\n< \r\n<Error/>`,
    );
    expect(exchange).toMatchObject({
      request: { method: 'PUT', url: 'https://photos.s3.example/a.txt', origin: ORIGIN, headers: [] },
      redirects: [],
      response: { status: 403, headers: [['server', 'x']], body: '<Error/>' },
    });
    expect(JSON.stringify(exchange)).not.toContain(SECRET);
  });

  it('with -i and -v has each header twice', () => {
    const exchange = asked(
      '> GET /a HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 403 Forbidden\nHTTP/1.1 403 Forbidden\n< server: x\nserver: x\n< \n\n<Error/>',
    );
    expect(exchange?.response).toEqual({ status: 403, headers: [['server', 'x']], body: '<Error/>' });
  });
});

describe('any text', () => {
  const words = fc.constantFrom(
    ...[
      'curl',
      '-X',
      '-G',
      '-sSd',
      '--next',
      '--',
      '-',
      'https://b.example',
      '|',
      '>',
      '\n',
      ' \\\n',
      ' `\n',
      '^"',
    ],
    ...[
      'HTTP/1.1 200 Connection established\n',
      '> CONNECT a HTTP/1.1\n',
      '< HTTP/1.1 407\n',
      '"',
      "'",
      "$'",
    ],
    ...['\uD800', '\uFEFF', 'PS C:\\> curl', '`"', '{`"', '__proto__', '--__proto__', '--constructor', '%'],
  );

  it('is read', () => {
    const text = fc.array(fc.oneof(words, fc.string({ unit: 'binary' })));
    fc.assert(fc.property(text, (parts) => void readCurl(parts.join(' '))));
    fc.assert(fc.property(text, (parts) => void readCurl(`curl ${parts.join(' ')}`)));
  });

  it.each(['-a ', '\n', '\\ ', '--a ', '`', '\'" ', '(', 'PS ', 'a@', '> ', '\n> -', '\nHTTP/1 200'])(
    'of great length is read in time: %j',
    (part) => {
      const started = Date.now();
      readCurl(`curl a ${part.repeat(300_000)} -`);
      readCurl(part.repeat(300_000));
      expect(Date.now() - started).toBeLessThan(5_000);
    },
  );
});
