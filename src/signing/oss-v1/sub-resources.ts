/** The query parameters that name a part of a bucket or an object, and are signed. Case matters. */
const SUB_RESOURCES: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'acl append asyncFetch bucketInfo callback callback-var cloudboxes cname comp continuation-token cors delete ' +
    'encryption endTime img inventory inventoryId lifecycle live location logging metaQuery objectMeta partNumber ' +
    'policy position publicAccessBlock qos qosInfo qosRequester referer regionList replication replicationLocation ' +
    'replicationProgress requestPayment requesterQosInfo resourceGroup resourcePool responseHeader ' +
    'response-cache-control response-content-disposition response-content-encoding response-content-language ' +
    'response-content-type response-expires restore rtc security-token sequential startTime stat status style ' +
    'styleName symlink tagging transferAcceleration udf udfApplication udfApplicationLog udfId udfImage udfImageDesc ' +
    'udfName uploadId uploads versionId versioning versions vod website withHashContext worm wormExtend wormId ' +
    'accessPoint accessPointPolicy bucketArchiveDirectRead httpsConfig redundancyTransition'
  ).split(' '),
);

/** Whether a query parameter is signed. @see https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header */
export function isOssSubResource(name: string): boolean {
  return name.startsWith('x-oss-') || SUB_RESOURCES.has(name);
}
