/** An address as a refusal shows it: without user, password, query and fragment, of which some are secrets. */
export function showAddress(address: string): string {
  return address.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}
