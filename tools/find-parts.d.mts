/** A part of the machine that tests need, and how to look for it and to get it. */
export interface Part {
  readonly title: string;
  readonly look: () => Promise<object | undefined>;
  readonly advice: () => string;
  readonly variable?: string;
  readonly lookAt?: (path: string) => Promise<object | undefined>;
  readonly packages?: readonly string[];
  readonly isPackagedFor?: (flavour: string) => boolean;
  readonly download?: () => Promise<string | undefined>;
}

export interface FindOptions {
  readonly mayInstall: boolean;
  /** Installs Debian packages. Answers undefined, or one line that says why it could not. */
  readonly install?: (packages: readonly string[]) => Promise<string | undefined>;
  /** The kind of Debian that this is; undefined where apt-get does not rule. */
  readonly flavourOf?: () => string | undefined;
}

export function findParts(parts: readonly Part[], options: FindOptions): Promise<object[]>;
