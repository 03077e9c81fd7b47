export declare const PEERS: Readonly<
  Record<string, { readonly task: string; readonly code?: string; readonly file?: string }>
>;
export declare function weighPeer(
  name: string,
): Promise<{ readonly version: string; readonly gzipBytes: number }>;
