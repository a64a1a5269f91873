import { textOf, utf8 } from "../../bytes/text.ts";
import { t } from "../../language/t.ts";
import { decodeSetup, encodeSetup, type Param } from "./address.ts";
import type { LabSetup } from "./setup.ts";

/**
 * A set-up that cannot be read off the address: `#/lab?puzzle=…`. This is no secrecy. Whoever decodes base64 sees it, and
 * so does whoever opens the page's tools; it only keeps the answer out of a casual look. The value is, in base64url
 * (RFC 4648 §5): a version byte, four bytes of checksum, and the set-up's parameters as they stand in a plain address.
 * It is cut into values of the length that an address takes.
 */
const VERSION = 1;
const CHECKSUM = 4;
const LONGEST_ITEM = 120;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export const PUZZLE = "puzzle";

export type Unwrapped =
  | Readonly<{ ok: true; setup: LabSetup }>
  /** One plain sentence: what is wrong with the link. */
  | Readonly<{ ok: false; sentence: string }>;

/** The parameter that hides a set-up. */
export function wrapPuzzle(setup: LabSetup): Param {
  const text = encodeSetup(setup)
    .map(({ name, items }) => `${name}=${items.map(({ value }) => value).join(",")}`)
    .join("&");
  const body = utf8(text);
  const coded = base64url(Uint8Array.of(VERSION, ...checksum(body), ...body));
  const pieces = coded.match(new RegExp(`.{1,${LONGEST_ITEM}}`, "g")) ?? [];
  return { name: PUZZLE, items: pieces.map((value) => ({ value, after: null })) };
}

/** What a puzzle's parameter hides. Total: a link that was cut off, mistyped or made by a later version is told. */
export function unwrapPuzzle({ items }: Param): Unwrapped {
  const bytes = fromBase64url(items.map(({ value }) => value).join(""));
  if (bytes === null || bytes.length <= CHECKSUM) return broken();
  if (bytes[0] !== VERSION)
    return { ok: false, sentence: t`This puzzle was set by another version of the lab, so it can’t be opened here.` };
  const body = bytes.slice(1 + CHECKSUM);
  const text = textOf(body);
  if (text === null || checksum(body).some((byte, i) => byte !== bytes[1 + i])) return broken();
  const params = text.split("&").flatMap((part) => {
    const [name = "", values = ""] = part.split("=");
    return name === "" ? [] : [{ name, items: values.split(",").map((value) => ({ value, after: null })) }];
  });
  return { ok: true, setup: decodeSetup(params).setup };
}

function broken(): Unwrapped {
  return { ok: false, sentence: t`This puzzle’s link is damaged: please copy it again, to its very end.` };
}

/** FNV-1a of 32 bits: tells a damaged link from a whole one, and keeps nobody from making another. */
function checksum(bytes: Uint8Array): readonly number[] {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return [hash >>> 24, (hash >>> 16) & 0xff, (hash >>> 8) & 0xff, hash & 0xff];
}

function base64url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(group >>> shift) & 0x3f] ?? "");
    text += letters.slice(0, Math.min(bytes.length - at, 3) + 1).join("");
  }
  return text;
}

/** Null for what is no base64url, or has bits left over. */
function fromBase64url(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let [group, bits] = [0, 0];
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    group = (group << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((group >>> bits) & 0xff);
    group &= (1 << bits) - 1;
  }
  return bits >= 6 || group !== 0 ? null : Uint8Array.from(bytes);
}
