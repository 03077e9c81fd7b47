import { chromium, firefox } from 'playwright';

/** A name that leads to this machine and is no secure context, as a page over plain http is none. */
export const INSECURE_HOST = 'page.test';

/** Starts Chromium. It asks nobody outside: no updates, no accounts. */
export function launchChromium({ path }) {
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`,
    ],
  });
}

/** Starts the system's Firefox. */
export function launchFirefox({ path }) {
  return firefox.launch({ channel: 'moz-firefox', executablePath: path });
}

/** Uses a browser, and ends it whatever happens. */
export async function withBrowser(launching, use) {
  const browser = await launching;
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}
