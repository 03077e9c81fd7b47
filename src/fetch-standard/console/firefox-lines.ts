/**
 * What Firefox's console says for each reason, within the brackets of its line. `{value}` is its second parameter. Words
 * of ESR 153.7.0, English.
 */
export const FIREFOX_LINES: Readonly<Record<string, string>> = {
  CORSDisabled: 'Reason: CORS disabled',
  CORSDidNotSucceed2: 'Reason: CORS request did not succeed',
  CORSOriginHeaderNotAdded: 'Reason: CORS header ‘Origin’ cannot be added',
  CORSExternalRedirectNotAllowed: 'Reason: CORS request external redirect not allowed',
  CORSRequestNotHttp: 'Reason: CORS request not http',
  CORSMissingAllowOrigin2: 'Reason: CORS header ‘Access-Control-Allow-Origin’ missing',
  CORSMultipleAllowOriginNotAllowed: 'Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed',
  CORSAllowOriginNotMatchingOrigin:
    'Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’',
  CORSNotSupportingCredentials:
    'Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
  CORSMethodNotFound: 'Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’',
  CORSMissingAllowCredentials: 'Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’',
  CORSPreflightDidNotSucceed3: 'Reason: CORS preflight response did not succeed',
  CORSInvalidAllowMethod: 'Reason: invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Methods’',
  CORSInvalidAllowHeader: 'Reason: invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Headers’',
  CORSMissingAllowHeaderFromPreflight2:
    'Reason: header ‘{value}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response',
};

/** The same in Chinese, those that are attested in reports of users. */
export const FIREFOX_LINES_ZH: Readonly<Record<string, string>> = {
  CORSDidNotSucceed2: '原因：CORS 请求未能成功',
  CORSRequestNotHttp: '原因：CORS 请求不是 http',
  CORSMissingAllowOrigin2: '原因：CORS 头缺少 ‘Access-Control-Allow-Origin’',
  CORSMissingAllowHeaderFromPreflight2:
    '原因：CORS 预检响应的 ‘Access-Control-Allow-Headers’，不允许使用头 ‘{value}’',
};
