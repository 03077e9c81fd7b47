/** Node may end while this timer or channel is still open. In a page, where nothing waits for either, it does nothing. */
export function letNodeEnd(open: unknown): void {
  (open as { readonly unref?: () => void }).unref?.();
}
