import type { PreflightCause } from '../../fetch-standard/preflight-cause.js';

/** What makes the browser ask first, and what to change so that it need not. */
export const ASKED_BECAUSE: Readonly<Record<PreflightCause['why'], string>> = {
  method: '方法 {name} 总是需要询问：只有 GET、HEAD 和 POST 可以直接发出，所以请用签名表单上传，它是 POST。',
  name: '请求头 {name} 总是需要询问：请去掉它；如果它属于签名，请把签名放进地址。',
  'too-long': '{name} 的值有 {bytes} 字节，超过 {maxBytes} 字节就需要询问：请缩短它。',
  'too-long-together':
    '可以直接发出的请求头（包括 {name}）的值合计 {bytes} 字节，超过 {maxBytes} 字节就需要询问：请缩短它们，或去掉一些。',
  byte: '{name} 的值含有需要询问的字符：请去掉控制字符，以及 " ( ) : < > ? @ [ \\ ] { } 中的任何一个。',
  language: '{name} 的值含有需要询问的字符：请只用字母、数字、空格和 * , - . ; =。',
  type: '请求头 {name} 只有为 text/plain、multipart/form-data 或 application/x-www-form-urlencoded 时才能直接发出：请使用其中一种，或用签名表单上传。',
  range:
    '请求头 {name} 只有为带起点的单个字节范围（例如 bytes=0-499）时才能直接发出：请只请求一个这样的范围。',
  hint: '{name} 的值不是这个客户端提示允许的值，所以需要询问：请去掉它。',
  'non-ascii': '{name} 的值含有 ASCII 以外的字符，Firefox 会因此询问：请只用 ASCII。',
  separator: '{name} 的值含有逗号，或以分号结尾，Firefox 会因此询问：请去掉它。',
  'range-too-large':
    '请求头 {name} 中的位置超过这个浏览器能表示的大小，所以需要询问：请使用小于 2^63 - 1 的位置，或不写终点。',
  'upload-listeners': 'xhr.upload 上的监听器会使浏览器先询问：请不要监听上传进度。',
  stream: '请求体是流时浏览器会先询问：请发送 Blob 或字节。',
};
