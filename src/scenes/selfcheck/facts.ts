import { listed } from "../../language/t.ts";
import { artifact, artifacts, nameOf } from "../../sim/lookup.ts";
import type { ActorId, KeyId, PacketArtifact, Recording, StepId, VerdictArtifact, World } from "../../sim/recording.ts";
import { textAt } from "../phrases/facts.ts";

/** The world in which a run ends. */
export function endOf({ steps, start }: Recording): World {
  return steps.at(-1)?.world ?? start;
}

/** What somebody is called in the end. */
export function called(recording: Recording, id: ActorId): string {
  return nameOf(recording, endOf(recording), id);
}

/** The routers, and Mallory among them, that know any text in the end: they have read it or opened it. */
export function readersAmongRouters(recording: Recording): readonly ActorId[] {
  const world = endOf(recording);
  return routersOf(recording).filter((id) => (world.actors[id]?.knows ?? []).some(({ how }) => how !== "wrote"));
}

export function routersOf({ cast }: Recording): readonly ActorId[] {
  return cast.filter(({ role }) => role === "router").map(({ id }) => id);
}

/** Names, as the language lists them. */
export function names(recording: Recording, ids: readonly ActorId[]): string {
  return listed(ids.map((id) => called(recording, id)));
}

/** The text of a step that every set-up of the question has. */
export function textOf(recording: Recording, ...ids: readonly StepId[]): string {
  for (const id of ids) {
    const text = textAt(recording, id);
    if (text !== null) return text;
  }
  throw new RangeError(`no text at ${ids.join(", ")}`);
}

/** The judgements of somebody, and the steps in which they were given. */
export function judgements(
  recording: Recording,
  by: ActorId,
): readonly Readonly<{ step: StepId; verdict: VerdictArtifact }>[] {
  return recording.steps.flatMap(({ id, event }) =>
    event.type === "checks" && event.actor === by
      ? [{ step: id, verdict: artifact(recording, "verdict", event.verdict) }]
      : [],
  );
}

/** How somebody judged in the end: the refusal, or the last that accepted; null where nothing was judged. */
export function decisionOf(recording: Recording, by: ActorId) {
  const all = judgements(recording, by);
  return all.find(({ verdict }) => !verdict.accepted) ?? all.at(-1) ?? null;
}

/** The packets that were sealed with a key. */
export function sealedWith(recording: Recording, key: KeyId): readonly PacketArtifact[] {
  return [...artifacts(recording).values()].filter(
    (one): one is PacketArtifact => one.kind === "packet" && one.seal.as !== "paper" && one.seal.key === key,
  );
}
