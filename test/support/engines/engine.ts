/** The engines of the browsers that tests know. */
export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** A running browser. */
export interface Engine {
  readonly name: EngineName;
  /** Opens a page with storage of its own. Resolves when the page has loaded. */
  open(url: string): Promise<EnginePage>;
  /** Ends the browser, and its pages with it. */
  close(): Promise<void>;
}

/** A page in a browser. */
export interface EnginePage {
  /**
   * Runs a function in the page. It sees nothing of the file that it stands in, and has no `import()`. What goes in and
   * what comes out is JSON: bytes travel as lists of numbers, and `undefined` comes back as `null`.
   *
   * @param run - May be asynchronous.
   * @throws Error with the message and the stack of what the function threw.
   */
  evaluate<Args extends readonly unknown[], Result>(
    run: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** What the page wrote to its console so far. `null` where the driver does not tell, which is that of WebKitGTK. */
  readonly consoleLines: readonly string[] | null;
  close(): Promise<void>;
}
