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
    'A user-agent o output x proxy U m resolve E cacert capath w write-out retry D dump-header c cookie-jar proxy1.0 preproxy noproxy Y y ciphers pass crlfile curves sigalgs pinnedpubkey engine ech doh-url interface local-port unix-socket abstract-unix-socket ip-tos vlan-priority expect100-timeout limit-rate rate output-dir create-file-mode stderr trace libcurl hsts alt-svc netrc-file delegation service-name ipfs-gateway upload-flags',
  get: 'G get',
  head: 'I head',
  next: ': next',
  flag: '0 1 2 3 4 6 a B f fail fail-early fail-with-body g globoff h i include J remote-header-name j k insecure L location location-trusted l M N n netrc O remote-name p proxytunnel q R S show-error show-headers s silent V v verbose Z parallel # progress-bar anyauth basic digest negotiate ntlm ca-native cert-status compressed create-dirs ipv4 ipv6 path-as-is raw retry-all-errors retry-connrefused socks5-basic socks5-gssapi socks5-gssapi-nec ssl ssl-reqd ssl-no-revoke suppress-connect-headers tcp-nodelay tls-earlydata tr-encoding trace-ids trace-time',
};

/** Families of options that are `quiet`, but for those that are named above. */
const QUIET =
  /^(?:dns-|socks\d|speed-|tls|max-|proto|keepalive-|parallel-max|connect-|retry-|cert|key|trace-|ssl-s|happy|haproxy|etag-s)/;

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
  const named = /^(?:no-|http\d|tlsv1|post30)/.test(own) ? 'flag' : KINDS.get(own);
  const kind = named ?? (QUIET.test(own) ? 'quiet' : undefined);
  // What is told to a proxy is told to nobody else.
  return takesValue(kind) && name.startsWith('proxy-') ? 'quiet' : kind;
}

function takesValue(kind: CurlOption['kind']): boolean {
  return kind !== undefined && !/^(?:get|head|next|flag)$/.test(kind);
}
