import type { ParsedCertificate } from "../../parse.ts";
import { isoTime } from "../../time.ts";
import type { DatesReason } from "../../verdict.ts";
import type { Finding } from "../finding.ts";

/** Is every certificate of the path within its dates, both included (RFC 5280 §4.1.2.5)? */
export function checkDates(path: readonly ParsedCertificate[], at: Date): Finding {
  const wrong = path.find((certificate) => whyNot(certificate, at) !== null);
  const shown = wrong ?? path[0];
  return {
    reason: wrong === undefined ? null : whyNot(wrong, at),
    expected: `valid at ${isoTime(at)}`,
    found: shown === undefined ? "no certificate" : period(shown, path.length > 1),
    section: "RFC 5280 §6.1.3 (a)(2)",
  };
}

function whyNot(certificate: ParsedCertificate, at: Date): DatesReason | null {
  // Dates in certificates have whole seconds: the last one counts to its end.
  const second = Math.floor(at.getTime() / 1000) * 1000;
  if (second < certificate.notBefore.getTime()) return "not-yet-valid";
  return second > certificate.notAfter.getTime() ? "expired" : null;
}

function period(certificate: ParsedCertificate, named: boolean): string {
  const dates = `${isoTime(certificate.notBefore)} to ${isoTime(certificate.notAfter)}`;
  return named ? `${certificate.label}: ${dates}` : dates;
}
