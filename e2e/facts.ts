import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { CHECK_WORDS } from "../src/inspect/verdict/words.ts";
import { loadScene } from "../src/scenes/catalog.ts";
import { setupIn } from "../src/scenes/lab/address.ts";
import { LAB, labScene } from "../src/scenes/lab/scene.ts";
import type { Scene } from "../src/scenes/types.ts";
import type { ActorId, Artifact, PacketArtifact, Recording, Step, World } from "../src/sim/recording.ts";
import { type Glance, glance } from "./glance.ts";

/**
 * Compares what is on screen after `index` steps with the recording that the app gave away. What somebody can read is
 * worked out here once more, from the attempts in the file alone, not with the app's own functions. `depth`: the depth at
 * which it must be told.
 */
export async function expectFacts(page: Page, recording: Recording, index: number, depth?: string): Promise<void> {
  const scene = recording.scene === LAB.id ? labScene(setupIn(recording)) : await loadScene(recording.scene);
  if (scene === null) throw new RangeError(`no scene ${recording.scene}`);
  await expect
    .poll(
      async () => {
        const seen = await glance(page, index);
        const other = depth === undefined || seen.depth === depth ? [] : [`it is told at the depth ${seen.depth}`];
        return [...other, ...differences(scene, recording, index, seen)];
      },
      {
        message: `${recording.scene}, step ${index}: what the screen says otherwise than the recording`,
        intervals: [0, 20, 50, 100, 250],
      },
    )
    .toEqual([]);
}

/** The questions that this run asks: before which step each comes, and which one settles it; counted from 1, in order. */
export async function questionsOf(recording: Recording): Promise<readonly Readonly<{ at: number; settled: number }>[]> {
  const scene = await loadScene(recording.scene);
  const placeOf = (id: string | null) => recording.steps.findIndex((step) => step.id === id) + 1;
  const all = (scene?.predictions ?? []).filter((one) => one.answer(recording) !== null && placeOf(one.before) > 0);
  return all
    .map((one) => ({ at: placeOf(one.before), settled: placeOf(one.settledAt(recording)) }))
    .sort((a, b) => a.at - b.at);
}

function differences(scene: Scene, recording: Recording, index: number, seen: Glance): readonly string[] {
  const step = recording.steps[index - 1];
  if (step === undefined) return [`there is no step ${index}`];
  const found: string[] = [];
  const claim = (isSo: boolean, what: string): void => {
    if (!isSo) found.push(what);
  };
  claim(seen.position === index, `the scrubber stands at ${seen.position}`);
  claim(seen.header.includes(`Step ${index} of ${recording.steps.length}`), `the step is called “${seen.header}”`);
  const actor = actsIn(recording, step);
  claim(seen.header.includes(actor), `${actor} acts, and isn't named in “${seen.header}”`);
  const title = titleOf(scene, recording, index);
  claim(seen.heading === title, `the heading is “${seen.heading}”, not “${title}”`);
  claim(seen.hash.includes(`step=${step.id}`), `the address is ${seen.hash}`);
  const isHidden = seen.readers.length === 0 && isGuessed(scene, recording, index);
  if (!isHidden) found.push(...readerDifferences(recording, index, seen));
  if (step.event.type === "checks") found.push(...verdictDifferences(step, step.event.verdict, seen));
  if (step.event.type === "ends") found.push(...endingDifferences(recording, step, seen));
  return found;
}

/** Who is seen to act: of a packet on its way whoever passes it on, at the end nobody. */
function actsIn(recording: Recording, { event, world }: Step): string {
  if (event.type === "ends") return "";
  return nameOf(recording, world, event.type === "travels" ? (event.path[0] ?? event.actor) : event.actor);
}

/** The heading that the scene's words give to this run's step, without their marks of emphasis and code. */
function titleOf(scene: Scene, recording: Recording, index: number): string {
  const step = recording.steps[index - 1];
  if (step === undefined) throw new RangeError(`no step ${index} in ${recording.scene}`);
  const before = recording.steps[index - 2]?.world ?? recording.start;
  const words = scene.words({ recording, index, step, event: step.event, before, after: step.world });
  return words.title.replace(/[*`]/g, "");
}

/** Whether a question is open about what happens here: then nothing that gives the answer away need be shown. */
function isGuessed(scene: Scene, recording: Recording, index: number): boolean {
  const placeOf = (id: string | null) => recording.steps.findIndex((step) => step.id === id) + 1;
  return scene.predictions.some((one) => {
    const asked = placeOf(one.before);
    return asked > 0 && index >= asked - 1 && index < placeOf(one.settledAt(recording));
  });
}

function readerDifferences(recording: Recording, index: number, { depth, readers }: Glance): readonly string[] {
  const world = worldAt(recording, index);
  const event = recording.steps[index - 1]?.event;
  const isDue = world.packet !== null && (depth !== "Story" || (event !== undefined && "packet" in event));
  if (!isDue || world.packet === null) return [];
  if (readers.length === 0) return ["who can read the packet isn't told"];
  const packet = packetOf(recording, world.packet.id);
  const shown = readers.flatMap(({ names, words }) => actorsIn(recording, world, names).map((id) => ({ id, words })));
  return recording.cast.flatMap(({ id, role }) => {
    if (role === "authority") return [];
    if (!isOnTheWay(recording, id, packet)) return shown.some((one) => one.id === id) ? [`${packet.id} has ${id}`] : [];
    const words = shown.find((one) => one.id === id)?.words;
    if (words === undefined) return [`whether ${id} can read ${packet.id} isn't told`];
    const isSealed = words.includes("sealed, ");
    if (isSealed && !words.includes(`sealed, ${packet.bytes.length / 2} byte`)) return [`${packet.id}: ${words}`];
    // Who sealed a key for somebody else can't open it again, and wrote it all the same.
    if (words.startsWith("wrote it")) return packet.author === id ? [] : [`${packet.id} was not written by ${id}`];
    const isShut = isSealed || words.includes("blindly");
    return isShut === canRead(recording, index, id, packet) ? [`${packet.id} to ${id}: “${words}”`] : [];
  });
}

/** Whether a packet comes to somebody in this run, or is theirs; one that never sets out has no way. */
function isOnTheWay({ steps }: Recording, actor: ActorId, packet: PacketArtifact): boolean {
  const path = steps.flatMap(({ event }) => (event.type === "travels" && event.packet === packet.id ? event.path : []));
  return path.length === 0 || packet.author === actor || path.includes(actor);
}

/** Whether a packet lies open to somebody: it is paper, or an attempt with a part of a key that they hold succeeded. */
function canRead(recording: Recording, index: number, actor: ActorId, packet: PacketArtifact): boolean {
  const state = worldAt(recording, index).actors[actor];
  // What is concluded from a packet’s size was not read in it.
  const knows = state?.knows.some((known) => known.packet === packet.id && known.how !== "inferred");
  if (packet.seal.as === "paper" || knows) return true;
  const made = [...recording.made, ...recording.steps.slice(0, index).flatMap((step) => step.made)];
  return made.some(
    (one) =>
      one.kind === "attempt" &&
      one.packet === packet.id &&
      one.error === null &&
      state?.keys.some((held) => held.key === one.key && held.part === one.part),
  );
}

/** Two lights apart, and every check with its result; sections and alerts are not for the story. */
function verdictDifferences(step: Step, id: string, { depth, lights, checks, panel }: Glance): readonly string[] {
  const verdict = step.made.find((one) => one.id === id);
  if (verdict?.kind !== "verdict") return [`the step makes no verdict ${id}`];
  const found: string[] = [];
  const isStory = depth === "Story";
  const judged = Object.entries(lights).find(([term]) => term.startsWith("Verdict on"));
  const signed = Object.entries(lights).find(([term]) => term.startsWith("Signature over"));
  const signature = {
    valid: /^valid/i,
    invalid: /^(invalid|not valid|wrong)/i,
    absent: /^(none|no |absent)/i,
    unchecked: /^(not|un)/i,
    awaited: /^not/i,
  };
  if (!judged?.[0].includes(verdict.about)) found.push(`the verdict is called “${judged?.[0]}”`);
  // Before the signature has come it is half a verdict, unless it is one to be alarmed at.
  const half = verdict.accepted && verdict.signature === "awaited" && judged?.[1] === "in order so far";
  if (!half && judged?.[1] !== (verdict.accepted ? "accepted" : "refused")) {
    found.push(`the verdict says “${judged?.[1]}”`);
  }
  if (!signature[verdict.signature].test(signed?.[1] ?? "")) found.push(`the signature is “${signed?.[1]}”`);
  if (checks.length !== verdict.checks.length) found.push(`${checks.length} checks are told`);
  for (const [at, check] of verdict.checks.entries()) {
    // A story begins with what failed; at the other depths the order is that in which the checks were made.
    const begins = `${check.result}${CHECK_WORDS[check.id].name}`;
    const told = isStory ? checks.find((one) => one.startsWith(begins)) : checks[at];
    const isTold = told?.startsWith(begins) && (isStory || told.includes(check.section));
    if (!isTold) found.push(`${check.id}, ${check.result}, is told as “${told}”`);
  }
  if (!isStory && verdict.alert !== null && !panel.includes(verdict.alert)) found.push(`${verdict.alert} isn't told`);
  return found;
}

function endingDifferences(recording: Recording, step: Step, { depth, numbers, ending }: Glance): readonly string[] {
  if (step.event.type !== "ends") return [];
  const { delivered, leaked, forged, refused, repeated = [] } = step.event.outcome;
  const sums = [
    `${delivered.length} ${delivered.length === 1 ? "text" : "texts"} arrived unchanged`,
    `${leaked.length} read by others`,
    `${forged.length} forged and believed`,
    ...(repeated.length > 0 ? [`${repeated.length} taken in twice`] : []),
  ];
  const sentences = [
    ...delivered.map((text) => [inOneLine(text)]),
    ...leaked.map(({ actor, text }) => [nameOf(recording, step.world, actor), inOneLine(text)]),
    ...forged.map(({ actor, text }) => [nameOf(recording, step.world, actor), inOneLine(text)]),
    ...repeated.map(({ actor, text }) => [nameOf(recording, step.world, actor), inOneLine(text)]),
    ...refused.map((id) => [aboutOf(recording, id)]),
  ];
  const untold = sentences.filter((parts) => !ending.some((line) => parts.every((part) => line.includes(part))));
  const isLong = depth !== "Story" && ending.length !== sentences.length;
  return [
    ...sums.filter((sum) => !numbers.includes(sum)).map((sum) => `the stage doesn't say “${sum}”`),
    ...(depth === "Story" ? [] : untold.map((parts) => `the ending doesn't tell “${parts.join(" … ")}”`)),
    ...(isLong ? [`the ending has ${ending.length} sentences, not ${sentences.length}`] : []),
  ];
}

function aboutOf(recording: Recording, id: string): string {
  const verdict = artifactsOf(recording).find((one) => one.id === id);
  return verdict?.kind === "verdict" ? verdict.about : id;
}

function packetOf(recording: Recording, id: string): PacketArtifact {
  const packet = artifactsOf(recording).find((one) => one.id === id);
  if (packet?.kind !== "packet") throw new RangeError(`no packet ${id}`);
  return packet;
}

export function artifactsOf(recording: Recording): readonly Artifact[] {
  return [...recording.made, ...recording.steps.flatMap((step) => step.made)];
}

function worldAt(recording: Recording, index: number): World {
  return recording.steps[index - 1]?.world ?? recording.start;
}

/** A router with a strategy of its own goes by the name of Mallory. */
function nameOf(recording: Recording, world: World, id: ActorId): string {
  const actor = recording.cast.find((one) => one.id === id);
  const turned = actor?.canTurn === true && world.actors[id]?.strategy !== "off";
  return turned ? "Mallory" : (actor?.name ?? id);
}

/** Whom a row is about: a name, or routers drawn together (`Routers 1–3 and 5`). */
function actorsIn(recording: Recording, world: World, words: string): readonly ActorId[] {
  const together = /^Routers ([\d–, and]+)/.exec(words)?.[1];
  const numbers = (together?.match(/\d+(–\d+)?/g) ?? []).flatMap((run) => {
    const [from = 0, to = from] = run.split("–").map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => `Router ${from + at}`);
  });
  const names = together === undefined ? [words.trim()] : numbers;
  return recording.cast.filter(({ id }) => names.includes(nameOf(recording, world, id))).map(({ id }) => id);
}

/** As the page has it, whatever lines a text has: HTTP's has several. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
