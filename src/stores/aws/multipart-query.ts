/**
 * The query of a request about a part of a multipart upload that does not exist. A store that lets the request through
 * answers `NoSuchUpload` and stores or deletes nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html
 */
export function multipartQuery(method: string, id: string): Readonly<Record<string, string>> {
  return method === 'PUT' ? { partNumber: '1', uploadId: id } : { uploadId: id };
}
