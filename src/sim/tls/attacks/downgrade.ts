import { fromHex } from "../../../bytes/hex.ts";
import { concat } from "../../../bytes/text.ts";
import { Writer } from "../../../bytes/writer.ts";
import {
  CIPHER_SUITES,
  type CipherSuiteName,
  CONTENT_TYPES,
  NAMED_GROUPS,
  type NamedGroupName,
  nameOf,
  VERSIONS,
} from "../../../tls/codepoints.ts";
import { find } from "../../../tls/extensions/find.ts";
import type { Extension } from "../../../tls/extensions/types.ts";
import { decodeMessage, encodeMessage } from "../../../tls/messages/codec.ts";
import { RETRY_RANDOM } from "../../../tls/messages/retry.ts";
import type { ClientHello, HandshakeMessage } from "../../../tls/messages/types.ts";
import { HEADER_SIZE } from "../../../tls/record/sizes.ts";
import type { Acting, Sending } from "../../acting.ts";
import type { Self } from "../../actors/letters.ts";
import type { KeyId, PacketArtifact, RecordSpan } from "../../recording.ts";
import type { Attack } from "../mallory.ts";
import { nameShare } from "../noted.ts";
import { wirePacket } from "../packets.ts";

/** How Mallory would have two ends agree on less than they could. */
export type Weakening = Readonly<{
  /** out: takes something out of what the client offers; retry: asks, in the server's name, for another half. */
  how: () => "out" | "retry";
  /** What she takes out: groups with their halves, and cipher suites. */
  groups: readonly NamedGroupName[];
  suites: readonly CipherSuiteName[];
  /** The group that she asks for. */
  instead: NamedGroupName;
}>;

/**
 * Downgrade: the hellos are not protected (RFC 8446 §5.1), so she rewrites what a client offers, or answers it with a
 * HelloRetryRequest of her own. What both ends then make of it is theirs: the transcript is in every key (§7.1, §E.1).
 */
export function downgrade(self: Self, plan: Weakening): Attack {
  /** The client answers a request of hers: the server has not heard of it yet. */
  let forged = false;

  return async function* (packet): Acting<readonly Sending[]> {
    const hello = helloIn(packet);
    if (hello === null) return [packet];
    if (plan.how() === "retry" && !forged && offers(hello.message, plan.instead)) {
      forged = true;
      yield { type: "swallows", actor: self.id, packet: packet.id };
      const request = retryRequest(self, packet, hello.message, plan.instead);
      yield { type: "writes", actor: self.id, packet: request.id, text: null };
      return [request];
    }
    const message = plan.how() === "out" ? without(hello.message, plan) : hello.message;
    const changed = await rewritten(self, packet, { ...hello, message }, forged);
    if (changed === null) return [packet];
    yield { type: "changes", actor: self.id, packet: changed.id, from: packet.id, what: "offer" };
    return [changed];
  };
}

type Found = Readonly<{ message: ClientHello; span: RecordSpan }>;

function helloIn(packet: PacketArtifact): Found | null {
  if (packet.message !== "ClientHello") return null;
  const bytes = fromHex(packet.bytes);
  const span = packet.records?.find(({ start }) => bytes[start] === CONTENT_TYPES.handshake);
  if (span === undefined) return null;
  const { message } = decodeMessage(bytes.slice(span.start + HEADER_SIZE, span.end));
  return message.type === "client_hello" ? { message, span } : null;
}

function offers(hello: ClientHello, group: NamedGroupName): boolean {
  return find(hello.extensions, "supported_groups")?.groups.includes(NAMED_GROUPS[group]) ?? false;
}

function without(hello: ClientHello, { groups, suites }: Weakening): ClientHello {
  const gone = new Set<number>(groups.map((group) => NAMED_GROUPS[group]));
  const goneSuites = new Set<number>(suites.map((suite) => CIPHER_SUITES[suite]));
  const extensions = hello.extensions.map((extension): Extension => {
    if (extension.type === "supported_groups")
      return { ...extension, groups: extension.groups.filter((group) => !gone.has(group)) };
    if (extension.type !== "key_share") return extension;
    return { ...extension, shares: extension.shares.filter(({ group }) => !gone.has(group)) };
  });
  return { ...hello, cipherSuites: hello.cipherSuites.filter((suite) => !goneSuites.has(suite)), extensions };
}

/**
 * The packet with another hello in it, null where that is the same bytes. `asFirst`: without the dummy record that may
 * only follow a first ClientHello (RFC 8446 §5).
 */
async function rewritten(
  self: Self,
  packet: PacketArtifact,
  { message, span }: Found,
  asFirst: boolean,
): Promise<PacketArtifact | null> {
  const old = fromHex(packet.bytes);
  const before = asFirst ? new Uint8Array() : old.slice(0, span.start);
  const record = recordOf(message, old.slice(span.start + 1, span.start + 3));
  const bytes = concat(before, record, old.slice(span.end));
  if (bytes.length === old.length && bytes.every((byte, i) => byte === old[i])) return null;
  const by = before.length + record.length - span.end;
  const records = (packet.records ?? []).flatMap((one): readonly RecordSpan[] => {
    if (one.start < span.start) return asFirst ? [] : [one];
    if (one.start > span.start) return [{ ...one, start: one.start + by, end: one.end + by }];
    // The first record that the server sees of a client is number 0.
    const sequence = asFirst ? 0 : one.sequence;
    return [{ ...one, sequence, start: before.length, end: before.length + record.length }];
  });
  const { message: name, label, from, to, connection = 1 } = packet;
  const keys = await halvesIn(self, message);
  const changedFrom = packet.id;
  return wirePacket(self.props, {
    message: name,
    label,
    from,
    to,
    author: self.id,
    bytes,
    records,
    keys,
    changedFrom,
    connection,
  });
}

async function halvesIn(self: Self, hello: ClientHello): Promise<readonly KeyId[]> {
  const shares = find(hello.extensions, "key_share")?.shares ?? [];
  const named = shares.map(({ group, keyExchange }) => {
    const name = nameOf(NAMED_GROUPS, group);
    return name === null ? null : nameShare(self.props, name, keyExchange);
  });
  return (await Promise.all(named)).filter((key) => key !== null);
}

/** A HelloRetryRequest as the server would write it (RFC 8446 §4.1.4): it takes no key. */
function retryRequest(self: Self, packet: PacketArtifact, hello: ClientHello, group: NamedGroupName): PacketArtifact {
  const message: HandshakeMessage = {
    type: "server_hello",
    retry: true,
    legacyVersion: VERSIONS["TLS 1.2"],
    random: RETRY_RANDOM,
    legacySessionIdEcho: hello.legacySessionId,
    cipherSuite: hello.cipherSuites[0] ?? CIPHER_SUITES.TLS_AES_128_GCM_SHA256,
    legacyCompressionMethod: 0,
    extensions: [
      { type: "key_share_retry", group: NAMED_GROUPS[group] },
      { type: "supported_versions", versions: [VERSIONS["TLS 1.3"]] },
    ],
  };
  const bytes = recordOf(message, Uint8Array.of(3, 3));
  const { from, to, connection = 1 } = packet;
  const span: RecordSpan = { start: 0, end: bytes.length, epoch: "initial", sequence: 0, key: null };
  return wirePacket(self.props, {
    message: "HelloRetryRequest",
    label: "helloRetryRequest",
    author: self.id,
    from: to,
    to: from,
    bytes,
    records: [span],
    keys: [],
    connection,
  });
}

/** A handshake message in a record that is not protected (RFC 8446 §5.1). */
function recordOf(message: HandshakeMessage, version: Uint8Array): Uint8Array<ArrayBuffer> {
  const fragment = encodeMessage(message);
  const header = new Writer().uint(1, CONTENT_TYPES.handshake).fixed(version).uint(2, fragment.length);
  return header.fixed(fragment).finish();
}
