import { fromHex, type Hex } from "../bytes/hex.ts";
import { DecodeError } from "../bytes/reader.ts";
import { type AlertName, EXTENSIONS, type ExtensionName } from "../tls/codepoints.ts";
import { alertFor, malformed, Refused, type TlsFailure } from "../tls/failure.ts";
import { decodeMessage } from "../tls/messages/codec.ts";

/**
 * Handshake messages put together from hex, right or wrong: for tests of what a decoder must refuse. Names are short,
 * for tables are made of them: CH, SH, HRR, EE, CT, CR, NST are the letters of RFC 8446 §4.2.
 */

/**
 * A rule that the decoder itself holds a peer to: its section (of RFC 8446 where no other is named), a message that
 * breaks it and no other, the alert that goes out, and where one is near, a message that just keeps it.
 */
export type Rule = readonly [section: string, rule: string, broken: Hex, alert: AlertName, kept?: Hex];

/** The rules as a test's cases. */
export function casesOf(rules: readonly Rule[]) {
  return rules.map(([section, rule, broken, alert, kept]) => ({ section, rule, broken, alert, kept: kept ?? null }));
}

function number(value: number, size: number): Hex {
  return value.toString(16).padStart(size * 2, "0");
}

/** A vector: its length in `size` bytes, then what it holds. */
export function vector(size: number, ...parts: readonly Hex[]): Hex {
  const content = parts.join("");
  return number(content.length / 2, size) + content;
}

export function message(type: number, ...body: readonly Hex[]): Hex {
  return number(type, 1) + vector(3, ...body);
}

export function ext(name: ExtensionName | number, ...data: readonly Hex[]): Hex {
  return number(typeof name === "number" ? name : EXTENSIONS[name], 2) + vector(2, ...data);
}

export const RANDOM = "11".repeat(32);
const RETRY = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
export const VERSIONS = ext("supported_versions", "020304");
export const SELECTED = ext("supported_versions", "0304");

/** A ClientHello with these extensions. */
export function ch(...extensions: readonly Hex[]): Hex {
  return message(1, "0303", RANDOM, "00", "00021301", "0100", vector(2, ...extensions));
}

/** A ClientHello with these fields from legacy_session_id on. */
export function legacy(sessionId: Hex, suites: Hex, compression: Hex): Hex {
  return message(1, "0303", RANDOM, sessionId, suites, compression, vector(2, VERSIONS));
}

export function sh(...extensions: readonly Hex[]): Hex {
  return message(2, "0303", RANDOM, "00", "1301", "00", vector(2, SELECTED, ...extensions));
}

export function hrr(...extensions: readonly Hex[]): Hex {
  return message(2, "0303", RETRY, "00", "1301", "00", vector(2, SELECTED, ...extensions));
}

export function ee(...extensions: readonly Hex[]): Hex {
  return message(8, vector(2, ...extensions));
}

export function cr(...extensions: readonly Hex[]): Hex {
  return message(13, "00", vector(2, ...extensions));
}

export function ct(...extensions: readonly Hex[]): Hex {
  return message(11, "00", vector(3, vector(3, "30"), vector(2, ...extensions)));
}

export function nst(lifetime: number, ticket: Hex, ...extensions: readonly Hex[]): Hex {
  return message(4, number(lifetime, 4), "00000000", "00", vector(2, ticket), vector(2, ...extensions));
}

/** pre_shared_key of a ClientHello. */
export function psk(identities: Hex, binders: Hex): Hex {
  return ext("pre_shared_key", vector(2, identities), vector(2, binders));
}

export const IDENTITY = `${vector(2, "aa")}00000000`;
export const BINDER = vector(1, "bb".repeat(32));
export const SHARE = `001d${vector(2, "cc".repeat(32))}`;

/** Why these bytes are refused; null: they are taken. */
export function refusalOf(hex: Hex, context: { hashSize?: number } = { hashSize: 32 }): TlsFailure | null {
  try {
    decodeMessage(fromHex(hex), context);
    return null;
  } catch (error) {
    if (error instanceof DecodeError) return malformed(error);
    if (error instanceof Refused) return error.failure;
    throw error;
  }
}

/** The alert that these bytes lead to; null: they are taken. */
export function alertOf(hex: Hex, context?: { hashSize?: number }): AlertName | null {
  const refusal = refusalOf(hex, context);
  return refusal === null ? null : alertFor(refusal);
}
