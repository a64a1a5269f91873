import type { Attempt, Material } from "./attempts.ts";
import type { AttemptArtifact, KeyId, KeyPart, PacketArtifact } from "./recording.ts";

/** Tries the key of a traffic secret on a record (RFC 8446 §5.2): the TLSInnerPlaintext, or null where the tag does not fit. */
export type RecordOpener = Readonly<{
  /** Of the AEAD (`AES-128-GCM`). */
  algorithm: string;
  open(sequence: number, header: Uint8Array, sealed: Uint8Array): Promise<Uint8Array | null>;
}>;

/** What attempts gave, by name; kept from run to run of one scene. */
export type AttemptMemory = Map<string, Attempt | null>;

/**
 * The recorder's own hold on the keys of a run, with which it makes, for each actor, the attempts that the actor's
 * keys allow: what somebody "can read" is what such an attempt gave. Actors and attackers cannot reach it.
 */
export class Vault {
  /** `memory`: what earlier runs' attempts gave, by packet, key and part: the same bytes give the same again. */
  constructor(private readonly memory: AttemptMemory) {}

  private readonly materials = new Map<KeyId, Material>();
  private readonly openers = new Map<KeyId, RecordOpener>();
  private readonly salts: Uint8Array<ArrayBuffer>[] = [];

  keep(id: KeyId, material: Material): void {
    const known = this.materials.get(id);
    if (known === undefined || (!("privateKey" in known) && "privateKey" in material)) this.materials.set(id, material);
  }

  keepTraffic(id: KeyId, opener: RecordOpener): void {
    if (!this.openers.has(id)) this.openers.set(id, opener);
  }

  keepSalt(salt: Uint8Array): void {
    this.salts.push(new Uint8Array(salt));
  }

  /** Tries to read a sealed packet with one part of one key; null where that key has no way to even try. */
  async attempt(
    packet: PacketArtifact,
    key: KeyId,
    part: KeyPart,
  ): Promise<Omit<AttemptArtifact, "kind" | "id"> | null> {
    const opener = this.openers.get(key);
    const material = this.materials.get(key);
    if (packet.seal.as === "paper" || (packet.records === undefined ? material : opener) === undefined) return null;
    // Where nothing is sealed, nothing is tried: the first scenes never fetch this.
    const { tryPacket } = await import("./trying.ts");
    return tryPacket({ packet, key, part }, { material, opener, salts: this.salts, memory: this.memory });
  }
}
