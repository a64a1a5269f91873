import type { OwnShare } from "../../crypto/groups.ts";
import {
  CERTIFICATE_SCHEMES,
  CIPHER_SUITES,
  NAMED_GROUPS,
  PSK_MODES,
  SIGNATURE_SCHEMES,
  VERSIONS,
} from "../codepoints.ts";
import { bindersSize } from "../extensions/preSharedKey.ts";
import type { Extension } from "../extensions/types.ts";
import { encodeMessage } from "../messages/codec.ts";
import { withoutBinders } from "../messages/truncate.ts";
import type { ClientHello } from "../messages/types.ts";
import { finishedData } from "../schedule/derive.ts";
import { LEGACY_VERSION, type Setup } from "./setup.ts";
import type { OfferedPsk } from "./states.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type PskExtension = Extract<Extension, { type: "pre_shared_key" }>;

/** What differs from one ClientHello to the next (RFC 8446 §4.1.2). */
export type HelloParts = Readonly<{
  random: Bytes;
  sessionId: Bytes;
  shares: readonly OwnShare[];
  cookie: Bytes | null;
  earlyData: boolean;
  psk: Readonly<{ offered: OfferedPsk; now: number }> | null;
}>;

/**
 * A ClientHello (RFC 8446 §4.1.2). Its extensions stand in this order: server_name, status_request,
 * supported_groups, signature_algorithms, signature_algorithms_cert, application_layer_protocol_negotiation, record_size_limit,
 * supported_versions, psk_key_exchange_modes, key_share, cookie, early_data, pre_shared_key. The binder is still zeros:
 * see `bind`.
 */
export function clientHello(setup: Setup, parts: HelloParts): ClientHello {
  const { sni, alpn, recordSizeLimit } = setup;
  const { cookie, psk } = parts;
  const extensions: Extension[] = [];
  if (sni !== null) extensions.push({ type: "server_name", name: sni });
  if (setup.status) extensions.push({ type: "status_request", responders: [], requestExtensions: new Uint8Array() });
  extensions.push(
    { type: "supported_groups", groups: setup.groups.map((group) => NAMED_GROUPS[group]) },
    { type: "signature_algorithms", schemes: setup.schemes.map((scheme) => SIGNATURE_SCHEMES[scheme]) },
    { type: "signature_algorithms_cert", schemes: Object.values(CERTIFICATE_SCHEMES) },
  );
  if (alpn.length > 0) extensions.push({ type: "application_layer_protocol_negotiation", protocols: alpn });
  if (recordSizeLimit !== null) extensions.push({ type: "record_size_limit", limit: recordSizeLimit });
  extensions.push(
    { type: "supported_versions", versions: [VERSIONS["TLS 1.3"]] },
    { type: "psk_key_exchange_modes", modes: [PSK_MODES.psk_dhe_ke] },
    { type: "key_share", shares: parts.shares.map(entryOf) },
  );
  if (cookie !== null) extensions.push({ type: "cookie", cookie });
  if (parts.earlyData) extensions.push({ type: "early_data", maxEarlyData: null });
  if (psk !== null) extensions.push(pskExtension(psk.offered, psk.now));
  return {
    type: "client_hello",
    legacyVersion: LEGACY_VERSION,
    random: parts.random,
    legacySessionId: parts.sessionId,
    cipherSuites: setup.suites.map((suite) => CIPHER_SUITES[suite]),
    legacyCompressionMethods: new Uint8Array(1),
    extensions,
  };
}

function entryOf({ group, share }: OwnShare) {
  return { group: NAMED_GROUPS[group], keyExchange: share };
}

/**
 * One identity, with its age hidden behind ticket_age_add (RFC 8446 §4.2.11.1), and a binder to be filled in. A clock
 * that was set back meanwhile makes the age none.
 */
function pskExtension({ session, suite }: OfferedPsk, now: number): PskExtension {
  const age = Math.max(0, Math.round(now - session.receivedAt));
  const obfuscatedTicketAge = (age + session.ageAdd) % 2 ** 32;
  return withBinder({ identity: session.ticket, obfuscatedTicketAge }, new Uint8Array(suite.hashSize));
}

function withBinder(identity: PskExtension["identities"][number], binder: Bytes): PskExtension {
  const binders = [binder];
  return { type: "pre_shared_key", identities: [identity], binders, bindersSize: bindersSize(binders) };
}

/**
 * The ClientHello with its binder, which proves that we hold the PSK (RFC 8446 §4.2.11.2).
 *
 * @param hello one that offers this PSK
 * @param hashOf the transcript's hash with these bytes behind what came before
 */
export function bind(hello: ClientHello, psk: OfferedPsk, hashOf: (truncated: Bytes) => Bytes): ClientHello {
  const last = hello.extensions.at(-1);
  const [identity] = last?.type === "pre_shared_key" ? last.identities : [];
  if (last?.type !== "pre_shared_key" || identity === undefined) throw new Error("the ClientHello offers no PSK");
  const truncated = withoutBinders(encodeMessage(hello), last.bindersSize);
  const binder = finishedData(psk.suite, psk.binderKey, hashOf(truncated));
  return { ...hello, extensions: [...hello.extensions.slice(0, -1), withBinder(identity, binder)] };
}
