import { capital } from "../../language/cases.ts";
import { inQuotes, plural, t } from "../../language/t.ts";
import type { PacketArtifact, SimEvent } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";
import { ended } from "./ended.ts";
import { isFirst } from "./facts.ts";
import { nameOf, packetOf, sizeOf, thing, whoActs } from "./names.ts";
import { type Beats, telling } from "./telling.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** As `tell`, for scenes in which nothing is ever sealed, signed or checked: they need not carry the words for that. */
export function tellOnPaper(beats: Beats): (context: StepContext) => StepWords {
  return telling(beats, (context) => onPaper(context) ?? wordless(context));
}

/** The common words of what happens with open sheets; null for whatever takes a key or a certificate. */
export function onPaper(context: StepContext): StepWords | null {
  const { event } = context;
  switch (event.type) {
    case "writes":
      return packetOf(context.recording, event.packet).message === "Letter" ? written(context, event) : null;
    case "travels":
      return carried(context, event);
    case "changes":
      return event.what === "text" ? rewritten(context, event) : null;
    case "swallows":
      return dropped(context, event);
    case "reads":
      return event.text === null ? null : read(context, event);
    case "turns":
      return event.switch === "mallory" ? turned(context, event) : null;
    case "acts":
      return acted(context, event);
    case "ends":
      return ended(context, event);
    default:
      return null;
  }
}

/** For a recording from a file, which may hold what this scene never has. */
export function wordless(context: StepContext): StepWords {
  return {
    title: t`${whoActs(context)} does something for which this scene has no words`,
    story: t`It stands in the recording, and the stage shows it.`,
    protocol: t`The event is of type \`${context.event.type}\`.`,
    tick: context.event.type,
  };
}

function written(context: StepContext, event: Of<"writes">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  return {
    title: t`${who} writes: “${event.text ?? ""}”`,
    story: t`An open sheet: whoever holds it can read it, and can write on it.`,
    protocol: t`\`Letter { text }\`, ${sizeOf(packet)} bytes, no protection of any kind.`,
    tick: event.actor === "bob" ? t`writes back` : t`writes`,
  };
}

function carried(context: StepContext, event: Of<"travels">): StepWords {
  const packet = packetOf(context.recording, event.packet);
  const last = event.path.at(-1) ?? event.actor;
  const to = nameOf(context.recording, context.after, last);
  const hops = event.path.length - 1;
  const over = plural(hops, { one: "one hop", other: "# hops" });
  return {
    title: t`${capital(thing(packet))} reaches ${to}`,
    story: travelStory(context, event, packet),
    protocol: t`${packet.message}, ${sizeOf(packet)} bytes, over ${over}. Every place that it passes can keep a copy.`,
    tick: t`to ${to}`,
  };
}

function travelStory(context: StepContext, { path }: Of<"travels">, packet: PacketArtifact): string {
  const arrives = path.at(-1) === packet.to;
  if (packet.message === "Goodbye" || packet.message === "ClientProof") {
    return t`In this simplified protocol it travels open; real TLS 1.3 seals it.`;
  }
  const paper = packet.seal.as === "paper";
  if (path.length > 2) return arrives ? farStory(context, paper) : interceptedStory(context, path, paper);
  if (arrives) return paper ? t`It arrives as it travelled: open.` : t`It arrives as it travelled: sealed.`;
  const first = context.recording.cast.find(({ id }) => id === path[0])?.role !== "router";
  if (paper)
    return first ? t`It lies open here: it can be read and copied.` : t`One hop further. It lies open here, too.`;
  return first
    ? t`The first router has it in hand. It sees how long it is, for whom, and when; not what is inside.`
    : t`One hop further. Here, too, they see only how long it is, for whom, and when.`;
}

/** All the way to whom it is for: in full where it is new, in short afterwards. */
function farStory(context: StepContext, paper: boolean): string {
  const { recording } = context;
  const alike = (e: SimEvent) =>
    e.type === "travels" && (packetOf(recording, e.packet).seal.as === "paper") === paper && e.path.length > 2;
  if (paper) {
    return isFirst(context, "asymmetric", alike)
      ? t`It lies open all the way: every router that carries it can read and copy it.`
      : t`As before: open all the way.`;
  }
  return isFirst(context, "asymmetric", alike)
    ? t`The routers see from whom and to whom, how long it is, and when. What is inside they carry unread.`
    : t`As before: the routers carry it unread.`;
}

/** As far as somebody for whom it is not meant. */
function interceptedStory({ recording, after }: StepContext, path: readonly string[], paper: boolean): string {
  const between = path.slice(1, -1).map((id) => nameOf(recording, after, id));
  const last = nameOf(recording, after, path.at(-1) ?? "");
  const [only = "", ...more] = between;
  if (more.length > 0)
    return paper
      ? t`The routers carry it open, and could copy it. Now ${last} has it in hand.`
      : t`The routers carry it unread. Now ${last} has it in hand.`;
  return paper
    ? t`${only} carries it open, and could copy it. Now ${last} has it in hand.`
    : t`${only} carries it unread. Now ${last} has it in hand.`;
}

function rewritten(context: StepContext, event: Of<"changes">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const text = context.after.actors[packet.to]?.knows.find((k) => k.packet === packet.id)?.text;
  return {
    title: t`${who} rewrites ${thing(packet)}${text === undefined ? "" : `: ${inQuotes(text)}`}`,
    story: t`Paper can be rewritten. Nothing on it says who wrote it, or that it was touched.`,
    protocol: t`A new \`Letter\` takes the place of the old one: ${sizeOf(packet)} bytes.`,
    tick: t`rewrites it`,
  };
}

function dropped(context: StepContext, event: Of<"swallows">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const hungUp = event.actor !== "mallory";
  return {
    title: hungUp ? t`${who} has hung up: ${thing(packet)} stays unopened` : t`${who} lets ${thing(packet)} disappear`,
    story: hungUp
      ? t`It was sent before the goodbye arrived. Nobody reads it now.`
      : t`It goes no further. Whoever waits for it will wait in vain.`,
    protocol: hungUp ? t`After a fatal alert nothing more is read (RFC 8446 §6.2).` : t`The packet is dropped.`,
    tick: hungUp ? t`left unopened` : t`drops it`,
  };
}

function read(context: StepContext, event: Of<"reads">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const meant = packet.to === event.actor;
  return {
    title: t`${who} reads: “${event.text ?? ""}”`,
    story: meant
      ? t`It arrived. Whether these are the words that were sent, and who sent them, the sheet does not say.`
      : t`${who} is only meant to carry it. It lies open, so nothing stops the reading and copying.`,
    protocol: t`The text lies open in \`Letter.text\`: reading it takes no key.`,
    tick: meant ? t`reads it` : t`reads along`,
  };
}

const TURNS: Readonly<Record<string, string>> = {
  eavesdrop: t`From here on Mallory listens`,
  tamper: t`From here on Mallory changes what she can`,
  impersonate: t`From here on Mallory poses as Bob`,
  relay: t`From here on Mallory stands between the two`,
  drop: t`From here on Mallory lets things disappear`,
  truncate: t`From here on Mallory cuts short what is said`,
};

function turned(context: StepContext, event: Of<"turns">): StepWords {
  const place = context.recording.cast.find((a) => a.id === event.actor)?.name ?? "";
  const turns = event.value === "off" ? t`${place} only carries again` : (TURNS[event.value] ?? t`Something changes`);
  return {
    title: event.value === "off" ? t`${place} only carries again` : t`${place} turns on them`,
    story: `${turns}. ${tooLate(context, event) ?? t`What has happened already stays as it was.`}`,
    protocol: t`A switch was thrown here. Every step before it is unchanged to the byte; what follows is new.`,
    tick: t`switch`,
  };
}

/** Why it comes too late, where nothing that she does in this run goes beyond carrying, looking and stopping. */
function tooLate({ recording, index }: StepContext, event: Of<"turns">): string | null {
  if (event.value === "off") return null;
  const later = recording.steps.slice(index).map((step) => step.event);
  const until = later.findIndex((e) => e.type === "turns" && e.switch === event.switch);
  const hers = (until < 0 ? later : later.slice(0, until)).filter((e) => e.actor === "mallory" && e.type !== "travels");
  if (hers.length === 0) {
    const passes = later.some((e) => e.type === "travels" && e.path.includes("mallory"));
    if (!passes) return t`Nothing more comes by in this run: start again to see it.`;
    if (event.value === "eavesdrop") return null;
  } else if (event.value === "eavesdrop" || hers.some((e) => e.type !== "fails" && e.type !== "swallows")) return null;
  return recording.steps.slice(0, index).some((step) => step.event.type === "derives")
    ? t`But it is too late: the keys are agreed on, and she can only carry or stop what comes.`
    : t`But it is too late: what she would have needed has passed her, and she can only carry or stop what comes.`;
}

function acted(context: StepContext, event: Of<"acts">): StepWords {
  return {
    title: t`${whoActs(context)} acts on it: ${event.text}`,
    story: isFirst(context, "asymmetric", ({ type }) => type === "acts")
      ? t`${whoActs(context)} takes the message for what it says and does it. What was read is now *done*.`
      : t`As before: what was read is now *done*.`,
    protocol: t`The application: nothing of the protocol is left to protect what happens here.`,
    tick: t`acts on it`,
  };
}
