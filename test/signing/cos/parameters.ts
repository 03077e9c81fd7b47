/** The parameters of an `authorization` of COS, or of the parameter `sign` of a URL, in their order. */
export function parametersOf(authorization: string | null | undefined): Readonly<Record<string, string>> {
  const entries = (authorization ?? '').split('&').map((parameter) => {
    const [name = '', value = ''] = parameter.split('=', 2);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}
