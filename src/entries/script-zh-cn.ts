// The face of dist/bucket-preflight.zh-CN.umd.min.js, which adds Chinese to the script before it or after it.
export { chinese } from '../explain/zh-cn.js';
