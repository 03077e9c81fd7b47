/**
 * The options of curl without their dashes. The last four take no value: of them, those that are rare are left out, which
 * costs no more than a note. `quiet`: its value is no matter of the request. `unread`: it is, and is not read. `next`: what
 * follows is another request. What is of other protocols alone is left out, too.
 */
const NAMES = {
  method: 'X request',
  header: 'H header',
  data: 'd data data-raw data-ascii data-binary data-urlencode json',
  form: 'F form form-string',
  url: 'url',
  upload: 'T upload-file',
  referer: 'e referer',
  cookie: 'b cookie',
  unread:
    'u user oauth2-bearer aws-sigv4 r range C continue-at z time-cond etag-compare K config request-target url-query variable',
  quiet:
    'A user-agent o output x proxy U m max-time connect-timeout resolve E cert cacert capath cert-type key key-type w write-out retry retry-delay retry-max-time D dump-header c cookie-jar proxy1.0 preproxy noproxy socks4 socks4a socks5 socks5-hostname socks5-gssapi-service Y speed-limit y speed-time ciphers tls13-ciphers tls-max tlsauthtype tlspassword tlsuser pass crlfile curves sigalgs ssl-sessions pinnedpubkey engine ech dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url interface local-port connect-to unix-socket abstract-unix-socket happy-eyeballs-timeout-ms ip-tos vlan-priority keepalive-time keepalive-cnt expect100-timeout limit-rate rate max-filesize max-redirs parallel-max parallel-max-host output-dir create-file-mode stderr trace trace-ascii trace-config libcurl etag-save hsts alt-svc netrc-file delegation service-name haproxy-clientip ipfs-gateway proto proto-default proto-redir upload-flags',
  get: 'G get',
  head: 'I head',
  next: ': next',
  flag: '0 1 2 3 4 6 a B f fail fail-early fail-with-body g globoff h i include J remote-header-name j k insecure L location location-trusted l M N n netrc O remote-name p proxytunnel q R S show-error show-headers s silent V v verbose Z parallel # progress-bar anyauth basic digest negotiate ntlm ca-native compressed create-dirs ipv4 ipv6 path-as-is raw retry-all-errors retry-connrefused ssl ssl-reqd ssl-no-revoke suppress-connect-headers tcp-nodelay tr-encoding trace-time',
};

type Kind = keyof typeof NAMES;
/** Filled when the first command is read: a page that reads none pays nothing for it. */
const KINDS = new Map<string, Kind>();

/** One option of a command, or a bare word. */
export interface CurlOption {
  /** `word`: it is no option. `undefined`: it is not known, nor whether the next word is its value. */
  readonly kind: Kind | 'word' | undefined;
  /** Without its dashes. */
  readonly name: string;
  /** Empty: it takes none. */
  readonly value: string;
}

/** Cuts the words behind `curl` into its options as curl does, so that no value is taken for an address. */
export function curlOptions(words: readonly string[]): CurlOption[] {
  if (KINDS.size === 0)
    for (const kind of Object.keys(NAMES) as Kind[])
      for (const name of NAMES[kind].split(' ')) KINDS.set(name, kind);
  const options: CurlOption[] = [];
  let at = 0;
  while (at < words.length) {
    const given = words[at++] ?? '';
    // What word processors make of dashes.
    const word = given.replace(/^[–—]/, given.length > 2 ? '--' : '-');
    const add = (name: string, joined: string | undefined): boolean => {
      const kind = kindOf(name);
      const isValued = takesValue(kind);
      options.push({ kind, name, value: isValued ? (joined ?? words[at++] ?? '') : '' });
      return isValued || kind === undefined;
    };
    if (word.startsWith('--')) {
      const [name = '', ...values] = word.slice(2).split('=');
      if (name !== '') add(name, values.length === 0 ? undefined : values.join('='));
    } else if (word.length > 1 && word.startsWith('-')) {
      // Single letters may stand together: the rest behind the first that takes a value is its value.
      for (let place = 1; place < word.length; place += 1)
        if (add(word.charAt(place), word.slice(place + 1) || undefined)) break;
    } else options.push({ kind: 'word', name: '', value: word });
  }
  return options;
}

function kindOf(name: string): Kind | undefined {
  const own = name.replace(/^(?:proxy|expand)-/, '');
  const kind = /^(?:no-|http\d|tlsv1|post30)/.test(own) ? 'flag' : KINDS.get(own);
  // What is told to a proxy is told to nobody else.
  return takesValue(kind) && name.startsWith('proxy-') ? 'quiet' : kind;
}

function takesValue(kind: CurlOption['kind']): boolean {
  return kind !== undefined && !/^(?:get|head|next|flag)$/.test(kind);
}
