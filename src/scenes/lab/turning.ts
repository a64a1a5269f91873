import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { SimEvent, Step } from "../../sim/recording.ts";
import { nameOf } from "../phrases/names.ts";
import type { StepContext, StepWords, SwitchSpec } from "../types.ts";

type Turns = Extract<SimEvent, { type: "turns" }>;

/** The lab’s own switches: those of other scenes have their words already. */
const OWN = [
  "alice-shows",
  "alice-trusts",
  "bob-shows",
  "bob-asks",
  "bob-trusts",
  "mallory-shows",
  "signed-by",
  "mallory-calls",
  "sessions",
  "weakens",
  "record",
];

/** A switch of the lab is thrown in the middle of a run; null for one that has words elsewhere. */
export function turned(switches: readonly SwitchSpec[], context: StepContext): StepWords | null {
  const { event } = context;
  if (event.type !== "turns" || !OWN.includes(event.switch)) return null;
  const spec = switches.find(({ id }) => id === event.switch);
  const option = spec?.options.find(({ value }) => value === event.value);
  if (spec === undefined || option === undefined) return null;
  const chosen = `${spec.label}: *${option.label}*.`;
  const who = event.actor === "mallory" ? "Mallory" : nameOf(context.recording, context.after, event.actor);
  const late = isLate(context, event);
  return {
    title: late ? t`A switch is thrown, too late for this run` : t`Here the rules change`,
    story: late
      ? t`${chosen} But what it decides is done, and ${who} does it once: start again to see it.`
      : t`${chosen} ${option.hint} What has happened already stays as it was.`,
    protocol: t`Every step before this one is unchanged to the byte; what follows is new.`,
    tick: t`switch`,
  };
}

/** Whether what the switch decides was done before, and is not done again. */
function isLate({ recording, index }: StepContext, event: Turns): boolean {
  const decides = (step: Step) => decided(recording, step.event, event);
  return recording.steps.slice(0, index).some(decides) && !recording.steps.slice(index).some(decides);
}

/** Whether an event is where a switch of that name has its effect. */
function decided(recording: StepContext["recording"], event: SimEvent, turns: Turns): boolean {
  if (turns.switch === "record") return event.actor === "mallory" && /^(changes|swallows)$/.test(event.type);
  if (turns.switch === "weakens") return event.type === "changes" && event.what === "offer";
  if (/-trusts$/.test(turns.switch)) return event.type === "checks" && event.actor === turns.actor;
  if (event.type !== "writes" || event.actor !== turns.actor) return false;
  const { message } = artifact(recording, "packet", event.packet);
  return message === (turns.actor === "alice" ? "ClientHello" : "ServerHello");
}
