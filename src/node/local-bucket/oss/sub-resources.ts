/** The query parameters that name a part of a bucket or an object. Signature V1 covers these and no others. Case counts. */
const SUB_RESOURCES: ReadonlySet<string> = new Set(
  [
    'accessPoint accessPointPolicy acl append asyncFetch bucketArchiveDirectRead bucketInfo callback callback-var',
    'cloudboxes cname comp continuation-token cors delete encryption endTime httpsConfig img inventory inventoryId',
    'lifecycle live location logging metaQuery objectMeta partNumber policy position publicAccessBlock qos qosInfo',
    'qosRequester redundancyTransition referer regionList replication replicationLocation replicationProgress',
    'requestPayment requesterQosInfo resourceGroup resourcePool response-cache-control response-content-disposition',
    'response-content-encoding response-content-language response-content-type response-expires responseHeader restore',
    'rtc security-token sequential startTime stat status style styleName symlink tagging transferAcceleration udf',
    'udfApplication udfApplicationLog udfId udfImage udfImageDesc udfName uploadId uploads versionId versioning versions',
    'vod website withHashContext worm wormExtend wormId',
  ]
    .join(' ')
    .split(' '),
);

/**
 * Whether a query parameter says what a request is about, so that one that is not known must not be passed over.
 *
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header
 */
export function isSubResource(name: string): boolean {
  return name.startsWith('x-oss-') || SUB_RESOURCES.has(name);
}
