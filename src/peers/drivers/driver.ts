import type { CipherSuiteName, NamedGroupName, SignatureSchemeName } from "../../tls/codepoints.ts";
import type { Bench } from "../harness/bench.ts";
import type { Files } from "../harness/certificates.ts";

export type Version = "TLS 1.2" | "TLS 1.3" | "any";

/** What every peer can be asked for in the same words; what is left out is up to the peer. */
type Wish = Readonly<{
  suites?: readonly CipherSuiteName[];
  groups?: readonly NamedGroupName[];
  schemes?: readonly SignatureSchemeName[];
  alpn?: readonly string[];
  /** The authorities that it trusts. */
  ca: string;
  /** Default: TLS 1.3 alone; "any": whatever it does of its own accord. */
  version?: Version;
  /** Options of this program only, added at the end. */
  extra?: readonly string[];
}>;

export type ClientWish = Wish &
  Readonly<{
    port: number;
    /** Sent as SNI, and checked in the server's certificate. */
    name: string;
    identity?: Files;
  }>;

export type ServerWish = Wish &
  Readonly<{
    identity: Files;
    clientCertificate?: "none" | "optional" | "required";
  }>;

/** How a peer's client fared: it sends `GET / HTTP/1.0` and reads until the server ends. */
export type Asked = Readonly<{
  /** All that it said. The server's answer is in it. */
  log: string;
  /** The number of the fatal alert that it received; null: none. */
  alert: number | null;
}>;

/** A peer's server: it answers `GET /` over HTTP, and closes the connection. */
export type Serving = Readonly<{
  port: number;
  log: () => string;
  /** Waits until it says which fatal alert it received; gives the number. */
  alert: () => Promise<number>;
}>;

export type AsksAsClient = (bench: Bench, wish: ClientWish) => Promise<Asked>;
export type ServesAsServer = (bench: Bench, wish: ServerWish) => Promise<Serving>;

export const REQUEST = "GET / HTTP/1.0\r\n\r\n";

/** OpenSSL prints the number of each alert that it receives, in programs and in error messages of Node's. */
export const OPENSSL_ALERT = /SSL alert number (\d+)/;

/** The number in the first match of a pattern's first group; null where there is none. */
export function numberIn(log: string, pattern: RegExp): number | null {
  const found = pattern.exec(log)?.[1];
  return found === undefined ? null : Number(found);
}
