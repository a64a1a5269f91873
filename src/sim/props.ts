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
  ConnectionArtifact,
  KeyArtifact,
  KeyId,
  KeyKind,
  KeyPart,
  PacketArtifact,
  PacketId,
  RecordSpan,
  Seal,
  SecretArtifact,
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

/** What a packet of TLS records is made of. */
export type WireParts = Omit<PacketParts, "message" | "seal"> &
  Readonly<{
    /** What the records hold, by its name in RFC 8446. */
    message: string;
    bytes: Uint8Array;
    records: readonly RecordSpan[];
    /** Public keys that lie open in them. */
    keys: readonly KeyId[];
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
    /** Simulated time, pinned by the scene. */
    readonly now: Date,
    /** The switches as they stand at this moment. */
    readonly switches: () => SwitchValues,
    private readonly vault: Vault,
  ) {}

  /** Names a key pair or a public key. */
  key(key: PublicKey | KeyPair): KeyId {
    const id = `key:${key.fingerprint.slice(0, 16)}`;
    this.vault.keep(id, key);
    const use =
      key.algorithm === "RSA-OAEP 2048" ? "encryption" : key.algorithm === "ECDSA P-256" ? "signature" : "agreement";
    const { algorithm, fingerprint } = key;
    return this.add<KeyArtifact>({ kind: "key", id, algorithm, use, fingerprint, publicPart: toHex(key.spki) });
  }

  /** Names a channel key; the salt is what it was derived with, which everybody who saw the conversation knows too. */
  channelKey(key: ChannelKey, salt: Uint8Array | null): KeyId {
    const id = `key:${key.fingerprint.slice(0, 16)}`;
    this.vault.keep(id, key);
    if (salt !== null) this.vault.keepSalt(salt);
    const { fingerprint } = key;
    return this.add<KeyArtifact>({
      kind: "key",
      id,
      algorithm: "AES-256-GCM",
      use: "channel",
      fingerprint,
      publicPart: null,
    });
  }

  /** Names the key of a traffic secret (RFC 8446 §7.3); `opener` tries it on records. */
  trafficKey(fingerprint: Hex, algorithm: KeyKind, opener: RecordOpener): KeyId {
    const id = `key:${fingerprint.slice(0, 16)}`;
    this.vault.keepTraffic(id, opener);
    return this.add<KeyArtifact>({ kind: "key", id, algorithm, use: "channel", fingerprint, publicPart: null });
  }

  /** Names a secret of the key schedule; both ends' is the same one. */
  secret(secret: Omit<SecretArtifact, "kind" | "id">): ArtifactId {
    return this.add({ kind: "secret", id: `secret:${secret.name}:${secret.fingerprint.slice(0, 16)}`, ...secret });
  }

  /** Notes how one end of a connection stands from here on. */
  connection(state: Omit<ConnectionArtifact, "kind" | "id">): ArtifactId {
    return this.add({ kind: "connection", id: this.newId(`connection:${state.actor}.${state.role}`), ...state });
  }

  /** Names a certificate by its fingerprint; `summarise` is asked once for what it says. */
  async certificate(
    der: Uint8Array,
    summarise: (id: CertificateId, fingerprint: Hex) => Promise<CertificateArtifact>,
  ): Promise<CertificateId> {
    const fingerprint = toHex(await sha256(der));
    const id = certificateId(fingerprint);
    return this.named.has(id) ? id : this.add(await summarise(id, fingerprint));
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
    this.contents.set(packet.id, await this.lookInside(parts.message));
    this.allPackets.push(packet);
    this.add(packet);
    return packet;
  }

  /** Makes a packet out of records of TLS, as they stand on the wire. */
  wirePacket(parts: WireParts): PacketArtifact {
    const sealed = parts.records.find((record) => record.key !== null)?.key ?? null;
    const packet: PacketArtifact = {
      kind: "packet",
      id: this.newId(`packet:${parts.label}`),
      message: parts.message,
      label: parts.label,
      author: parts.author ?? parts.from,
      from: parts.from,
      to: parts.to,
      seal: sealed === null ? { as: "paper" } : { as: "yellow", key: sealed },
      bytes: toHex(parts.bytes),
      changedFrom: parts.changedFrom ?? null,
      records: parts.records,
    };
    this.contents.set(packet.id, { text: null, keys: parts.keys, certificates: [] });
    this.allPackets.push(packet);
    this.add(packet);
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
    return this.add({
      kind: "signature",
      id: this.newId("signature"),
      key,
      transcriptHash: toHex(hash),
      bytes: toHex(bytes),
    });
  }

  verdict(verdict: Omit<VerdictArtifact, "kind" | "id">): VerdictArtifact {
    const made: VerdictArtifact = { kind: "verdict", id: this.newId("verdict"), ...verdict };
    this.add(made);
    return made;
  }

  /** Notes an attempt and what it gave; one attempt per packet, key and part. */
  attempt(parts: Omit<AttemptArtifact, "kind" | "id">): ArtifactId {
    return this.add({ kind: "attempt", id: attemptId(parts.packet, parts.key, parts.part), ...parts });
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

  private add<A extends Artifact>(artifact: A): ArtifactId {
    if (!this.named.has(artifact.id)) {
      this.named.set(artifact.id, artifact);
      this.fresh.push(artifact);
    }
    return artifact.id;
  }

  private newId(stem: string): ArtifactId {
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
  | "trafficKey"
  | "secret"
  | "connection"
  | "certificate"
  | "packet"
  | "wirePacket"
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
