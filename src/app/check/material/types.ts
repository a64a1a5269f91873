/** What was found in what somebody gave us: the DER of what can be judged. */
export type Item = Readonly<{
  kind: "certificate" | "crl" | "ocsp";
  der: Uint8Array<ArrayBuffer>;
}>;

/**
 * Something to say about what was given. secret: a private key was recognised and dropped; refused: it can't be used;
 * hint: it was read, and there is something to know.
 */
export type Remark = Readonly<{ kind: "secret" | "refused" | "hint"; sentence: string }>;

/** What a text or a file came to. */
export type Reading = Readonly<{
  items: readonly Item[];
  remarks: readonly Remark[];
  /** The text without the private keys that were in it; empty for what is no text. */
  kept: string;
}>;
