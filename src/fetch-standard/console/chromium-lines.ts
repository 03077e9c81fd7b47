/**
 * What Chromium's console says for each `CorsError`, between "has been blocked by CORS policy: " and the advice that may
 * follow. `{value}` is its `failedParameter`. On a preflight some begin with {@link CHROMIUM_ON_PREFLIGHT}. Words of
 * Chromium 156.
 */
export const CHROMIUM_LINES: Readonly<Record<string, string>> = {
  DisallowedByMode: 'Cross origin requests are not allowed by request mode.',
  InvalidResponse: 'The response is invalid.',
  WildcardOriginNotAllowed:
    "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
  MissingAllowOriginHeader: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  MultipleAllowOriginValues:
    "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.",
  InvalidAllowOriginValue: "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.",
  AllowOriginMismatch:
    "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.",
  InvalidAllowCredentials:
    "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.",
  CorsDisabledScheme: 'Cross origin requests are only supported for protocol schemes: {value}.',
  PreflightInvalidStatus: 'It does not have HTTP ok status.',
  PreflightDisallowedRedirect: 'Redirect is not allowed for a preflight request.',
  InvalidAllowMethodsPreflightResponse:
    'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
  InvalidAllowHeadersPreflightResponse:
    'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
  MethodDisallowedByPreflightResponse:
    'Method {value} is not allowed by Access-Control-Allow-Methods in preflight response.',
  HeaderDisallowedByPreflightResponse:
    'Request header field {value} is not allowed by Access-Control-Allow-Headers in preflight response.',
  RedirectContainsCredentials:
    "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
  InsecureLocalNetwork:
    'The request client is not a secure context and the resource is in more-private address space `{value}`.',
  InvalidLocalNetworkAccess:
    'Request had a target IP address space of `{other}` yet the resource is in address space `{value}`.',
  LocalNetworkAccessPermissionDenied:
    'Permission was denied for this request to access the `{value}` address space.',
};

/** What stands before the words when it is the preflight that fails. */
export const CHROMIUM_ON_PREFLIGHT = "Response to preflight request doesn't pass access control check: ";

/** The `CorsError` that the words stand for on a preflight, where it is another one. */
export const CHROMIUM_PREFLIGHT_NAMES: ReadonlyMap<string, string> = new Map(
  [
    'WildcardOriginNotAllowed',
    'MissingAllowOriginHeader',
    'MultipleAllowOriginValues',
    'InvalidAllowOriginValue',
    'AllowOriginMismatch',
    'InvalidAllowCredentials',
  ].map((name) => [name, `Preflight${name}`]),
);
