import { textOf, utf8 } from "../../bytes/text.ts";
import { NONCE_LENGTH } from "../../crypto/lengths.ts";
import { openWith, sealWith } from "../../crypto/operations.ts";
import type { Acting } from "../acting.ts";
import type { PacketArtifact } from "../recording.ts";
import type { Channel } from "./channel.ts";
import { type Address, messageIn, type Self } from "./letters.ts";

/** Seals a text under a channel key, with a fresh nonce. */
export async function* sealLetter(
  self: Self,
  address: Address,
  text: string,
  channel: Channel,
  changedFrom?: PacketArtifact,
): Acting<PacketArtifact> {
  const nonce = await self.props.source.random(`nonce of ${self.id}`, NONCE_LENGTH);
  const ciphertext = await sealWith(channel.key, nonce, utf8(text));
  const packet = await self.props.packet({
    ...address,
    author: self.id,
    message: { type: "Sealed", nonce, ciphertext },
    seal: { as: "yellow", key: channel.id },
    ...(changedFrom === undefined ? {} : { changedFrom: changedFrom.id }),
  });
  yield { type: "seals", actor: self.id, packet: packet.id, key: channel.id, text };
  return packet;
}

/** Opens a sealed packet with a channel key: gives the text, or null where AES-GCM refused it. */
export async function* openLetter(self: Self, packet: PacketArtifact, channel: Channel): Acting<string | null> {
  const message = messageIn(packet);
  if (message.type !== "Sealed") return null;
  const plaintext = await openWith(channel.key, message.nonce, message.ciphertext);
  const text = plaintext === null ? null : textOf(plaintext);
  const attempt = self.props.attempt({
    packet: packet.id,
    key: channel.id,
    part: "secret",
    method: "AES-256-GCM open",
    text,
    error: plaintext === null ? "the tag does not fit" : text === null ? "what is inside is no text" : null,
  });
  if (text === null) yield { type: "fails", actor: self.id, packet: packet.id, attempts: [attempt] };
  else yield { type: "opens", actor: self.id, packet: packet.id, attempt, text, gives: null };
  return text;
}
