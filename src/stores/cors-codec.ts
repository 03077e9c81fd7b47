import type { CorsConfiguration } from '../model/cors-configuration.js';

/** Something in a document that is not understood, and so is not in the configuration that was read. */
export interface UnknownPart {
  /** Where it stands in the document: `CORSRule[0].AllowedHeaders`, `cors_rules[2].note`. */
  readonly path: string;
  /** The name of the element or key; of a value that is not understood, the value. `#text`: text where none belongs. */
  readonly name: string;
}

/** What a document says. */
export interface CorsReading {
  /** The rules in their order, and what stands beside them. */
  readonly configuration: CorsConfiguration;
  /** What is not understood, each name once for the part it stands in. Writing leaves it out. Mostly empty. */
  readonly unknown: readonly UnknownPart[];
}

/** Which parts of a configuration a store's document has room for. */
export interface HeldParts {
  /** Whether rules have names. */
  readonly id: boolean;
  /** Whether there is a switch for `Vary`. */
  readonly responseVary: boolean;
  /** Whether a rule may have more than one origin. Otherwise it is written as several rules. */
  readonly severalOrigins: boolean;
  /** Whether headers that may be read are listed apart from those that may be sent. Otherwise one list is both. */
  readonly exposeHeadersApart: boolean;
  /** Whether the names of request headers come back in the case in which they were put. Otherwise in lower case. */
  readonly headerCase: boolean;
}

/** Reads and writes one store's CORS document. */
export interface CorsCodec {
  /** The `Content-Type` that goes with the document. */
  readonly contentType: string;
  /** What the document has room for. The rest is left out when it is written. */
  readonly holds: HeldParts;
  /** The document as the store's `PUT ?cors` takes it, indented. */
  readonly write: (configuration: CorsConfiguration) => string;
  /** The same as JSON for the vendor's own command line or client. The store's codec says for which. */
  readonly writeJson: (configuration: CorsConfiguration) => string;
  /**
   * What a document of the store's `GET ?cors` says.
   * @throws ParseError listing everything wrong with it, when it is not such a document.
   */
  readonly read: (document: string) => Promise<CorsReading>;
  /** The names of the headers that `checksum` gives, lower-case. */
  readonly checksumNames: readonly string[];
  /** The checksum header that the store asks for on `PUT ?cors`. Empty: it asks for none. */
  readonly checksum: (document: string) => Promise<Readonly<Record<string, string>>>;
  /** Whether an error answer to `GET ?cors` means that the bucket has no CORS configuration. */
  readonly meansNone: (status: number, serviceCode: string) => boolean;
}
