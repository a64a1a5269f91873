import type { Bench } from "../harness/bench.ts";

/** PEM files of one case; OCSP responses are DER. */
export type CaseFiles = Readonly<{
  folder: string;
  /** What the end at fault presents; null: nothing. */
  identity: Identity | null;
  /** What the judge trusts. */
  ca: string;
  /** The same, with the authorities below them that are presented. */
  authorities: string;
  /** The lists of revoked certificates that the judge is given; null: none. */
  crls: string | null;
  ocsp: string | null;
}>;

/** `chain` is `leaf` and `issuers` in one file. */
export type Identity = Readonly<{ leaf: string; issuers: string; chain: string; key: string }>;

/** What a program said, before it is put into a shape that can be kept. */
export type Said = Readonly<{ accepted: boolean; text: string; exitCode: number | null }>;

/** How a database's connection begins, as `openssl s_client -starttls` calls it. */
export type StartTls = "mysql" | "postgres";

/** A program that connects: it judges a server's certificate, or shows one of its own. */
export type ClientProgram = Readonly<{
  client: string;
  version: (bench: Bench) => Promise<string | null>;
  ask: (bench: Bench, wish: AskWish) => Promise<Said>;
  /** Revocation is looked at when this is given; absent: it knows no such thing. */
  knows: Readonly<{ crls: boolean; ocsp: boolean }>;
  /** It is told to show certificates of its own to `openssl s_server`; else it has a server of its own kind. */
  shows: boolean;
  /** The server that it speaks with, where that is no HTTP; and how its connection becomes TLS. */
  server?: Readonly<{ startTls: StartTls; serve: (bench: Bench, wish: ServeWish) => Promise<Serving> }>;
}>;

export type AskWish = Readonly<{
  port: number;
  /** The name that is asked for, whose address is 127.0.0.1. */
  name: string;
  ca: string;
  /** Those of `ca` with the ones below them; for those who want to be told about each. */
  authorities: string;
  identity: Identity | null;
  crls: string | null;
  /** Asks for a stapled OCSP response, and insists on it. */
  ocsp: boolean;
  folder: string;
  /** Of a database: alice needs a certificate, bob does not. */
  account?: "alice" | "bob";
}>;

/** A program that listens: it judges a client's certificate. */
export type ServerProgram = Readonly<{
  client: string;
  version: (bench: Bench) => Promise<string | null>;
  serve: (bench: Bench, wish: ServeWish) => Promise<Serving>;
  knows: Readonly<{ crls: boolean }>;
  /** What `openssl s_client` has to say first. */
  startTls?: StartTls;
}>;

export type ServeWish = Readonly<{
  identity: Identity;
  name: string;
  ca: string;
  crls: string | null;
  /** It insists on a client's certificate; else it asks for none. */
  asks: boolean;
  folder: string;
}>;

export type Serving = Readonly<{
  port: number;
  /** All that it has said up to now. */
  log: () => string;
  /** Waits until it has said all that it will say of the connections so far, as far as that can be known. */
  settle: () => Promise<void>;
  /** The client that belongs to it and what that said, where another one than openssl makes sense. */
  ask?: (bench: Bench, wish: AskWish) => Promise<Said>;
}>;
