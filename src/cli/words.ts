import type { AlertName } from "../tls/codepoints.ts";
import { alertFor, type TlsFailure } from "../tls/failure.ts";

/** A failure in one sentence without a full stop, for whoever reads the terminal. */
export function sentenceOf(failure: TlsFailure): string {
  // Why a certificate was refused names its own section.
  return failure.code === "certificate-refused" ? failure.why : `${reasonOf(failure)} (${failure.section})`;
}

/**
 * Who refused whom, and why, in one sentence with its full stop.
 *
 * @param own, other how to call this end and the peer: `Alice`, `the server`
 */
export function verdictOf(failure: TlsFailure, own: string, other: string): string {
  if (failure.code === "peer-alert") return `${capital(other)} refused ${own}: ${sentenceOf(failure)}.`;
  if (failure.code === "truncated") return `${capital(other)} broke off: ${sentenceOf(failure)}.`;
  if (failure.code === "internal") return `${capital(own)} can't go on: ${sentenceOf(failure)}.`;
  const alert = alertFor(failure);
  return `${capital(own)} refused ${other}: ${sentenceOf(failure)}${alert === null ? "" : `; alert sent: ${alert}`}.`;
}

function reasonOf(failure: TlsFailure): string {
  switch (failure.code) {
    case "malformed":
      return `${failure.path}, byte ${failure.offset}: wanted ${failure.wanted}`;
    case "illegal-parameter":
      return `${failure.field} is ${failure.found}, wanted ${failure.wanted}`;
    case "unexpected-message":
      return `${failure.found} came in state ${failure.state}, wanted ${failure.wanted.join(" or ") || "nothing"}`;
    case "unexpected-record":
      return `${failure.found} came in state ${failure.state}`;
    case "record-overflow":
      return `a record of ${failure.size} bytes, at most ${failure.limit} allowed`;
    case "bad-record":
      return `record ${failure.sequence} does not open: its tag does not fit`;
    case "missing-extension":
      return `${failure.message} lacks ${failure.extension}`;
    case "unsupported-extension":
      return `${failure.message} answers ${failure.extension}, which was not asked for`;
    case "no-common-version":
      return `no TLS 1.3 offered, only ${listed(failure.offered)}`;
    case "no-common-parameter":
      return `no ${failure.what} in common; offered: ${listed(failure.offered)}`;
    case "no-application-protocol":
      return `no application protocol in common; offered: ${listed(failure.offered)}`;
    case "unrecognized-name":
      return `nobody here is called ${failure.name}`;
    case "downgrade":
      return `the connection was forced down to ${failure.sentinel}`;
    case "wrong-finished":
      return "Finished does not fit the conversation";
    case "wrong-binder":
      return `the binder of PSK ${failure.identity} is wrong`;
    case "wrong-signature":
      return `CertificateVerify (${failure.scheme}) does not verify with the certificate's key`;
    case "certificate-refused":
      return failure.why;
    case "certificate-required":
      return "no certificate came, and one is required";
    case "too-much":
      return `more ${failure.what} than ${failure.limit}`;
    case "peer-alert":
      return `alert received: ${failure.alert ?? failure.number}${meaningOf(failure.alert)}`;
    case "truncated":
      return "the connection ended without close_notify";
    case "internal":
      return failure.why;
  }
}

/** What an alert means for whoever received it, where its name alone leaves one guessing. */
const MEANINGS: Readonly<Partial<Record<AlertName, string>>> = {
  certificate_required: "it wants a client certificate, give --cert and --key",
  protocol_version: "it speaks no TLS 1.3",
  handshake_failure: "it takes none of the suites, groups or signature schemes offered",
  unknown_ca: "it does not trust the authority of the certificate it was sent",
  certificate_expired: "by its clock, the certificate it was sent is out of date",
  bad_certificate: "the certificate it was sent is not what it wants: its name, use or signature",
  unrecognized_name: "it knows nobody of the name that was asked for",
  no_application_protocol: "it speaks none of the protocols offered, see --alpn",
};

function meaningOf(alert: AlertName | null): string {
  const meaning = alert === null ? undefined : MEANINGS[alert];
  return meaning === undefined ? "" : `, ${meaning}`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const HTTP = /^(?:HTTP\/|(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PRI) )/;

/** How many first bytes of a peer `strangerOf` looks at. */
export const OPENING = 8;

/** What the peer speaks where its first bytes begin no TLS record (RFC 8446 §5.1); null where they may, or none came. */
export function strangerOf(opening: Uint8Array): string | null {
  const [type] = opening;
  if (type === undefined || (type >= 20 && type <= 24)) return null;
  const text = String.fromCharCode(...opening);
  const guess = HTTP.test(text) ? "HTTP" : text.startsWith("SSH-") ? "SSH" : null;
  return `what came is not TLS${guess === null ? "" : ` (it looks like ${guess})`}`;
}
