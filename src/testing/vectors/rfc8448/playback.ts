import { fromHex } from "../../../bytes/hex.ts";
import type { Chance } from "../../../crypto/chance.ts";
import { type GroupName, type OwnShare, shareFromPrivate } from "../../../crypto/groups.ts";
import type { HandshakeTypeName } from "../../../tls/codepoints.ts";
import { find } from "../../../tls/extensions/find.ts";
import { decodeMessage } from "../../../tls/messages/codec.ts";
import type { HandshakeMessage } from "../../../tls/messages/types.ts";
import { messagesOf } from "./messages.ts";
import type { Side, Trace } from "./trace.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type MessageOf<T extends HandshakeMessage["type"]> = Extract<HandshakeMessage, { type: T }>;

/** A message of one side of a trace, decoded. */
export type Decoded<T extends HandshakeMessage["type"] = HandshakeMessage["type"]> = Readonly<{
  message: MessageOf<T>;
  bytes: Bytes;
}>;

/** The messages of this type that one side of a trace sends, in order. */
export function sentBy<T extends HandshakeMessage["type"] & HandshakeTypeName>(
  trace: Trace,
  side: Side,
  type: T,
): readonly Decoded<T>[] {
  return messagesOf(trace).flatMap(({ from, bytes }) => {
    const { message } = decodeMessage(bytes, { hashSize: 32 });
    return from === side && isA(message, type) ? [{ message, bytes }] : [];
  });
}

function isA<T extends HandshakeMessage["type"]>(message: HandshakeMessage, type: T): message is MessageOf<T> {
  return message.type === type;
}

/** Chance that gives one side of a trace what it had: randoms, shares, cookie, ticket and signature. Nothing else. */
export function playback(trace: Trace, side: Side): Chance {
  const values = side === "client" ? clientValues(trace) : serverValues(trace);
  const give = async (label: string): Promise<Bytes> => {
    const value = values[label];
    if (value === undefined) throw new Error(`${trace.section} has no ${label}`);
    return value;
  };
  return {
    random: give,
    bytes: give,
    share: (_label, group) => shareOf(trace, side, group),
    answer: async (_label, group, peerShare) => {
      const own = await shareOf(trace, side, group);
      const secret = await own.agree(peerShare);
      return secret && { share: own.share, secret, half: own.half };
    },
  };
}

type Values = Readonly<Record<string, Bytes | undefined>>;

function clientValues(trace: Trace): Values {
  const [hello] = sentBy(trace, "client", "client_hello");
  const [proof] = sentBy(trace, "client", "certificate_verify");
  return {
    "client.random": hello?.message.random,
    "client.legacy_session_id": hello?.message.legacySessionId,
    "client.CertificateVerify": proof?.message.signature,
  };
}

function serverValues(trace: Trace): Values {
  const hellos = sentBy(trace, "server", "server_hello").map(({ message }) => message);
  const [ticket] = sentBy(trace, "server", "new_session_ticket");
  const retry = hellos.find((hello) => hello.retry);
  return {
    "server.random": hellos.find((hello) => !hello.retry)?.random,
    "server.cookie": retry === undefined ? undefined : find(retry.extensions, "cookie")?.cookie,
    "server.CertificateVerify": sentBy(trace, "server", "certificate_verify")[0]?.message.signature,
    "server.ticket": ticket?.message.ticket,
    "server.ticket_age_add": ticket === undefined ? undefined : uint32(ticket.message.ageAdd),
  };
}

async function shareOf(trace: Trace, side: Side, group: GroupName): Promise<OwnShare> {
  const found = trace.shares.find((share) => share.side === side && share.group === group);
  if (found === undefined || group === "X25519MLKEM768") throw new Error(`${trace.section} has no such share`);
  return shareFromPrivate(group, fromHex(found.privateKey));
}

function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
