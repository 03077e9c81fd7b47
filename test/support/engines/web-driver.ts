/** A session of a driver: one browser. */
export interface WebDriverSession {
  readonly navigate: (url: string) => Promise<void>;
  /** The value of an expression, which is a promise. No time limit. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Ends the browser. */
  readonly end: () => Promise<void>;
}

/**
 * Asks a driver for a browser.
 *
 * @param origin - Where the driver answers, such as `http://127.0.0.1:4444`.
 * @throws Error with the driver's own words.
 * @see https://www.w3.org/TR/webdriver1/
 */
export async function startSession(origin: string): Promise<WebDriverSession> {
  const capabilities = { alwaysMatch: { timeouts: { script: null } } };
  const { sessionId } = (await command(`${origin}/session`, 'POST', { capabilities })) as {
    readonly sessionId: string;
  };
  const session = `${origin}/session/${sessionId}`;
  return {
    navigate: async (url) => {
      await command(`${session}/url`, 'POST', { url });
    },
    evaluate: (expression) =>
      command(`${session}/execute/async`, 'POST', {
        script: `const [done] = arguments; (${expression}).then(done);`,
        args: [],
      }),
    end: async () => {
      await command(session, 'DELETE');
    },
  };
}

async function command(url: string, method: 'POST' | 'DELETE', body?: object): Promise<unknown> {
  const response = await fetch(url, { method, body: body === undefined ? null : JSON.stringify(body) });
  const { value } = (await response.json()) as { readonly value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { readonly error: string; readonly message: string };
  throw new Error(`The driver answered ${response.status} ${error}: ${message}`);
}
