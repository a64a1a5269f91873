import type { ParsedCertificate } from "../../../parse.ts";
import { several } from "../../../visible.ts";
import type { Objection, Rule } from "../rule.ts";

/** RFC 5280 §4.1.2.2: users MUST be able to handle numbers of up to 20 octets, and nobody may issue longer ones. */
const MAX_SERIAL_OCTETS = 20;

/** What no reader of certificates may let pass. Twice the same extension is refused when the certificate is read. */
export const BASIC_RULES: readonly Rule[] = [versionFits, serialFits, knownExtensions];

/** RFC 5280 §4.1.2.1: extensions make a certificate one of version 3, unique identifiers one of 2 or 3. */
function versionFits({ version, extensions, hasUniqueIds }: ParsedCertificate): Objection | null {
  const found =
    version < 3 && extensions.size > 0
      ? `version ${version}, with extensions`
      : version < 2 && hasUniqueIds
        ? "version 1, with unique identifiers"
        : null;
  const expected = "version 3 where there are extensions";
  return found === null ? null : { reason: "bad-version", expected, found, section: "RFC 5280 §4.1.2.1" };
}

/** Users SHOULD handle negative numbers and zero gracefully, so these pass here (RFC 5280 §4.1.2.2). */
function serialFits({ serialOctets }: ParsedCertificate): Objection | null {
  const octets = serialOctets.length / 2;
  // A zero in front that keeps the number positive is not counted by everybody; nobody is harmed.
  if (octets <= MAX_SERIAL_OCTETS || (octets === MAX_SERIAL_OCTETS + 1 && serialOctets.startsWith("00"))) return null;
  const expected = `a serial number of at most ${MAX_SERIAL_OCTETS} octets`;
  return { reason: "bad-serial", expected, found: `${octets} octets`, section: "RFC 5280 §4.1.2.2" };
}

/** RFC 5280 §4.2: a critical extension that is not processed is a reason to refuse. */
function knownExtensions({ unprocessed }: ParsedCertificate): Objection | null {
  if (unprocessed.length === 0) return null;
  const expected = "no critical extension that is not processed";
  return { reason: "unsupported-extension", expected, found: several(unprocessed), section: "RFC 5280 §4.2" };
}
