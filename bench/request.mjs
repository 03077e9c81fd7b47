// The one request that every contestant signs: a GET of an object, with temporary credentials where the scheme knows them.

/** How long presigned URLs work, in seconds. */
export const EXPIRES_IN_SECONDS = 900;

/** How many URLs are presigned in one call. */
export const MANY = 1000;

const TOKEN_CHARACTERS = 640;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Names nobody: no store knows these keys. The token is as long as those of the vendors, and of the same characters. */
export const credentials = {
  accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
  secretAccessKey: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00',
  securityToken: Array.from(
    { length: TOKEN_CHARACTERS },
    (_, index) => BASE64[(index * 37 + (index >> 3) * 11) % BASE64.length],
  ).join(''),
  startTime: new Date('2026-01-01T00:00:00Z'),
  expiration: new Date('2100-01-01T00:00:00Z'),
};

/** The same as long-lived keys, for QingStor, which has no others. */
export const longLivedKeys = {
  accessKeyId: credentials.accessKeyId,
  secretAccessKey: credentials.secretAccessKey,
};

/** Where the bucket of each scheme is, as the vendors' own clients address it. */
export const places = {
  sigv4: {
    endpoint: 'https://s3.us-west-2.amazonaws.com',
    region: 'us-west-2',
    bucket: 'photos',
    addressing: 'virtual-host',
  },
  ossv4: {
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    region: 'cn-hangzhou',
    bucket: 'photos',
    addressing: 'virtual-host',
  },
  ossv1: {
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    region: 'cn-hangzhou',
    bucket: 'photos',
    addressing: 'virtual-host',
  },
  cos: {
    endpoint: 'https://cos.ap-guangzhou.myqcloud.com',
    region: 'ap-guangzhou',
    bucket: 'photos-1250000000',
    addressing: 'virtual-host',
  },
  qingstor: {
    endpoint: 'https://pek3b.qingstor.com',
    region: 'pek3b',
    bucket: 'photos',
    addressing: 'path',
  },
};

/** The object's key: another one for each of a thousand requests, so that nobody can keep a signature. */
export function keyOf(index) {
  return `photo-${1000 + (index % MANY)}.jpg`;
}

/** The window of a COS signature in headers: the life of the credentials, as the vendor's client takes it too. */
export const cosKeyTime = {
  startSeconds: credentials.startTime.getTime() / 1000,
  endSeconds: credentials.expiration.getTime() / 1000,
};

/** The window of a COS signature in a URL. It begins when the URL is made. */
export function cosUrlKeyTime(now) {
  const startSeconds = Math.floor(now.getTime() / 1000);
  return { startSeconds, endSeconds: startSeconds + EXPIRES_IN_SECONDS };
}
