/**
 * Where anyone can have a host: endings of hosts that are handed out to strangers, and those of countries. A short list of
 * what stands in CORS rules, and no public-suffix list, which weighs more than all the rest here; what is missing from it is
 * not flagged.
 *
 * @see https://publicsuffix.org/
 */
const SHARED = new Set(
  (
    'github.io gitlab.io gitee.io pages.dev workers.dev r2.dev vercel.app now.sh netlify.app herokuapp.com web.app ' +
    'firebaseapp.com appspot.com run.app a.run.app azurewebsites.net azurestaticapps.net cloudapp.net cloudapp.azure.com ' +
    'cloudfront.net amplifyapp.com elasticbeanstalk.com awsapprunner.com onrender.com fly.dev railway.app up.railway.app ' +
    'surge.sh deno.dev ngrok.io ngrok.app ngrok-free.app ngrok.dev trycloudflare.com loca.lt glitch.me repl.co replit.app ' +
    'replit.dev codesandbox.io csb.app stackblitz.io webcontainer.io github.dev app.github.dev gitpod.io lovable.app hf.space ' +
    'streamlit.app blogspot.com wordpress.com myshopify.com readthedocs.io ondigitalocean.app tcloudbaseapp.com fcapp.run ' +
    'co.uk org.uk ac.uk com.cn net.cn org.cn edu.cn com.hk com.tw com.sg co.jp ne.jp or.jp co.kr or.kr com.au net.au org.au ' +
    'co.nz co.za co.in com.br com.mx com.ar com.tr com.my co.id co.th com.vn com.ua co.il'
  ).split(' '),
);

/** Object storages: their buckets are anyone's, and below these only the names of services and regions stand. */
const STORAGE =
  /^(?:(?:oss|s3|cos|obs|web|blob|core|cdn|website|z\d+|[a-z]{3}\d|(?:(?:oss|s3|s3-website|cos|cos-website)[-.])?[a-z]{2}-[a-z]+(?:-[a-z0-9]+)*)\.)*(?:aliyuncs\.com|amazonaws\.com(?:\.cn)?|myqcloud\.com|windows\.net|digitaloceanspaces\.com|backblazeb2\.com|wasabisys\.com|qingstor\.com|qsstor\.com|r2\.cloudflarestorage\.com)$/;

/** Whether strangers can have a host with this ending, such as `github.io`; also of one that is all of an ending: `com`. */
export function isSharedSuffix(suffix: string): boolean {
  return !suffix.includes('.') || SHARED.has(suffix) || STORAGE.test(suffix);
}
