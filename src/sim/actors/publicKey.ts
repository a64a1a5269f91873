import { textOf, utf8 } from "../../bytes/text.ts";
import { importChannelKey, importPublicKey, type KeyPair } from "../../crypto/keys.ts";
import { openPrivately, sealTo } from "../../crypto/operations.ts";
import type { AlertName } from "../../story/alerts.ts";
import type { Message } from "../../story/messages.ts";
import type { Acting, Endpoint, Opener, Sending } from "../acting.ts";
import type { ActorId, ArtifactId, PacketArtifact } from "../recording.ts";
import type { Channel } from "./channel.ts";
import {
  cannotOpen,
  hearGoodbye,
  leaveUnopened,
  messageIn,
  obey,
  type Self,
  type Service,
  sayGoodbye,
  writeLetter,
  writeMessage,
} from "./letters.ts";
import { readLetter } from "./plain.ts";
import { openLetter, sealLetter } from "./sealedLetters.ts";

/**
 * What the client does once it has Bob's public key: seal the letter itself to it (`asymmetric`), or seal a fresh
 * AES key to it and the letter under that (`symmetric`, the way of TLS 1.2 and older, RFC 5246 §7.4.7.1).
 */
export type Way = "letter" | "key";

/** Asks for the server's RSA key, then talks the one way or the other. */
export function publicKeyClient(self: Self, peer: ActorId, text: string, way: Way): Opener {
  let channel: Channel | null = null;
  let closed = false;
  return {
    async *begin(): Acting<readonly Sending[]> {
      return [yield* writeMessage(self, { from: self.as, to: peer, label: "keyRequest" }, { type: "KeyRequest" })];
    },
    async *receive(packet): Acting<readonly Sending[]> {
      const message = messageIn(packet);
      if (closed) return yield* leaveUnopened(self, packet);
      if (message.type === "PublicKey") {
        yield { type: "reads", actor: self.id, packet: packet.id, text: null };
        self.props.letter({ author: self.id, reader: peer, text });
        if (way === "letter") return yield* sealLetterTo(self, peer, text, message);
        const sealedKey = yield* sealKeyTo(self, peer, message);
        if (sealedKey === null) return [];
        const made = sealedKey.channel;
        channel = made;
        const address = { from: self.as, to: peer, label: "request" };
        return [
          sealedKey.packet,
          async function* () {
            return [yield* sealLetter(self, address, text, made)];
          },
        ];
      }
      if (message.type === "Goodbye") {
        closed = true;
        return yield* hearGoodbye(self, packet, message.alert);
      }
      if (message.type === "Sealed" && channel !== null) {
        if ((yield* openLetter(self, packet, channel)) !== null) return [];
        closed = true;
        return yield* sayGoodbye(self, peer, "bad_record_mac");
      }
      return yield* readLetter(self, packet);
    },
  };
}

/** Gives its public key to whoever asks, opens what was sealed to it, and answers as well as it can. */
export function publicKeyServer(self: Self, own: KeyPair, service: Service): Endpoint {
  let channel: Channel | null = null;
  let closed = false;

  async function* hangUp(to: ActorId, alert: AlertName): Acting<readonly Sending[]> {
    closed = true;
    return yield* sayGoodbye(self, to, alert);
  }

  return {
    async *receive(packet): Acting<readonly Sending[]> {
      const message = messageIn(packet);
      if (closed) return yield* leaveUnopened(self, packet);
      switch (message.type) {
        case "KeyRequest": {
          yield { type: "reads", actor: self.id, packet: packet.id, text: null };
          const answer: Message = { type: "PublicKey", spki: own.spki };
          return [yield* writeMessage(self, { from: self.as, to: packet.from, label: "publicKey" }, answer)];
        }
        case "SealedLetter": {
          const text = yield* openSealedLetter(self, packet, own, message.ciphertext);
          if (text === null) return yield* hangUp(packet.from, "decrypt_error");
          const reply = yield* obey(self, service, text);
          self.props.letter({ author: self.id, reader: packet.from, text: reply });
          return [yield* writeLetter(self, { from: self.as, to: packet.from, label: "reply" }, reply)];
        }
        case "SealedKey": {
          channel = yield* openSealedKey(self, packet, own, message.ciphertext);
          return channel === null ? yield* hangUp(packet.from, "decrypt_error") : [];
        }
        case "Sealed": {
          if (channel === null) {
            closed = true;
            return yield* cannotOpen(self, packet);
          }
          const text = yield* openLetter(self, packet, channel);
          if (text === null) return yield* hangUp(packet.from, "bad_record_mac");
          const reply = yield* obey(self, service, text);
          self.props.letter({ author: self.id, reader: packet.from, text: reply });
          return [yield* sealLetter(self, { from: self.as, to: packet.from, label: "reply" }, reply, channel)];
        }
        case "Goodbye":
          closed = true;
          return yield* hearGoodbye(self, packet, message.alert);
        default:
          return [];
      }
    },
  };
}

/** Opens a copy of a sealed key with an RSA private key; null where it does not fit. */
export async function* openSealedKey(
  self: Self,
  packet: PacketArtifact,
  key: KeyPair,
  ciphertext: Uint8Array,
): Acting<Channel | null> {
  const raw = await openPrivately(key, ciphertext);
  const attempt = noteAttempt(self, packet, key, raw === null ? null : `a key of ${raw.length} bytes`);
  if (raw === null) {
    yield { type: "fails", actor: self.id, packet: packet.id, attempts: [attempt] };
    return null;
  }
  const channelKey = await importChannelKey(raw);
  const id = self.props.channelKey(channelKey, null);
  yield { type: "opens", actor: self.id, packet: packet.id, attempt, text: null, gives: id };
  return { key: channelKey, id };
}

async function* openSealedLetter(
  self: Self,
  packet: PacketArtifact,
  key: KeyPair,
  ciphertext: Uint8Array,
): Acting<string | null> {
  const plaintext = await openPrivately(key, ciphertext);
  const text = plaintext === null ? null : (textOf(plaintext) ?? "no text");
  const attempt = noteAttempt(self, packet, key, text);
  if (text === null) yield { type: "fails", actor: self.id, packet: packet.id, attempts: [attempt] };
  else yield { type: "opens", actor: self.id, packet: packet.id, attempt, text, gives: null };
  return text;
}

function noteAttempt(self: Self, packet: PacketArtifact, key: KeyPair, text: string | null): ArtifactId {
  return self.props.attempt({
    packet: packet.id,
    key: self.props.key(key),
    part: "private",
    method: "RSA-OAEP decrypt",
    text,
    error: text === null ? "the padding does not fit" : null,
  });
}

async function* sealLetterTo(
  self: Self,
  peer: ActorId,
  text: string,
  theirs: Message & { type: "PublicKey" },
): Acting<readonly Sending[]> {
  const sealed = await sealBytesTo(self, theirs.spki, utf8(text), "sealed letter");
  if (sealed === null) return [];
  const packet = await self.props.packet({
    from: self.as,
    to: peer,
    label: "request",
    message: { type: "SealedLetter", ciphertext: sealed.ciphertext },
    seal: { as: "aqua", key: sealed.key },
  });
  yield { type: "seals", actor: self.id, packet: packet.id, key: sealed.key, text };
  return [packet];
}

async function* sealKeyTo(
  self: Self,
  peer: ActorId,
  theirs: Message & { type: "PublicKey" },
): Acting<Readonly<{ packet: PacketArtifact; channel: Channel }> | null> {
  const key = await importChannelKey(await self.props.source.random("channel key", 32));
  const id = self.props.channelKey(key, null);
  yield { type: "makes", actor: self.id, what: "channelKey", keys: [id], certificate: null };
  const sealed = await sealBytesTo(self, theirs.spki, key.raw, "sealed key");
  if (sealed === null) return null;
  const packet = await self.props.packet({
    from: self.as,
    to: peer,
    label: "sealedKey",
    message: { type: "SealedKey", ciphertext: sealed.ciphertext },
    seal: { as: "aqua", key: sealed.key },
  });
  yield { type: "seals", actor: self.id, packet: packet.id, key: sealed.key, text: null };
  return { packet, channel: { key, id } };
}

/** RSA-OAEP to the key that came; null where what came is no key. */
async function sealBytesTo(self: Self, spki: Uint8Array, plaintext: Uint8Array, label: string) {
  const key = await importPublicKey("RSA-OAEP 2048", spki);
  if (key === null) return null;
  const ciphertext = await self.props.source.bytes(label, (coins) => sealTo(key, plaintext, coins));
  return { key: self.props.key(key), ciphertext };
}
