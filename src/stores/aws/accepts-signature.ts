/** Codes that only come after the signature was accepted: the request is about something that does not exist. */
const LATER_CODES = ['NoSuchUpload', 'NoSuchKey', 'MalformedXML'];

/** Whether an answer to a request with the query of `multipartQuery` shows that a store like S3 accepted its signature. */
export function awsAcceptsSignature(status: number, serviceCode: string, method: string): boolean {
  return (
    namesMissingUpload(status, serviceCode, method) ||
    // With the harmless query these two list or abort an upload, which keys for reading and deleting may not do. A
    // signature that is refused has codes of its own.
    (serviceCode === 'AccessDenied' && (method === 'GET' || method === 'DELETE'))
  );
}

/** The same on stores of the same codes that also say `AccessDenied` of a signature out of its time. */
export function namesMissingUpload(status: number, serviceCode: string, method: string): boolean {
  return (
    LATER_CODES.includes(serviceCode) ||
    // HEAD is about the object all the same, and its answer has no body to name a code.
    (method === 'HEAD' && (status === 404 || status === 200))
  );
}
