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
      return `alert received: ${failure.alert ?? failure.number}`;
    case "truncated":
      return "the connection ended without close_notify";
    case "internal":
      return failure.why;
  }
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
