import type { Alert, Purpose, Reason } from "./verdict.ts";

/**
 * The alert that a reason becomes, by the words of RFC 8446 §6.2; where those leave a choice (a name that does not
 * match, a certificate that may not issue), what OpenSSL sends. `judged` is whose certificate it was: a server that
 * presents none broke the protocol (RFC 8446 §4.4.2.4), a client that presents none is asked for one (`certificate_required`).
 */
export function alertFor(reason: Reason, judged: Purpose = "client"): Alert {
  switch (reason) {
    case "no-certificate":
      return judged === "client" ? "certificate_required" : "decode_error";
    case "self-signed":
    case "unknown-authority":
    case "missing-intermediate":
    case "not-a-ca":
    case "path-too-long":
    case "path-too-deep":
      return "unknown_ca";
    case "revoked":
      return "certificate_revoked";
    case "malformed":
    case "tampered":
    case "wrong-name":
    case "no-names":
    case "wildcard-too-wide":
    case "name-not-permitted":
    case "bad-version":
    case "bad-serial":
    case "weak-key":
    case "weak-hash":
      return "bad_certificate";
    case "expired":
    case "not-yet-valid":
      return "certificate_expired";
    case "wrong-usage":
    case "unsupported-algorithm":
      return "unsupported_certificate";
    case "unsupported-extension":
    case "profile-violation":
    case "no-valid-policy":
    case "revocation-unknown":
      return "certificate_unknown";
    case "signature-invalid":
      return "decrypt_error";
    case "signature-absent":
      return "unexpected_message";
  }
}
