import { capital } from "../../language/cases.ts";
import { inQuotes, t } from "../../language/t.ts";
import { artifact, nameOf } from "../../sim/lookup.ts";
import type { ActorId, Outcome, PacketArtifact, Recording, SimEvent } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";
import { thing } from "./names.ts";

/** How a run really went, whatever was switched in its midst: what endings are worked out from. */
export type Course = Readonly<{
  /** The texts that the two ends (or whoever poses as one) wrote in this run, yesterday’s left out. */
  sent: readonly string[];
  /** Those of them that arrived as written. */
  arrived: readonly string[];
  /** What others read of them: actor and text. */
  leaked: Outcome["leaked"];
  /** What went wrong on the way, each as a sentence. */
  mishaps: readonly string[];
  /** The first mishap as a title, null where there is none. */
  mishap: string | null;
  /** Whether question and answer both arrived as written, and nothing went wrong. */
  smooth: boolean;
}>;

export function courseOf({ recording }: StepContext, outcome: Outcome): Course {
  const sent = recording.steps.flatMap(({ event }) => ownText(recording, event));
  const arrived = outcome.delivered.filter((text) => sent.includes(text));
  const leaked = outcome.leaked.filter(({ text }) => sent.includes(text));
  const troubles = recording.steps.flatMap(({ event }, i) => troubleIn(recording, event, i));
  const mishaps = [...new Set(troubles)];
  const smooth = mishaps.length === 0 && arrived.length >= 2;
  return { sent, arrived, leaked, mishaps, mishap: troubles[0]?.replace(/\.$/, "") ?? null, smooth };
}

/** What came of it in plain facts, as an ending: for the runs that no scene has foreseen. `moral` is said if it fits. */
export function plainEnding(context: StepContext, outcome: Outcome, moral = ""): Pick<StepWords, "title" | "story"> {
  const course = courseOf(context, outcome);
  const facts = factsOf(context, course, outcome).join(" ");
  const silent = course.sent.length === 0 ? t`Nothing was said, so nothing was lost.` : LOST;
  const said = facts === "" ? silent : facts;
  const whole = `${said} ${moral}`.trim();
  return { title: t`The end: ${headline(course, outcome)}`, story: whole.length <= 340 ? whole : said };
}

const LOST = t`The letter was sealed and sent. It never arrived, and nobody else has read it.`;

function headline({ arrived, leaked, mishap, sent }: Course, { forged, refused, repeated = [] }: Outcome): string {
  if (repeated.length > 0) return t`what was written once was taken in twice`;
  if (forged.length > 0) return t`somebody was deceived`;
  if (mishap !== null) return mishap.replace(/^The /, t`the `).replace(/, and hung up$/, "");
  if (leaked.length > 0) return t`somebody read along`;
  if (arrived.length > 0) return t`it arrived, and stayed between the two`;
  if (sent.length > 0) return t`the letter never arrived`;
  return refused.length > 0 ? t`refused in time` : t`nothing got through`;
}

function factsOf(context: StepContext, course: Course, { forged, repeated = [] }: Outcome): readonly string[] {
  const { recording } = context;
  const { arrived, mishaps } = course;
  const believed = forged.map(
    ({ actor, text }) => t`${knownAs(context, actor)} believes “${text}”, which nobody with the right to say it wrote.`,
  );
  const came = arrived.length === 0 ? [] : [t`Arrived as written: ${list(arrived)}.`];
  const read = readings(context, course, recording);
  const stuck = arrived.length + mishaps.length + forged.length === 0 && read.length > 0 ? [t`It never arrived.`] : [];
  const again = repeated.map(({ actor, text }) => t`${knownAs(context, actor)} took in “${text}” more than once.`);
  return [...came, ...read, ...stuck, ...mishaps, ...believed, ...again];
}

function readings(context: StepContext, { leaked }: Course, recording: Recording): readonly string[] {
  const readers = [...new Set(leaked.map((l) => l.actor))];
  if (readers.length <= 2) {
    return readers.map((actor) => {
      const texts = leaked.filter((l) => l.actor === actor).map((l) => l.text);
      const only = recording.cast.some(({ id, canTurn }) => id === actor && canTurn) ? "" : t` also`;
      return t`${knownAs(context, actor)}${only} read ${list(texts)}.`;
    });
  }
  return [t`${readers.length} others read along.`];
}

/** Mallory stays Mallory in the end, though she may be an honest router again by then. */
function knownAs({ recording, after }: StepContext, id: ActorId): string {
  const turned = recording.steps.some(({ world }) => (world.actors[id]?.strategy ?? "off") !== "off");
  return turned ? "Mallory" : nameOf(recording, after, id);
}

function ownText(recording: Recording, event: SimEvent): readonly string[] {
  if ((event.type !== "seals" && event.type !== "writes") || event.actor === "mallory") return [];
  // A question of an authority's, and its answer, are no letters.
  const isLetter = !artifact(recording, "packet", event.packet).message.startsWith("Http");
  return event.text === null || !isLetter ? [] : [event.text];
}

function troubleIn(recording: Recording, event: SimEvent, i: number): readonly string[] {
  if (event.type !== "fails" && event.type !== "swallows") return [];
  const packet = artifact(recording, "packet", event.packet);
  if (packet.label.startsWith("old ")) return [];
  if (event.type === "swallows") return event.actor === "mallory" ? [lost(packet)] : [];
  if (packet.to !== event.actor) return [];
  const hungUp = recording.steps.slice(i).some((s) => isGoodbye(recording, s.event));
  const who = recording.cast.find(({ id }) => id === event.actor)?.name ?? event.actor;
  return [t`${who} could not open ${thing(packet)}${hungUp ? t`, and hung up` : ""}.`];
}

function lost(packet: PacketArtifact): string {
  return t`${capital(thing(packet))} got no further than Mallory.`;
}

function isGoodbye(recording: Recording, event: SimEvent): boolean {
  if (event.type !== "writes" && event.type !== "seals") return false;
  const { message } = artifact(recording, "packet", event.packet);
  return message === "Goodbye" || message === "Alert";
}

function list(texts: readonly string[]): string {
  return [...new Set(texts)].map(inQuotes).join(t` and `);
}
