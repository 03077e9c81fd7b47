/** Sections of the standards, as refusals cite them. */
const FETCH = 'https://fetch.spec.whatwg.org/#';

export const CORS_CHECK: string = `${FETCH}cors-check`;
export const CORS_PREFLIGHT_FETCH: string = `${FETCH}cors-preflight-fetch`;
export const MAIN_FETCH: string = `${FETCH}main-fetch`;
export const HTTP_FETCH: string = `${FETCH}http-fetch`;
export const HTTP_REDIRECT_FETCH: string = `${FETCH}http-redirect-fetch`;
export const HTTP_NETWORK_OR_CACHE_FETCH: string = `${FETCH}http-network-or-cache-fetch`;
export const RESOURCE_POLICY_CHECK: string = `${FETCH}cross-origin-resource-policy-internal-check`;
export const LOCAL_NETWORK_ACCESS: string = 'https://wicg.github.io/local-network-access/#fetching';
