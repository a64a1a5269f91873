import { CrlError, type ParsedCrl, parseCrl } from "./crl.ts";
import { OcspError, type ParsedOcsp, parseOcsp } from "./ocsp.ts";

/** What was given to find out about revocation with, read. */
export type Evidence = Readonly<{
  crls: readonly ParsedCrl[];
  ocsp: readonly ParsedOcsp[];
  /** How many there were, those that can't be read included. */
  given: Readonly<{ crls: number; ocsp: number }>;
}>;

/** More than these are refused unread: then nothing is known. */
const MOST = 64;

/** Lists and responses that were read before, as long as their bytes are around: those must stay as they are. */
const lists = new WeakMap<Uint8Array, ParsedCrl>();

/**
 * Reads lists (CertificateLists) and OCSP responses, all DER. What can't be read says nothing about anybody, but it was
 * given: who was given a list asks for one. Nothing is thrown for bad input.
 */
export function readEvidence(crls: readonly Uint8Array[] = [], ocsp: readonly Uint8Array[] = []): Evidence {
  return {
    crls: crls.length > MOST ? [] : crls.flatMap((der) => readableCrl(der) ?? []),
    ocsp: ocsp.length > MOST ? [] : ocsp.flatMap((der) => readableOcsp(der) ?? []),
    given: { crls: crls.length, ocsp: ocsp.length },
  };
}

function readableCrl(der: Uint8Array): ParsedCrl | null {
  try {
    const parsed = lists.get(der) ?? parseCrl(der);
    lists.set(der, parsed);
    return parsed;
  } catch (error) {
    if (error instanceof CrlError) return null;
    throw error;
  }
}

function readableOcsp(der: Uint8Array): ParsedOcsp | null {
  try {
    return parseOcsp(der);
  } catch (error) {
    if (error instanceof OcspError) return null;
    throw error;
  }
}
