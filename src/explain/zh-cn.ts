import type { Language } from './language.js';
import { ACT } from './zh-cn/act.js';
import { ASKED_BECAUSE } from './zh-cn/asked-because.js';
import { CACHE } from './zh-cn/cache.js';
import { ENV } from './zh-cn/env.js';
import { NET } from './zh-cn/net.js';
import { OK } from './zh-cn/ok.js';
import { PRE } from './zh-cn/pre.js';
import { PRE_ANSWER } from './zh-cn/pre-answer.js';
import { REQ } from './zh-cn/req.js';

/** Simplified Chinese. */
export const chinese: Language = {
  tag: 'zh-CN',
  list: { comma: '、', and: ' 和 ', none: '无' },
  together: ' 与 ',
  unknown: { origin: '这个页面', method: '这个请求', url: '存储' },
  rule: { plain: '第 {number} 条规则', named: '第 {number} 条规则（“{id}”）' },
  causes: { ...OK, ...ENV, ...NET, ...REQ, ...PRE, ...PRE_ANSWER, ...ACT, ...CACHE },
  askedBecause: ASKED_BECAUSE,
  advice: {
    'expired-credentials': '获取新的临时凭证：AccessKey ID、密钥和令牌是一组，也会一起到期。',
    clock: '校准这台电脑的时钟：它相差超过 15 分钟。',
    region: '设置存储桶所在的地域：它是签名的一部分。',
    denied: '让临时凭证的策略允许对这个对象键使用这个方法，不要更多。',
    'no-bucket': '检查存储桶的名称。',
    'no-object': '查找存储的错误码：它说明了原因，而且不是 CORS。',
    signature: '检查 AccessKey ID、密钥和令牌是否来自 STS 的同一个响应，并确认请求签名后没有被改动。',
    other: '查找存储的错误码：它说明了原因，而且不是 CORS。',
  },
  labels: {
    confidence: { proof: '确证', strong: '很可能', weak: '有可能' },
    verdict: '（{code}，{confidence}）',
    whatToDo: '处理办法',
    ruleToAdd: '在已有规则之外添加的规则（单独写入会替换已有规则）',
    rulesAfter: '修改后的规则',
    alike: '尚未排除',
    decide: '运行下列命令来确定',
    besides: '另外',
    evidence: '证据',
    passes: '通过',
    refused: '被拒绝',
    cannotTell: '无法判断',
  },
  probes: {
    page: '这个页面与存储',
    reach: '不用 CORS 的 {method}',
    preflight: '带 {headers} 的 {method}',
    bare: '不带请求头的 {method}',
    signature: '带真实签名的 {method}（针对不存在的上传）',
    rules: '带签名的 {method}（读取 CORS 规则）',
    redirect: '{method} 的重定向',
    answer: '{method} 的响应',
    kept: '对地址本身的 {method}（可由任何缓存回答）',
    fresh: '对地址本身的 {method}（绕过浏览器缓存）',
    status: '把对象当作样式表的 {method}（能看出状态码的类别）',
    cookies: '带 Cookie 的 {method}',
    from: '，来自 {origin}',
    at: '，在 {url}',
  },
};
