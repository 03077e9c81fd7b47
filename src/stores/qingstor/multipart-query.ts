/**
 * The query of a request about a part of a multipart upload that does not exist. Parts are counted from 0.
 *
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/object/multipart/upload_multipart/
 */
export function qingstorMultipartQuery(method: string, id: string): Readonly<Record<string, string>> {
  return method === 'PUT' ? { part_number: '0', upload_id: id } : { upload_id: id };
}
