/** Between the digits of base64 in what people paste: line ends, also written out as `\n`, quotes and quote marks. */
const BETWEEN = /\\[nrt]|[\s"'>|,]/g;

/** The bytes of base64 as people paste it; null where it is none. */
export function fromLooseBase64(text: string): Uint8Array<ArrayBuffer> | null {
  return decoded(text.replace(BETWEEN, ""));
}

/** The digits of base64 from `start` on, at most `most` of them, and where they end. Line ends are passed over. */
export function digitsFrom(text: string, start: number, most: number): Readonly<{ digits: string; end: number }> {
  let digits = "";
  let at = start;
  let begun = start;
  for (let count = 0; at < text.length && count < most; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      count += 1;
      continue;
    }
    const written = code === BACKSLASH && "nrt".includes(text.charAt(at + 1) || " ");
    if (!written && !isSpace(code)) break;
    digits += text.slice(begun, at);
    if (written) at += 1;
    begun = at + 1;
  }
  return { digits: digits + text.slice(begun, Math.max(at, begun)), end: at };
}

const BACKSLASH = 0x5c;

/** A digit of base64, the padding too. */
function isDigit(code: number): boolean {
  const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  return letter || (code >= 0x2f && code <= 0x39) || code === 0x2b || code === 0x3d;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Bytes of strict base64, the padding left out or not; null where it is none. */
export function decoded(digits: string): Uint8Array<ArrayBuffer> | null {
  const bare = digits.replace(/={0,2}$/, "");
  if (bare.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(bare)) return null;
  try {
    return Uint8Array.from(atob(bare), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** A character a byte, as `btoa` takes them. */
export function byteText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4096) parts.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
  return parts.join("");
}
