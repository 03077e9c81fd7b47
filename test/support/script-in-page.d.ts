/** What the script tags give a page, in which tests run functions; Chinese where its script stands there. */
declare global {
  var BucketPreflight: typeof import('../../src/entries/script.js') &
    typeof import('../../src/entries/script-zh-cn.js');
}

export {};
