/** The methods that a CORS rule may name, in capitals. Stores take these five and no others. */
export const CORS_METHODS: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/** Those of them whose requests have a body, and so upload events. */
export const METHODS_WITH_BODY: readonly string[] = ['PUT', 'POST', 'DELETE'];
