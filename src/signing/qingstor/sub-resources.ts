/** The query parameters that name a part of a bucket or an object, and are signed. The widest list of the vendor's clients. */
const SUB_RESOURCES: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'acl append cname cors delete image lifecycle logging mirror notification part_number policy position replication ' +
    'stats upload_id uploads versioning version_id versions response-expires response-cache-control ' +
    'response-content-type response-content-language response-content-encoding response-content-disposition'
  ).split(' '),
);

/** Whether a query parameter is signed. */
export function isQingstorSubResource(name: string): boolean {
  return SUB_RESOURCES.has(name);
}
