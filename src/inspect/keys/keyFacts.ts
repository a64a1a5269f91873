import { worldAt } from "../../sim/lookup.ts";
import type { ActorId, CertificateArtifact, KeyId, KeyPart, PacketArtifact, Recording } from "../../sim/recording.ts";
import { chainOf } from "../certificate/chain.ts";
import { madeSoFar } from "../exists.ts";

/** What a key did so far, and who holds what of it. */
export type KeyFacts = Readonly<{
  holders: readonly Readonly<{ part: KeyPart; actors: readonly ActorId[] }>[];
  /** Packets that were sealed with it (or to it). */
  sealed: readonly PacketArtifact[];
  sealedBytes: number;
  signatures: number;
  /** Certificates that were signed with it: those that a certificate of this key is the issuer of, but for itself. */
  issued: number;
  /** Channel keys that came out of it. */
  became: readonly KeyId[];
  /** Certificates that speak for it. */
  certificates: readonly CertificateArtifact[];
}>;

const PARTS: readonly KeyPart[] = ["private", "secret", "public"];

/** Facts about a key: holders in the world after `seen` steps, deeds in everything made by then. */
export function keyFacts(recording: Recording, seen: number, id: KeyId): KeyFacts {
  const made = madeSoFar(recording, seen);
  const sealed = made.filter(
    (a): a is PacketArtifact => a.kind === "packet" && a.seal.as !== "paper" && a.seal.key === id,
  );
  const certificates = made.filter((a) => a.kind === "certificate");
  const own = certificates.filter((certificate) => certificate.key === id);
  return {
    holders: PARTS.map((part) => ({ part, actors: holdersOf(recording, seen, id, part) })).filter(
      (h) => h.actors.length > 0,
    ),
    sealed,
    sealedBytes: sealed.reduce((sum, packet) => sum + packet.bytes.length / 2, 0),
    signatures: made.filter((a) => a.kind === "signature" && a.key === id).length,
    issued: certificates.filter((c) => c.key !== id && own.some((o) => o === chainOf(recording, seen, c)[1])).length,
    became: becameOf(recording, seen, id),
    certificates: own,
  };
}

function holdersOf(recording: Recording, seen: number, key: KeyId, part: KeyPart): readonly ActorId[] {
  const world = worldAt(recording, seen);
  return recording.cast
    .map((actor) => actor.id)
    .filter((id) => world.actors[id]?.keys.some((held) => held.key === key && held.part === part));
}

function becameOf(recording: Recording, seen: number, id: KeyId): readonly KeyId[] {
  const events = recording.steps.slice(0, Math.max(seen, 0)).map((step) => step.event);
  return [...new Set(events.flatMap((e) => (e.type === "derives" && e.from.includes(id) ? [e.key] : [])))];
}
