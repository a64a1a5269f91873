import { ALERTS } from "../../tls/codepoints.ts";
import type { CertificateAlert } from "../../tls/failure.ts";

const OF_CERTIFICATES: readonly CertificateAlert[] = [
  "bad_certificate",
  "unsupported_certificate",
  "certificate_revoked",
  "certificate_expired",
  "certificate_unknown",
  "unknown_ca",
  "access_denied",
  "certificate_required",
  "bad_certificate_status_response",
  "decode_error",
];

/** A verdict's alert as one that says something of certificates (RFC 8446 §6.2). */
export function certificateAlert(alert: string | null): CertificateAlert {
  return OF_CERTIFICATES.find((one) => one === alert) ?? "bad_certificate";
}

/** The number of an alert, by its name. */
export function alertNumber(alert: keyof typeof ALERTS): number {
  return ALERTS[alert];
}
