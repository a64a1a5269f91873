import { type ExtensionName, NAMED_GROUPS, PSK_MODES, show, VERSIONS } from "../codepoints.ts";
import { find } from "../extensions/find.ts";
import type { Extension, KeyShareEntry } from "../extensions/types.ts";
import { illegal, refuse } from "../failure.ts";
import type { ClientHello } from "../messages/types.ts";

export type PskOffer = Extract<Extension, { type: "pre_shared_key" }>;

/** What a ClientHello offers, once it keeps the rules that hold for every ClientHello. */
export type Offer = Readonly<{
  hello: ClientHello;
  groups: readonly number[];
  shares: readonly KeyShareEntry[];
  /** Null: the extension was not sent, which only a client with a PSK may do. */
  schemes: readonly number[] | null;
  /** DER of names out of certificate_authorities; empty: any will do. */
  authorities: readonly Uint8Array[];
  /** Null: not sent. */
  alpn: readonly string[] | null;
  /** Null: not sent. */
  serverName: string | null;
  /** Null: not sent. */
  recordSizeLimit: number | null;
  /** Whether the client would like an OCSP response with our certificate (RFC 6066 §8). */
  status: boolean;
  /** Null where there is none, and where the client won't have one with a key exchange, the only way we resume. */
  psk: PskOffer | null;
  /** Whether the client can use tickets of ours: it takes PSKs with a key exchange (RFC 8446 §4.2.9). */
  takesTickets: boolean;
  earlyData: boolean;
}>;

/**
 * Holds a ClientHello to the rules that need no configuration (RFC 8446 §4.1.2, §4.2, §9.2, §D.5) and gives what it
 * offers. Refuses with protocol_version, illegal_parameter or missing_extension; the version comes first, because a
 * client of TLS 1.2 may well break the other rules.
 */
export function readOffer(hello: ClientHello): Offer {
  checkVersion(hello);
  checkCompression(hello);
  const { extensions } = hello;
  const psk = find(extensions, "pre_shared_key");
  const modes = find(extensions, "psk_key_exchange_modes")?.modes ?? null;
  if (psk !== null && modes === null) missing("psk_key_exchange_modes", "RFC 8446 §4.2.9");
  checkPresence(extensions);
  const groups = find(extensions, "supported_groups")?.groups ?? [];
  const shares = find(extensions, "key_share")?.shares ?? [];
  checkShares(groups, shares);
  const takesTickets = modes?.includes(PSK_MODES.psk_dhe_ke) ?? false;
  return {
    hello,
    groups,
    shares,
    schemes: find(extensions, "signature_algorithms")?.schemes ?? null,
    authorities: find(extensions, "certificate_authorities")?.authorities ?? [],
    alpn: find(extensions, "application_layer_protocol_negotiation")?.protocols ?? null,
    serverName: find(extensions, "server_name")?.name ?? null,
    recordSizeLimit: find(extensions, "record_size_limit")?.limit ?? null,
    status: find(extensions, "status_request") !== null,
    psk: takesTickets ? psk : null,
    takesTickets,
    earlyData: find(extensions, "early_data") !== null,
  };
}

/**
 * §4.2.1: only supported_versions says which versions a client speaks; without it, it is TLS 1.2 or older. §D.5: a
 * legacy_version of SSL 3.0 or below is refused whatever else the message says.
 */
function checkVersion(hello: ClientHello): void {
  const { legacyVersion } = hello;
  const versions = find(hello.extensions, "supported_versions")?.versions ?? null;
  const section = legacyVersion < VERSIONS["TLS 1.0"] ? "RFC 8446 §D.5" : "RFC 8446 §4.2.1";
  if (versions?.includes(VERSIONS["TLS 1.3"]) && legacyVersion >= VERSIONS["TLS 1.0"]) return;
  const offered = (versions ?? [legacyVersion]).map((version) => show(VERSIONS, version));
  refuse({ code: "no-common-version", offered, section });
}

/** §4.1.2: exactly one byte, zero. */
function checkCompression({ legacyCompressionMethods: methods }: ClientHello): void {
  if (methods.length === 1 && methods[0] === 0) return;
  illegal("ClientHello.legacy_compression_methods", `[${methods.join(", ")}]`, "[0]", "RFC 8446 §4.1.2");
}

/** §9.2: which extensions a ClientHello must have, and which only come together. */
function checkPresence(extensions: readonly Extension[]): void {
  const section = "RFC 8446 §9.2";
  const groups = find(extensions, "supported_groups");
  const share = find(extensions, "key_share");
  if (groups !== null && share === null) missing("key_share", section);
  if (groups === null && share !== null) missing("supported_groups", section);
  if (find(extensions, "pre_shared_key") !== null) return;
  if (find(extensions, "signature_algorithms") === null) missing("signature_algorithms", section);
  if (groups === null) missing("supported_groups", section);
}

/** §4.2.8: shares are of groups in supported_groups, in the same order, each group once. */
function checkShares(groups: readonly number[], shares: readonly KeyShareEntry[]): void {
  let last = -1;
  for (const { group } of shares) {
    const place = groups.indexOf(group);
    if (place <= last) {
      const wanted = place < 0 ? "a group of supported_groups" : "each group once, in the order of supported_groups";
      illegal("ClientHello.extensions.key_share", show(NAMED_GROUPS, group), wanted, "RFC 8446 §4.2.8");
    }
    last = place;
  }
}

/** Refuses a ClientHello without an extension that it must have. */
export function missing(extension: ExtensionName, section: string): never {
  return refuse({ code: "missing-extension", extension, message: "ClientHello", section });
}
