import { t } from "../../../language/t.ts";
import { nameOf } from "../../../sim/lookup.ts";
import type { PacketArtifact, SimEvent, World } from "../../../sim/recording.ts";
import { TRUNCATED } from "../../../sim/tls/end.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { whoActs } from "../names.ts";
import { phrase } from "../phrase.ts";
import { type Beats, telling } from "../telling.ts";
import { kept, notTheirs, repeated, waited } from "./again.ts";
import { leftAlone, misread } from "./broken.ts";
import { carried, named } from "./carrying.ts";
import { hadHungUp, packetOf, standing } from "./facts.ts";
import { failed, opened, read } from "./hearing.ts";
import { judged } from "./judging.ts";
import { halfMade, scheduled, signed } from "./keys.ts";
import { later } from "./later.ts";
import { offerChanged } from "./offers.ts";
import { sent } from "./sending.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** The words of a scene of Act V: its own where it has some for the step's id, else the common ones of TLS. Total. */
export function tellTls(beats: Beats): (context: StepContext) => StepWords {
  return telling(beats, common);
}

function common(context: StepContext): StepWords {
  const { event } = context;
  const packet = packetOf(context);
  if (packet?.records !== undefined) return aboutPacket(context, packet);
  switch (event.type) {
    case "schedules":
      return scheduled(context, event);
    case "checks":
      return judged(context, event);
    case "signs":
      return signed(context, event);
    case "makes":
      return event.what === "half" ? halfMade(context, event) : phrase(context);
    case "keeps":
      return kept(context, event);
    case "waits":
      return areTalking(context.before) ? waited(event) : phrase(context);
    case "acts":
      return {
        ...phrase(context),
        story: t`What ${whoActs(context)} has read is now *done*. TLS has brought the words; what they are good for is not its business.`,
      };
    case "gives-up":
      return gaveUp(context, event);
    default:
      return later(context) ?? phrase(context);
  }
}

function gaveUp(context: StepContext, event: Of<"gives-up">): StepWords {
  if (event.why === TRUNCATED) return leftAlone(context);
  const hadKeys = (context.before.actors[event.actor]?.channels ?? []).length > 0;
  const isAttacker = event.actor === "mallory" || event.actor === "notAlice";
  return {
    ...phrase(context),
    story: isAttacker
      ? t`The other end has closed the connection and said why. Nothing more can be got here.`
      : t`The other end has hung up${hadKeys ? t`, so this end forgets the keys` : t` before there was any key`}. Nothing more is said here.`,
  };
}

function aboutPacket(context: StepContext, packet: PacketArtifact): StepWords {
  const { event } = context;
  switch (event.type) {
    case "writes":
    case "seals":
      return sent(context, packet, event.text);
    case "travels":
      return carried(context, event, packet);
    case "reads":
      return isMisread(context, packet) ? misread(context, event, packet) : read(context, packet);
    case "opens":
      return opened(context, event, packet);
    case "fails":
      return failed(context, event, packet);
    case "changes":
      return event.what === "offer" ? offerChanged(context, event, packet) : changed(context, event.what, packet);
    case "repeats":
      return repeated(context, packet);
    case "swallows":
      return swallowed(context, packet);
    default:
      return phrase(context);
  }
}

/** Whether an open message was read by an end, which tells of it only where it can’t go on. */
function isMisread(context: StepContext, packet: PacketArtifact): boolean {
  const { actor } = context.event;
  if (packet.message === "Alert") return false;
  return packet.to === actor || (standing(context, actor)?.failure ?? null) !== null;
}

function changed(context: StepContext, what: "text" | "bit" | "half" | "offer", packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  if (what === "bit" && packet.seal.as === "paper") {
    return {
      title: t`${who} flips one bit of ${packet.message}`,
      story: t`It lies open, so she can. Whether anybody notices depends on what the bit was good for.`,
      protocol: t`The last byte of an unprotected record is changed: ${packet.message} (RFC 8446 §5.1).`,
      tick: t`flips a bit`,
    };
  }
  return what === "half"
    ? {
        title: t`${who} changes one bit of the half in ${packet.message}`,
        story: t`It lies open, so she can. From here on the two ends work with different halves. When will they notice?`,
        protocol: t`The first byte of \`key_exchange\` in \`key_share\` is changed (RFC 8446 §4.2.8).`,
        tick: t`changes the half`,
      }
    : {
        title: t`${who} flips one bit of a sealed record`,
        story: t`She can’t read it, but she can spoil it: the tag was made for the bytes as they were.`,
        protocol: t`The first byte of the ciphertext is changed; the tag is left as it was (RFC 8446 §5.2).`,
        tick: t`flips a bit`,
      };
}

function swallowed(context: StepContext, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const hers = context.event.actor === "mallory";
  if (!hers && !hadHungUp(context, context.event.actor)) return notTheirs(context, who);
  return {
    title: hers ? t`${who} lets it disappear` : t`${who} has hung up, and reads nothing more`,
    story: hers
      ? t`It goes no further. Whoever waits for it will wait in vain.`
      : packet.message === "Alert"
        ? t`The connection is closed at this end already: the last word of ${named(context, packet.author)} stays unopened.`
        : t`${nameOf(context.recording, context.after, packet.author)} sent it without knowing that ${who} has hung up. Nobody opens it now.`,
    protocol: hers ? t`${packet.message}: dropped.` : t`After a fatal alert nothing more is read (RFC 8446 §6.2).`,
    tick: hers ? t`drops it` : t`left unopened`,
  };
}

function areTalking({ actors }: World): boolean {
  return Object.values(actors).some(({ channels }) => channels.length > 0);
}
