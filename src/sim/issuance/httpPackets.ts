import { fromHex, toHex } from "../../bytes/hex.ts";
import { DecodeError } from "../../bytes/reader.ts";
import { decodeHttp, encodeHttp, type HttpMessage, isHttp } from "../../http/plain.ts";
import type { Acting } from "../acting.ts";
import type { Self } from "../actors/letters.ts";
import type { ActorId, PacketArtifact } from "../recording.ts";

/** Where the token of a challenge is to be found (RFC 8555 §8.3). */
export function challengeTarget(token: string): string {
  return `/.well-known/acme-challenge/${token}`;
}

/** What is to be found there: the token, and a hash of the key of the applicant's account (RFC 8555 §8.1). */
export function keyAuthorization(token: string, thumbprint: string): string {
  return `${token}.${thumbprint}`;
}

/** Puts a message of plain HTTP on the wire; whoever passes it on can read it. */
export async function* writeHttp(self: Self, to: ActorId, message: HttpMessage): Acting<PacketArtifact> {
  const text = textOf(message);
  const label = message.type === "HttpRequest" ? "look" : "finding";
  const packet: PacketArtifact = {
    kind: "packet",
    id: self.props.newId(`packet:${label}`),
    message: message.type,
    label,
    author: self.id,
    from: self.as,
    to,
    seal: { as: "paper" },
    bytes: toHex(encodeHttp(message)),
    changedFrom: null,
  };
  self.props.putPacket(packet, { text, keys: [], certificates: [] });
  yield { type: "writes", actor: self.id, packet: packet.id, text };
  return packet;
}

/** The message in a packet of HTTP; null for any other packet, and for bytes that are none. */
export function httpIn(packet: PacketArtifact): HttpMessage | null {
  if (!isHttp(packet.message)) return null;
  try {
    return decodeHttp(fromHex(packet.bytes)).message;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

/** What it says to whoever reads it. */
export function textOf(message: HttpMessage): string {
  if (message.type === "HttpRequest") return `GET ${message.target}`;
  return message.status === 200 ? message.body : "404 Not Found";
}
