import { fromHex } from "../../bytes/hex.ts";
import { textOf } from "../../bytes/text.ts";
import { importChannelKey } from "../../crypto/keys.ts";
import { openWith } from "../../crypto/operations.ts";
import type { Message } from "../../story/messages.ts";
import { transcriptHash } from "../../story/proof.ts";
import type { Acting } from "../acting.ts";
import type { Channel } from "../actors/channel.ts";
import { messageIn, type Self } from "../actors/letters.ts";
import { type Attempt, type Material, tryToOpen } from "../attempts.ts";
import { publicKeyIn } from "../publicKeys.ts";
import type { ArtifactId, KeyId, KeyPart, PacketArtifact } from "../recording.ts";

/** A key at hand: which part of it, and what it is. */
export type Held = Readonly<{ id: KeyId; part: KeyPart; material: Material }>;

/**
 * Somebody past whom packets go: has what passed, the public keys in it, and keys of their own. Nothing else: what an
 * onlooker reads is what a real attempt with these gives.
 */
export class Onlooker {
  private readonly held = new Map<KeyId, Held>();
  private readonly salts: Uint8Array<ArrayBuffer>[] = [];
  private readonly seen: PacketArtifact[] = [];
  private readonly texts = new Map<string, string>();
  private clientHalf: Uint8Array<ArrayBuffer> | null = null;

  constructor(private readonly self: Self) {}

  /** Everything that passed, in order. */
  get copies(): readonly PacketArtifact[] {
    return this.seen;
  }

  /** Every key at hand. */
  get hand(): readonly Held[] {
    return [...this.held.values()];
  }

  /** Puts a key of one's own (or a stolen one) to the others. */
  hold(id: KeyId, part: KeyPart, material: Material): void {
    this.held.set(id, { id, part, material });
  }

  /** Keeps a copy of what passes, with the public keys in it. */
  async see(packet: PacketArtifact): Promise<void> {
    if (this.seen.some((p) => p.id === packet.id)) return;
    this.seen.push(packet);
    const message = messageIn(packet);
    const key = await publicKeyIn(message);
    if (key !== null) {
      const id = this.self.props.key(key);
      if (!this.held.has(id)) this.hold(id, "public", key);
    }
    if (message.type === "ClientHalf") this.clientHalf = fromHex(packet.bytes);
    if (message.type === "ServerHalf" && this.clientHalf !== null) {
      this.salts.push(await transcriptHash(this.clientHalf, fromHex(packet.bytes)));
    }
  }

  /** The text that an earlier look at this packet gave; null where it gave none. */
  textOf(packet: PacketArtifact): string | null {
    return this.texts.get(packet.id) ?? null;
  }

  /** Whether one of the channel keys at hand opens a sealed letter; no step, for nothing is done with it yet. */
  async canOpen(packet: PacketArtifact): Promise<boolean> {
    return (await this.channelFor(packet)) !== null;
  }

  /** Opens a sealed letter with whatever key at hand fits: the text and that key, or null where none did. */
  async *open(packet: PacketArtifact): Acting<Readonly<{ text: string; channel: Channel }> | null> {
    const channel = await this.channelFor(packet);
    const plaintext = yield* this.tryAll(packet);
    const text = plaintext === null ? null : textOf(plaintext);
    if (channel === null || text === null) return null;
    this.texts.set(packet.id, text);
    return { text, channel };
  }

  /** Reads what lies open; tries every key on what is sealed. Says whether there was anything to look at. */
  async *look(packet: PacketArtifact): Acting<boolean> {
    await this.see(packet);
    const message = messageIn(packet);
    if (message.type === "Letter") {
      yield { type: "reads", actor: this.self.id, packet: packet.id, text: message.text };
      return true;
    }
    if (packet.seal.as === "paper") return false;
    yield* this.tryAll(packet);
    return true;
  }

  /** Tries every key on a sealed packet. Gives what was inside, or null. */
  async *tryAll(packet: PacketArtifact): Acting<Uint8Array | null> {
    const message = messageIn(packet);
    const failed: ArtifactId[] = [];
    for (const held of this.held.values()) {
      const attempt = await tryToOpen(message, held.material, held.part, this.salts);
      if (attempt === null) continue;
      const id = this.note(packet, held, attempt);
      if (attempt.plaintext === null) failed.push(id);
      else return yield* this.opened(packet, id, message, attempt);
    }
    yield { type: "fails", actor: this.self.id, packet: packet.id, attempts: failed };
    return null;
  }

  private async *opened(
    packet: PacketArtifact,
    attempt: ArtifactId,
    message: Message,
    got: Attempt,
  ): Acting<Uint8Array | null> {
    const { plaintext, text } = got;
    const key = message.type === "SealedKey" && plaintext !== null ? await this.keep(plaintext) : null;
    const inside = key === null ? text : null;
    yield { type: "opens", actor: this.self.id, packet: packet.id, attempt, text: inside, gives: key };
    return plaintext;
  }

  private async keep(raw: Uint8Array): Promise<KeyId> {
    const key = await importChannelKey(raw);
    const id = this.self.props.channelKey(key, null);
    this.hold(id, "secret", key);
    return id;
  }

  private async channelFor(packet: PacketArtifact): Promise<Channel | null> {
    const message = messageIn(packet);
    if (message.type !== "Sealed") return null;
    for (const { id, material } of this.held.values()) {
      if (!("raw" in material)) continue;
      if ((await openWith(material, message.nonce, message.ciphertext)) !== null) return { id, key: material };
    }
    return null;
  }

  private note(packet: PacketArtifact, held: Held, attempt: Attempt): ArtifactId {
    const { method, text, error } = attempt;
    return this.self.props.attempt({ packet: packet.id, key: held.id, part: held.part, method, text, error });
  }
}
