import { fromHex } from "../../bytes/hex.ts";
import { importKeyShare, type KeyPair, keyShareOf } from "../../crypto/keys.ts";
import { agree, signWith } from "../../crypto/operations.ts";
import {
  type Bytes,
  decodeMessage,
  encodeMessage,
  type Group,
  type Message,
  unsignedPart,
} from "../../story/messages.ts";
import { channelKeyFrom, proofInput, transcriptHash } from "../../story/proof.ts";
import type { Acting } from "../acting.ts";
import type { ArtifactId, CertificateId, PacketArtifact, VerdictArtifact } from "../recording.ts";
import type { Channel } from "./channel.ts";
import { type Address, messageIn, type Self, writeMessage } from "./letters.ts";

/** A certificate chain, end-entity certificate first, and the key with which its holder signs. */
export type Identity = Readonly<{
  chain: readonly Bytes[];
  certificates: readonly CertificateId[];
  key: KeyPair;
  /** An OCSP response about the first, which a server staples to it where the client asked (RFC 8446 §4.4.2.1). */
  staple?: Bytes | null;
}>;

/** What a peer sent to prove who it is, and the conversation that it must have signed. */
export type Evidence = Readonly<{
  certificates: readonly Bytes[];
  hash: Bytes;
  signature: Bytes;
  /** The name that the client asked for when this conversation began. */
  serverName: string;
}>;

/** Judges a peer's evidence: runs every check that is not switched off. */
export type Judge = (evidence: Evidence) => Promise<VerdictArtifact>;

/** A client's half, sent and waiting for the server's. */
export type Offer = Readonly<{ packet: PacketArtifact; pair: KeyPair; group: Group }>;

/** Both halves are there: the key, and the conversation so far as bytes. */
export type Agreement = Readonly<{ channel: Channel; clientHalf: Bytes; serverHalf: Bytes }>;

/** Makes a fresh half and sends it, with the name of the server that is wanted (readable on the way, as SNI is). */
export async function* offerHalf(self: Self, address: Address, serverName: string, group: Group): Acting<Offer> {
  const pair = yield* makeHalf(self, group);
  const message: Message = { type: "ClientHalf", serverName, group, keyShare: await keyShareOf(pair) };
  return { packet: yield* writeMessage(self, address, message), pair, group };
}

/** Answers a client's half with a half of one's own; with an identity, signs the conversation. Null for an unusable half. */
export async function* answerHalf(
  self: Self,
  packet: PacketArtifact,
  how: Readonly<{ address: Address; identity: Identity | null; asks: boolean; believes: string }>,
): Acting<Readonly<{ packet: PacketArtifact; agreement: Agreement }> | null> {
  const theirs = messageIn(packet);
  if (theirs.type !== "ClientHalf" || (await importKeyShare(theirs.group, theirs.keyShare)) === null) return null;
  const pair = yield* makeHalf(self, theirs.group);
  const clientHalf = fromHex(packet.bytes);
  const unsigned = {
    type: "ServerHalf",
    group: theirs.group,
    keyShare: await keyShareOf(pair),
    certificates: how.identity?.chain ?? [],
    certificateRequest: how.asks,
    signature: new Uint8Array(),
  } as const;
  const hash = await transcriptHash(clientHalf, unsignedPart(unsigned));
  const signature = how.identity === null ? unsigned.signature : yield* sign(self, how.identity, "server", hash);
  const message: Message = { ...unsigned, signature };
  const answer = yield* writeMessage(self, how.address, message);
  const serverHalf = encodeMessage(message);
  const parts = { pair, theirs: theirs.keyShare, clientHalf, serverHalf, believes: how.believes, verified: null };
  const channel = yield* deriveChannel(self, theirs.group, parts);
  return channel === null ? null : { packet: answer, agreement: { channel, clientHalf, serverHalf } };
}

/** With the server's half come, makes the key. Null where that half is unusable or of another group. */
export async function* completeHalf(
  self: Self,
  offer: Offer,
  packet: PacketArtifact,
  how: Readonly<{ believes: string; verified: ArtifactId | null }>,
): Acting<Agreement | null> {
  const theirs = messageIn(packet);
  if (theirs.type !== "ServerHalf" || theirs.group !== offer.group) return null;
  const [clientHalf, serverHalf] = [fromHex(offer.packet.bytes), fromHex(packet.bytes)];
  const parts = { pair: offer.pair, theirs: theirs.keyShare, clientHalf, serverHalf, ...how };
  const channel = yield* deriveChannel(self, offer.group, parts);
  return channel === null ? null : { channel, clientHalf, serverHalf };
}

/** Signs the conversation with the identity's key. */
export async function* sign(self: Self, identity: Identity, role: "server" | "client", hash: Bytes): Acting<Bytes> {
  const bytes = await self.props.source.bytes(`${role} proof of ${self.id}`, () =>
    signWith(identity.key, proofInput(role, hash)),
  );
  const key = self.props.key(identity.key);
  yield { type: "signs", actor: self.id, signature: self.props.signature(key, hash, bytes), key };
  return bytes;
}

/** What a server's signature must cover: both halves, and the certificates that go with them. */
export async function serverEvidence(offer: Offer, packet: PacketArtifact): Promise<Evidence | null> {
  const message = messageIn(packet);
  const asked = messageIn(offer.packet);
  if (message.type !== "ServerHalf" || asked.type !== "ClientHalf") return null;
  const hash = await transcriptHash(fromHex(offer.packet.bytes), unsignedPart(message));
  const { certificates, signature } = message;
  return { certificates, hash, signature, serverName: asked.serverName };
}

/** What a client's signature must cover: the halves as sent, and its own certificates. */
export async function clientEvidence(agreement: Agreement, packet: PacketArtifact): Promise<Evidence | null> {
  const message = messageIn(packet);
  const { message: asked } = decodeMessage(agreement.clientHalf);
  if (message.type !== "ClientProof" || asked.type !== "ClientHalf") return null;
  const hash = await transcriptHash(agreement.clientHalf, agreement.serverHalf, unsignedPart(message));
  const { certificates, signature } = message;
  return { certificates, hash, signature, serverName: asked.serverName };
}

/** A client's certificates with its signature; without an identity, an empty list, as RFC 8446 §4.4.2 has it. */
export async function* proveClient(
  self: Self,
  address: Address,
  agreement: Agreement,
  identity: Identity | null,
): Acting<PacketArtifact> {
  const unsigned = {
    type: "ClientProof",
    certificates: identity?.chain ?? [],
    signature: new Uint8Array(),
  } as const;
  if (identity === null) return yield* writeMessage(self, address, unsigned);
  const hash = await transcriptHash(agreement.clientHalf, agreement.serverHalf, unsignedPart(unsigned));
  const signature = yield* sign(self, identity, "client", hash);
  return yield* writeMessage(self, address, { ...unsigned, signature });
}

async function* makeHalf(self: Self, group: Group): Acting<KeyPair> {
  const pair = await self.props.source.keyPair(`half of ${self.id}`, group);
  yield { type: "makes", actor: self.id, what: "half", keys: [self.props.key(pair)], certificate: null };
  return pair;
}

async function* deriveChannel(
  self: Self,
  group: Group,
  parts: Readonly<{
    pair: KeyPair;
    theirs: Bytes;
    clientHalf: Bytes;
    serverHalf: Bytes;
    believes: string;
    verified: ArtifactId | null;
  }>,
): Acting<Channel | null> {
  const peer = await importKeyShare(group, parts.theirs);
  const secret = peer === null ? null : await agree(parts.pair, peer);
  if (peer === null || secret === null) return null;
  const salt = await transcriptHash(parts.clientHalf, parts.serverHalf);
  const key = await channelKeyFrom(secret, salt);
  const id = self.props.channelKey(key, salt);
  const from = [self.props.key(parts.pair), self.props.key(peer)];
  const { believes, verified } = parts;
  yield { type: "derives", actor: self.id, key: id, from, believes, verified };
  return { key, id };
}
