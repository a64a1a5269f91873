const LINE = 64;
const MAX_TEXT = 1024 * 1024;
const MAX_BLOCKS = 32;
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;

/** Why text is no PEM that we read. */
export class PemError extends Error {
  constructor(readonly wanted: string) {
    super(`PEM: ${wanted}`);
    this.name = "PemError";
  }
}

/** DER in its textual encoding (RFC 7468 §2), lines of 64 characters, a line feed at the end. */
export function toPem(der: Uint8Array, label = "CERTIFICATE"): string {
  let binary = "";
  for (const byte of der) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/**
 * Every block of that label, in order; text between blocks and blocks of other labels are passed over (RFC 7468 §2).
 * Throws PemError on more than 1 MiB of text, more than 32 blocks, or base64 that is none. No block: an empty list.
 */
export function fromPem(text: string, label = "CERTIFICATE"): Uint8Array<ArrayBuffer>[] {
  if (text.length > MAX_TEXT) throw new PemError("at most 1 MiB of text");
  const found: Uint8Array<ArrayBuffer>[] = [];
  for (const [, name, body] of text.matchAll(BLOCK)) {
    if (name !== label) continue;
    if (found.length === MAX_BLOCKS) throw new PemError(`at most ${MAX_BLOCKS} blocks`);
    found.push(decode(body ?? ""));
  }
  return found;
}

function decode(body: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(body.replace(/\s/g, "")), (character) => character.charCodeAt(0));
  } catch {
    throw new PemError("base64 between the two lines");
  }
}
