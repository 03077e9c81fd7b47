/** Why the console says something else. */
export const MISLEADING =
  '浏览器控制台可能会说缺少 Access-Control-Allow-Origin 响应头。这会误导人：无论原因是什么，存储每次拒绝时返回的响应都一样。';
