import type { Frame } from "../player/types.ts";
import { artifacts } from "../sim/lookup.ts";
import type { Recording, SimEvent } from "../sim/recording.ts";
import { laterFunction } from "../ui/later.tsx";
import { BLANK, type Bubble } from "./bubbleKinds.ts";
import { peopleIn } from "./people.ts";
import { type Of, type Switches, type Told, textOr } from "./told.ts";
import { aWord, packetWords } from "./words.ts";

const aboutMore = laterFunction(async () => (await import("./late.ts")).aboutMore);

/** What an event tells, for a watcher who sees all. null: its motion says everything. */
export function bubbleOfEvent(recording: Recording, frame: Frame, event: SimEvent, switches: Switches): Bubble | null {
  const person = peopleIn(recording, frame.after).find((p) => p.actor.id === event.actor);
  const told: Told = { recording, frame, name: person?.name ?? event.actor, red: person?.kind === "mallory", switches };
  const words = wordsOf(told, event);
  if (words === null) return null;
  const tone = told.red && (words.tone ?? "plain") === "plain" ? "red" : words.tone;
  return { ...BLANK, actor: event.actor, ...words, tone: tone ?? "plain" };
}

function wordsOf(told: Told, event: SimEvent): Partial<Bubble> | null {
  switch (event.type) {
    case "writes":
    case "reads":
      return aboutPaper(told, event);
    case "ends":
      return { actor: null, icon: "ends", head: "How it ended", outcome: event.outcome, tone: "plain", from: 0.1 };
    case "travels":
      return null;
    default:
      return aboutMore(told, event);
  }
}

function aboutPaper({ recording, name, red }: Told, event: Of<"writes" | "reads">): Partial<Bubble> | null {
  const packet = artifacts(recording).get(event.packet);
  if (packet?.kind !== "packet") return null;
  const what = packetWords(packet);
  const tone = red ? "red" : "paper";
  return event.type === "writes"
    ? { icon: "writes", tone, head: `${name} writes`, ...textOr(event.text, aWord(what)) }
    : { icon: "reads", tone, head: `${name} reads`, ...textOr(event.text, `the ${what}`) };
}
