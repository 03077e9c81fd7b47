import type { CacheCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const CACHE: Readonly<Record<CacheCode, CauseWords>> = {
  'cache.http-poison': {
    headline: ['浏览器自己的缓存给出了一个不带 CORS 头的旧响应。'],
    whatHappened: ['它之前被不带 Origin 地获取过（例如图片或链接），并被保留。这次没有再问存储。'],
    whatToDo: [
      '在最先获取它的图片或元素上加 crossorigin 属性。',
      '让每个响应带上 Vary: Origin（OSS、COS 和 QingStor 用 ResponseVary）。',
      'cache 设为“reload”，或换一个查询参数，就能绕过它。',
    ],
  },
  'cache.cdn-poison': {
    headline: ['存储前面的缓存给出了一个不带 CORS 头的旧响应。'],
    whatHappened: ['它最先被某个不带 Origin 的请求获取，然后给所有人使用。换一个查询参数就能绕过它。'],
    whatToDo: [
      '让 CDN 转发 Origin，并按它区分响应：用 Vary: Origin，或把 Origin 放进缓存键。',
      '或者在 CDN 上为所有响应设置 CORS 头。然后清空它的缓存。',
    ],
  },
  'cache.preflight-per-url': {
    headline: ['无论 Access-Control-Max-Age 是多少，这些预签名地址每一个都要重新询问。'],
    whatHappened: ['浏览器按完整地址（包括查询参数）保留许可。'],
    whatToDo: ['把签名放进请求头，这样地址就不变。'],
  },
  'cache.max-age': {
    headline: ['许可最多保留 {value} 秒。', '许可只保留 5 秒，因为响应没有 Access-Control-Max-Age。'],
    whatHappened: ['Chromium 最多保留两小时，Firefox 一天，WebKit 十分钟；没有数值时都只保留 5 秒。'],
    whatToDo: ['在规则中把时间设为 600 到 7200 秒。'],
  },
};
