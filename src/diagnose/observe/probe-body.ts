/** One byte: an upload without a body has no upload events. */
const BODY = /* @__PURE__ */ new Uint8Array([0x78]);

/** The body of a probe; `null` for the methods that have none. */
export function probeBody(method: string): Uint8Array<ArrayBuffer> | null {
  return method === 'GET' || method === 'HEAD' ? null : BODY;
}
