import { sameBytes, utf8 } from "../../bytes/text.ts";
import { CIPHER_SUITES, EXTENSIONS, show, VERSIONS } from "../codepoints.ts";
import { codeOf, find } from "../extensions/find.ts";
import { illegal, refuse } from "../failure.ts";
import type { ServerHello } from "../messages/types.ts";
import { type Suite, suiteByCode } from "../schedule/suites.ts";
import { LEGACY_VERSION } from "./setup.ts";
import type { Offer } from "./states.ts";

const SENTINEL = utf8("DOWNGRD");
const SECTION = "RFC 8446 §4.1.3";

/**
 * Holds a ServerHello or HelloRetryRequest to the ClientHello that it answers (RFC 8446 §4.1.3, §4.1.4): version, legacy
 * fields, suite and unasked extensions. Gives the suite.
 */
export function checkServerHello(message: ServerHello, offer: Offer): Suite {
  checkVersion(message, offer);
  const { hello } = offer;
  if (!sameBytes(message.legacySessionIdEcho, hello.legacySessionId)) {
    illegal(fieldOf(message, "legacy_session_id_echo"), "another value", "our legacy_session_id", SECTION);
  }
  if (message.legacyCompressionMethod !== 0) {
    illegal(fieldOf(message, "legacy_compression_method"), `${message.legacyCompressionMethod}`, "0", SECTION);
  }
  checkExtensions(message, offer);
  return suiteOf(message, offer);
}

/**
 * The version first: a server of TLS 1.2 breaks the other rules with every right (§4.2.1). One that sent a
 * HelloRetryRequest is none.
 */
function checkVersion(message: ServerHello, offer: Offer): void {
  const [version] = find(message.extensions, "supported_versions")?.versions ?? [];
  if (version === undefined && offer.retry !== null) {
    const field = "ServerHello.extensions.supported_versions";
    illegal(field, "left out", "TLS 1.3, as in the HelloRetryRequest", "RFC 8446 §4.1.4");
  }
  if (version === undefined) refuseOldVersion(message);
  if (version !== VERSIONS["TLS 1.3"]) {
    const field = fieldOf(message, "extensions.supported_versions.selected_version");
    illegal(field, show(VERSIONS, version), "TLS 1.3", "RFC 8446 §4.2.1");
  }
  if (message.legacyVersion !== LEGACY_VERSION) {
    illegal(fieldOf(message, "legacy_version"), show(VERSIONS, message.legacyVersion), "TLS 1.2 (0x0303)", SECTION);
  }
}

/** No supported_versions: TLS 1.2 or older. One that could do better says so in its random (§4.1.3). */
function refuseOldVersion(message: ServerHello): never {
  if (message.retry) {
    const extension = "supported_versions";
    return refuse({ code: "missing-extension", extension, message: "HelloRetryRequest", section: "RFC 8446 §4.1.4" });
  }
  const tail = message.random.slice(-8);
  const last = tail[7] ?? 0;
  if (sameBytes(tail.slice(0, 7), SENTINEL) && last <= 1) {
    refuse({ code: "downgrade", sentinel: last === 1 ? "TLS 1.2" : "TLS 1.1", section: SECTION });
  }
  const offered = [show(VERSIONS, message.legacyVersion)];
  return refuse({ code: "no-common-version", offered, section: "RFC 8446 §4.2.1" });
}

/** Nothing that we didn't ask for, but a cookie (§4.2). What may not stand here at all was refused by the decoder. */
function checkExtensions(message: ServerHello, offer: Offer): void {
  const asked = offer.hello.extensions.map(codeOf);
  for (const extension of message.extensions) {
    if (extension.type === "cookie" || asked.includes(codeOf(extension))) continue;
    refuse({
      code: "unsupported-extension",
      extension: show(EXTENSIONS, codeOf(extension)),
      message: nameOfMessage(message),
      section: "RFC 8446 §4.2",
    });
  }
}

function suiteOf(message: ServerHello, offer: Offer): Suite {
  const suite = suiteByCode(message.cipherSuite);
  const field = fieldOf(message, "cipher_suite");
  if (suite === null || !offer.hello.cipherSuites.includes(message.cipherSuite)) {
    return illegal(field, show(CIPHER_SUITES, message.cipherSuite), "a suite that we offered", SECTION);
  }
  const { retry } = offer;
  if (retry !== null && retry.name !== suite.name) {
    return illegal(field, suite.name, `${retry.name}, as in the HelloRetryRequest`, "RFC 8446 §4.1.4");
  }
  return suite;
}

function nameOfMessage(message: ServerHello): string {
  return message.retry ? "HelloRetryRequest" : "ServerHello";
}

function fieldOf(message: ServerHello, field: string): string {
  return `${nameOfMessage(message)}.${field}`;
}
