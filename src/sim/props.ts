import { type Hex, toHex } from "../bytes/hex.ts";
import { type ChannelKey, type KeyPair, type PublicKey, sha256 } from "../crypto/keys.ts";
import type { Source } from "../crypto/source.ts";
import { encodeMessage, type Message } from "../story/messages.ts";
import { publicKeyIn } from "./publicKeys.ts";
import type {
  ActorId,
  Artifact,
  ArtifactId,
  AttemptArtifact,
  CertificateArtifact,
  CertificateId,
  KeyArtifact,
  KeyId,
  KeyPart,
  PacketArtifact,
  PacketId,
  Seal,
  SwitchValues,
  VerdictArtifact,
} from "./recording.ts";
import type { RecordOpener, Vault } from "./vault.ts";

/** What a packet shows to everybody it passes. */
export type Contents = Readonly<{
  text: string | null;
  keys: readonly KeyId[];
  certificates: readonly CertificateId[];
}>;

export type Letter = Readonly<{ author: ActorId; reader: ActorId; text: string }>;

/** What a packet is made of. */
export type PacketParts = Readonly<{
  message: Message;
  label: string;
  from: ActorId;
  to: ActorId;
  /** Who makes it, where that is not the one whom it names as its sender. */
  author?: ActorId;
  seal?: Seal;
  changedFrom?: PacketId;
}>;

/**
 * The props of a run: what actors make their keys, packets and verdicts with, so that each is a real thing with a name
 * that can be shown. Actors put things in and get names back; they cannot get at another's things through it.
 */
export class Props {
  private readonly named = new Map<ArtifactId, Artifact>();
  private readonly fresh: Artifact[] = [];
  private readonly contents = new Map<PacketId, Contents>();
  private readonly allLetters: Letter[] = [];
  private readonly allPackets: PacketArtifact[] = [];
  private labelPrefix = "";

  constructor(
    readonly source: Source,
    private readonly clock: () => Date,
    /** The switches as they stand at this moment. */
    readonly switches: () => SwitchValues,
    private readonly vault: Vault,
  ) {}

  /** Simulated time: pinned by the scene, and put forward only where a step says so. */
  get now(): Date {
    return this.clock();
  }

  /** Names a key pair or a public key. */
  key(key: PublicKey | KeyPair): KeyId {
    const id = `key:${key.fingerprint.slice(0, 16)}`;
    this.vault.keep(id, key);
    const use =
      key.algorithm === "RSA-OAEP 2048" ? "encryption" : /^(EC|RSA )/.test(key.algorithm) ? "signature" : "agreement";
    const { algorithm, fingerprint } = key;
    return this.put<KeyArtifact>({ kind: "key", id, algorithm, use, fingerprint, publicPart: toHex(key.spki) });
  }

  /** Names a channel key; the salt is what it was derived with, which everybody who saw the conversation knows too. */
  channelKey(key: ChannelKey, salt: Uint8Array | null): KeyId {
    const id = `key:${key.fingerprint.slice(0, 16)}`;
    this.vault.keep(id, key);
    if (salt !== null) this.vault.keepSalt(salt);
    const { fingerprint } = key;
    return this.put<KeyArtifact>({
      kind: "key",
      id,
      algorithm: "AES-256-GCM",
      use: "channel",
      fingerprint,
      publicPart: null,
    });
  }

  /** The key of a traffic secret (RFC 8446 §7.3) is tried with this on records. */
  keepTraffic(id: KeyId, opener: RecordOpener): void {
    this.vault.keepTraffic(id, opener);
  }

  /** Names a certificate by its fingerprint; `summarise` is asked once for what it says. */
  async certificate(
    der: Uint8Array,
    summarise: (id: CertificateId, fingerprint: Hex) => Promise<CertificateArtifact>,
  ): Promise<CertificateId> {
    const fingerprint = toHex(await sha256(der));
    const id = certificateId(fingerprint);
    return this.named.has(id) ? id : this.put(await summarise(id, fingerprint));
  }

  /** Marks the labels of packets made from now on as of the past, or ends that. */
  inThePast(past: boolean): void {
    this.labelPrefix = past ? "old " : "";
  }

  /** Makes a packet out of a message. */
  async packet(parts: PacketParts): Promise<PacketArtifact> {
    const label = `${this.labelPrefix}${parts.label}`;
    const packet: PacketArtifact = {
      kind: "packet",
      id: this.newId(`packet:${label.replaceAll(" ", "-")}`),
      message: parts.message.type,
      label,
      author: parts.author ?? parts.from,
      from: parts.from,
      to: parts.to,
      seal: parts.seal ?? { as: "paper" },
      bytes: toHex(encodeMessage(parts.message)),
      changedFrom: parts.changedFrom ?? null,
    };
    return this.putPacket(packet, await this.lookInside(parts.message));
  }

  /** Puts a packet on stage, with what it shows to everybody it passes. */
  putPacket(packet: PacketArtifact, contents: Contents): PacketArtifact {
    this.contents.set(packet.id, contents);
    this.allPackets.push(packet);
    this.put(packet);
    return packet;
  }

  /** What a packet shows to everybody; throws RangeError for one that this run did not make. */
  shown(packet: PacketId): Contents {
    const contents = this.contents.get(packet);
    if (contents === undefined) throw new RangeError(`no packet ${packet} was made`);
    return contents;
  }

  /** Notes that somebody means a text for somebody: what delivered, leaked and forged are measured by. */
  letter(letter: Letter): void {
    this.allLetters.push(letter);
  }

  get letters(): readonly Letter[] {
    return this.allLetters;
  }

  signature(key: KeyId, hash: Uint8Array, bytes: Uint8Array): ArtifactId {
    return this.put({
      kind: "signature",
      id: this.newId("signature"),
      key,
      transcriptHash: toHex(hash),
      bytes: toHex(bytes),
    });
  }

  verdict(verdict: Omit<VerdictArtifact, "kind" | "id">): VerdictArtifact {
    const made: VerdictArtifact = { kind: "verdict", id: this.newId("verdict"), ...verdict };
    this.put(made);
    return made;
  }

  /** Notes an attempt and what it gave; one attempt per packet, key and part. */
  attempt(parts: Omit<AttemptArtifact, "kind" | "id">): ArtifactId {
    return this.put({ kind: "attempt", id: attemptId(parts.packet, parts.key, parts.part), ...parts });
  }

  /** Every packet so far, in order. */
  get packets(): readonly PacketArtifact[] {
    return this.allPackets;
  }

  /** Everything named since the last call, in order: what a step made. */
  takeFresh(): readonly Artifact[] {
    return this.fresh.splice(0);
  }

  get(id: ArtifactId): Artifact | undefined {
    return this.named.get(id);
  }

  /** Every artifact so far. */
  all(): Iterable<Artifact> {
    return this.named.values();
  }

  /** Names a thing; of one name, the first stays. */
  put<A extends Artifact>(artifact: A): ArtifactId {
    if (!this.named.has(artifact.id)) {
      this.named.set(artifact.id, artifact);
      this.fresh.push(artifact);
    }
    return artifact.id;
  }

  /** A name that nothing has yet. */
  newId(stem: string): ArtifactId {
    for (let n = 1; ; n++) {
      const id = n === 1 ? stem : `${stem}.${n}`;
      if (!this.named.has(id)) return id;
    }
  }

  private async lookInside(message: Message): Promise<Contents> {
    const key = await publicKeyIn(message);
    const ders = message.type === "ServerHalf" || message.type === "ClientProof" ? message.certificates : [];
    const certificates = await Promise.all(ders.map(async (der) => certificateId(toHex(await sha256(der)))));
    const text = message.type === "Letter" ? message.text : null;
    return { text, keys: key === null ? [] : [this.key(key)], certificates };
  }
}

/** What actors get of the props: to make and name things; no way to what others made. */
export type ActorProps = Pick<
  Props,
  | "key"
  | "channelKey"
  | "keepTraffic"
  | "put"
  | "putPacket"
  | "newId"
  | "certificate"
  | "packet"
  | "letter"
  | "signature"
  | "verdict"
  | "attempt"
  | "switches"
  | "now"
> &
  Readonly<{ source: Pick<Source, "random" | "bytes" | "keyPair" | "share" | "answer"> }>;

export function certificateId(fingerprint: Hex): CertificateId {
  return `certificate:${fingerprint.slice(0, 16)}`;
}

export function attemptId(packet: PacketId, key: KeyId, part: KeyPart): ArtifactId {
  return `attempt:${packet}:${key}:${part}`;
}
