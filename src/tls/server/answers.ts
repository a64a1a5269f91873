import { CERTIFICATE_SCHEMES, SIGNATURE_SCHEMES, VERSIONS } from "../codepoints.ts";
import type { Negotiated } from "../config.ts";
import type { Extension, KeyShareEntry } from "../extensions/types.ts";
import type { CertificateRequest, ClientHello, EncryptedExtensions, ServerHello } from "../messages/types.ts";
import type { Suite } from "../schedule/suites.ts";
import type { Offer } from "./offer.ts";
import type { ServerSettings } from "./settings.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * RFC 8446 §4.1.3. Its extensions stand in the order of RFC 8448's traces.
 *
 * @param random 32 bytes
 * @param selected which of the client's PSK identities; null: none
 */
export function serverHello(
  hello: ClientHello,
  random: Bytes,
  suite: Suite,
  share: KeyShareEntry,
  selected: number | null,
): ServerHello {
  const psk: readonly Extension[] = selected === null ? [] : [{ type: "pre_shared_key_selected", selected }];
  return {
    type: "server_hello",
    retry: false,
    legacyVersion: VERSIONS["TLS 1.2"],
    random,
    legacySessionIdEcho: hello.legacySessionId,
    cipherSuite: suite.code,
    legacyCompressionMethod: 0,
    extensions: [
      ...psk,
      { type: "key_share", shares: [share] },
      { type: "supported_versions", versions: [VERSIONS["TLS 1.3"]] },
    ],
  };
}

/**
 * RFC 8446 §4.3.1: our answers to extensions that have nothing to do with the keys. That the name was used is said
 * where it was held against a list (RFC 6066 §3); record_size_limit where the configuration has one (RFC 8449 §4).
 */
export function encryptedExtensions(
  offer: Offer,
  settings: ServerSettings,
  { alpn, earlyData }: Negotiated,
): EncryptedExtensions {
  const limit = offer.recordSizeLimit === null ? null : settings.recordSizeLimit;
  const extensions: Extension[] = [];
  if (limit !== null) extensions.push({ type: "record_size_limit", limit });
  if (offer.serverName !== null && settings.serverNames !== null) extensions.push({ type: "server_name", name: null });
  if (alpn !== null) extensions.push({ type: "application_layer_protocol_negotiation", protocols: [alpn] });
  if (earlyData === "accepted") extensions.push({ type: "early_data", maxEarlyData: null });
  return { type: "encrypted_extensions", extensions };
}

/** RFC 8446 §4.3.2. Inside the handshake its context is empty. */
export function certificateRequest({
  schemes,
  certificateAuthorities: authorities,
}: ServerSettings): CertificateRequest {
  const named: readonly Extension[] =
    authorities.length === 0 ? [] : [{ type: "certificate_authorities", authorities }];
  return {
    type: "certificate_request",
    context: new Uint8Array(),
    extensions: [
      { type: "signature_algorithms", schemes: schemes.map((scheme) => SIGNATURE_SCHEMES[scheme]) },
      { type: "signature_algorithms_cert", schemes: Object.values(CERTIFICATE_SCHEMES) },
      ...named,
    ],
  };
}
