import type {
  ActorId,
  ActorState,
  CertificateId,
  Channel,
  HeldKey,
  Knowledge,
  PacketId,
  Recording,
  World,
} from "../../sim/recording.ts";
import { isPlainRouter } from "../names.ts";

/** One thing that is so after a step and was not before it. */
export type Change =
  | Readonly<{ type: "holds"; held: HeldKey }>
  | Readonly<{ type: "lets-go"; held: HeldKey }>
  | Readonly<{ type: "knows"; knowledge: Knowledge }>
  | Readonly<{ type: "trusts" | "distrusts" | "owns" | "sees"; certificate: CertificateId }>
  | Readonly<{ type: "believes"; channel: Channel }>
  | Readonly<{ type: "closes"; channel: Channel }>
  | Readonly<{ type: "keeps"; packet: PacketId }>
  | Readonly<{ type: "does"; deed: string }>
  | Readonly<{ type: "comes" | "leaves" }>
  | Readonly<{ type: "turns"; strategy: ActorState["strategy"] }>;

/** Whom the changes befell: one actor, or several routers that all saw the same. */
export type ChangeGroup = Readonly<{ actors: readonly ActorId[]; changes: readonly Change[] }>;

/**
 * Who now knows, holds and trusts what that they did not before: in the order of the cast, plain routers with the same
 * changes as one group. Empty where the step changed nothing of this kind.
 */
export function changesOf(recording: Recording, before: World, after: World): readonly ChangeGroup[] {
  const groups: { actors: ActorId[]; changes: readonly Change[]; key: string }[] = [];
  for (const { id } of recording.cast) {
    const changes = changesOfActor(before.actors[id], after.actors[id]);
    if (changes.length === 0) continue;
    const plain = isPlainRouter(recording, after, id);
    const key = plain ? JSON.stringify(changes) : id;
    const same = groups.find((group) => group.key === key);
    if (same === undefined) groups.push({ actors: [id], changes, key });
    else same.actors.push(id);
  }
  return groups.map(({ actors, changes }) => ({ actors, changes }));
}

function changesOfActor(before: ActorState | undefined, after: ActorState | undefined): readonly Change[] {
  if (before === undefined || after === undefined || before === after) return [];
  return [
    ...presence(before, after),
    ...news(before.knows, after.knows).map((knowledge): Change => ({ type: "knows", knowledge })),
    ...added(before.keys, after.keys).map((held): Change => ({ type: "holds", held })),
    ...added(after.keys, before.keys).map((held): Change => ({ type: "lets-go", held })),
    ...certificates(before, after),
    ...channels(before, after),
    ...after.deeds.slice(before.deeds.length).map((deed): Change => ({ type: "does", deed })),
    ...added(before.copies, after.copies).map((packet): Change => ({ type: "keeps", packet })),
  ];
}

function presence(before: ActorState, after: ActorState): readonly Change[] {
  const changes: Change[] = [];
  if (before.online !== after.online) changes.push({ type: after.online ? "comes" : "leaves" });
  if (before.strategy !== after.strategy) changes.push({ type: "turns", strategy: after.strategy });
  return changes;
}

function certificates(before: ActorState, after: ActorState): readonly Change[] {
  const named = (type: "trusts" | "distrusts" | "owns" | "sees", ids: readonly CertificateId[]): readonly Change[] =>
    ids.map((certificate) => ({ type, certificate }));
  return [
    ...named("trusts", added(before.trust, after.trust)),
    ...named("distrusts", added(after.trust, before.trust)),
    ...named("owns", added(before.certificates, after.certificates)),
    ...named("sees", added(before.seenCertificates, after.seenCertificates)),
  ];
}

/** A channel is new where its key, its belief or the reason for it is. */
function channels(before: ActorState, after: ActorState): readonly Change[] {
  const changes: Change[] = [];
  for (const channel of after.channels) {
    const old = before.channels.find((c) => c.key === channel.key);
    const fresh = old === undefined || old.believes !== channel.believes || old.verified !== channel.verified;
    if (channel.open && (fresh || !old.open)) changes.push({ type: "believes", channel });
    if (!channel.open && old?.open === true) changes.push({ type: "closes", channel });
  }
  // Of two channels with the same peer, one for each direction, that they are closed is said once.
  return changes.filter(
    (one, i) =>
      one.type !== "closes" ||
      changes.findIndex((c) => c.type === "closes" && c.channel.believes === one.channel.believes) === i,
  );
}

/** A text known already is no news, by whatever packet it comes again. */
function news(before: readonly Knowledge[], after: readonly Knowledge[]): readonly Knowledge[] {
  return added(before, after).filter(({ text }) => !before.some((known) => known.text === text));
}

/** What `after` has and `before` has not, compared by value. */
function added<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  if (before === after) return [];
  const known = new Set(before.map((item) => JSON.stringify(item)));
  return after.filter((item) => !known.has(JSON.stringify(item)));
}
