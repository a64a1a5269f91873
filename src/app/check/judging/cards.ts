import { toHex } from "../../../bytes/hex.ts";
import { t } from "../../../language/t.ts";
import { CertificateError, type ParsedCertificate, parseCertificate } from "../../../pki/parse.ts";
import { isSelfSigned } from "../../../pki/path/links.ts";
import { isoTime } from "../../../pki/time.ts";
import type { Item } from "../material/types.ts";

/** A certificate that was given, and what is to be known of it before anybody judges it. */
export type Card = Readonly<{
  /** Its DER in hex: the same certificate has the same. */
  id: string;
  der: Uint8Array<ArrayBuffer>;
  /** What it is called: its common name or first name; for what can't be read, why not. */
  label: string;
  issuer: string;
  /** ISO 8601, UTC. */
  notBefore: string;
  notAfter: string;
  isCA: boolean;
  isSelfSigned: boolean;
  /** null: it has the shape of a certificate, and can't be read as one. */
  parsed: ParsedCertificate | null;
}>;

/** Certificates as cards, each once, in the order in which they were given. Total. */
export function cardsOf(items: readonly Item[]): readonly Card[] {
  const cards = new Map<string, Card>();
  for (const { kind, der } of items) {
    if (kind !== "certificate") continue;
    const id = toHex(der);
    if (!cards.has(id)) cards.set(id, cardOf(id, der));
  }
  return [...cards.values()];
}

function cardOf(id: string, der: Uint8Array<ArrayBuffer>): Card {
  const parsed = parsedOrWhy(der);
  if (typeof parsed === "string") {
    const nothing = { issuer: "", notBefore: "", notAfter: "", isCA: false, isSelfSigned: false };
    return { id, der, label: parsed, ...nothing, parsed: null };
  }
  return {
    id,
    der,
    label: parsed.label === "" ? t`(no name)` : parsed.label,
    issuer: parsed.issuerLabel,
    notBefore: isoTime(parsed.notBefore),
    notAfter: isoTime(parsed.notAfter),
    isCA: parsed.isCA,
    isSelfSigned: isSelfSigned(parsed),
    parsed,
  };
}

function parsedOrWhy(der: Uint8Array): ParsedCertificate | string {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (error instanceof CertificateError) return error.wanted;
    throw error;
  }
}

/** The one to judge where nobody chose: the first that is no authority, else the first. */
export function likeliest(cards: readonly Card[]): Card | null {
  return (
    cards.find((card) => card.parsed !== null && !card.isCA) ??
    cards.find((card) => card.parsed !== null) ??
    cards[0] ??
    null
  );
}
