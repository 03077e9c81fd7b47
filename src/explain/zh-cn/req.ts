import type { ReqCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const REQ: Readonly<Record<ReqCode, CauseWords>> = {
  'req.dropped-header': {
    headline: ['浏览器不发送页面设置的 {value}。', '浏览器不发送页面设置的某个请求头。'],
    whatHappened: ['这些名称由浏览器自己使用。它会不报错地丢掉它们。'],
    whatToDo: ['不要设置它，也不要对它签名。'],
  },
  'req.auto-content-type': {
    headline: ['因为请求体，浏览器加上了 Content-Type: {value}。', '因为请求体，浏览器加上了 Content-Type。'],
    whatHappened: ['文本、表单和有类型的 Blob 会带来它；字节不会。'],
    whatToDo: ['如果签名包含它，请自己设置这个头，或发送这种类型的 Blob。'],
  },
  'req.preflight-cause': {
    headline: ['因为 {value}，浏览器会先询问。', '浏览器在这个请求之前会先询问。'],
    whatHappened: ['没有它们，请求就会不经询问直接发出。'],
    whatToDo: ['如果上传方式允许，请去掉它们、把签名放进地址，或使用表单。'],
  },
  'req.value-too-long': {
    headline: ['{value} 的值超过 128 字节，所以需要许可。', '超过 128 字节的值需要许可。'],
    whatHappened: ['这个头的值更短时，不经询问就会发出。'],
    whatToDo: ['缩短它，或在规则中允许这个头。'],
  },
  'req.range-not-simple': {
    headline: ['这种写法的 Range 需要许可。'],
    whatHappened: ['只有带起点的单个字节范围，例如 bytes=0-499，才不经询问发出。'],
    whatToDo: ['请求一个带起点的范围，或在规则中允许 Range。'],
  },
  'req.header-case': {
    headline: ['浏览器用小写并排序后询问 {value}。', '浏览器用小写并排序后询问请求头名称。'],
    whatHappened: ['存储比较请求头名称时不分大小写，所以这没有影响。'],
    whatToDo: ['什么都不用做；在日志中请查找小写名称。'],
  },
  'req.upload-listener': {
    headline: ['xhr.upload 上的监听器使浏览器先询问。'],
    whatHappened: ['它们会告诉页面上传的进度，而页面只有得到许可才可以知道。'],
    whatToDo: ['如果请求应该不经询问发出，请不要使用它们。'],
  },
};
