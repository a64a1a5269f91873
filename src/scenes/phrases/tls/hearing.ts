import { artifact, nameOf } from "../../../sim/lookup.ts";
import type { PacketArtifact, SimEvent } from "../../../sim/recording.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { keyName, whoActs } from "../names.ts";
import { missesSomething } from "./broken.ts";
import { named, thingIn } from "./carrying.ts";
import {
  alertOf,
  certificatesIn,
  isEmptyCertificate,
  isRepeated,
  nameAsked,
  saysGoodbyeBefore,
  standing,
  stateWords,
} from "./facts.ts";
import { isReopened, reopened, triedInVain } from "./later.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;
type Heard = Readonly<{ title: string; story: string; tick: string }>;

/** A message that lies open, and is worth a look. */
export function read(context: StepContext, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const name = nameAsked(context.recording, packet);
  const alert = alertOf(context.recording, packet);
  if (alert !== null) {
    return {
      title: `${who} hears the alert: ${alert}`,
      story: "The other end will not go on, and says why.",
      protocol: `The fatal alert \`${alert}\`, unprotected (RFC 8446 §6.2).`,
      tick: "hears the alert",
    };
  }
  const failure = packet.to === context.event.actor ? standing(context, context.event.actor)?.failure : null;
  if (failure) {
    return {
      title: `${who} reads ${packet.message}, and will not go on`,
      story: "What stands in it does not fit what was said before, or is of no use here. It is refused at once.",
      protocol: `Refused by ${failure.section}${failure.alert === null ? "" : `, with \`${failure.alert}\` (RFC 8446 §6.2)`}.`,
      tick: "refuses it",
    };
  }
  return {
    title: name === null ? `${who} reads ${packet.message}` : `${who} reads the name: ${name}`,
    story:
      name === null
        ? "It lies open, so she can. Public halves are all that is in it, and no key can be made of those."
        : `She is only meant to carry it. But the name lies open, and so does what ${named(context, packet.from)} can and would like.`,
    protocol: `\`${packet.message}\` is not protected: no key exists yet (RFC 8446 §5.1).`,
    tick: "reads along",
  };
}

/** A sealed packet of TLS is opened. */
export function opened(context: StepContext, event: Of<"opens">, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const attempt = artifact(context.recording, "attempt", event.attempt);
  const { title, story, tick } = heardIn(context, who, event, packet);
  const record = packet.records?.find(({ key }) => key !== null);
  const place = record === undefined ? "" : ` as record ${record.sequence} of the ${record.epoch} keys`;
  const alert = alertOf(context.recording, packet);
  const inside = alert === null ? "" : ` Inside: the alert \`${alert}\` (§6.2).`;
  const protocol = `Key \`${keyName(context.recording, attempt.key)}\` opens it${place}: the tag fits (RFC 8446 §5.2).${inside}${stateWords(context)}`;
  return { title, story, protocol, tick };
}

function heardIn(context: StepContext, who: string, event: Of<"opens">, packet: PacketArtifact): Heard {
  if (isReopened(context)) return reopened(context, packet, event.text);
  const failure = standing(context, event.actor)?.failure ?? null;
  switch (packet.message) {
    case "EncryptedExtensions":
      return {
        title: `${who} opens EncryptedExtensions`,
        story: "The new key fits: whoever sealed this has the same secrets. Who that is, nothing has shown so far.",
        tick: "opens it",
      };
    case "CertificateRequest":
      return {
        title: `${who} opens CertificateRequest`,
        story: "The other end will want to see a certificate. But the server has to show its own first.",
        tick: "opens it",
      };
    case "Certificate":
      return isEmptyCertificate(context.recording, packet)
        ? {
            title: `${who} opens Certificate, and it is empty`,
            story:
              packet.label === "serverCertificate"
                ? "Every server has to show a certificate, and this one shows none."
                : "A certificate was asked for, and none came.",
            tick: "opens: empty",
          }
        : {
            title: `${who} opens Certificate`,
            story: certificateStory(context, event, packet),
            tick: "opens it",
          };
    case "CertificateVerify":
      return {
        title: `${who} opens CertificateVerify`,
        story: judges(context, event.actor)
          ? "A signature. Whether it was made over *this* conversation, with the certificate’s key, is checked next."
          : `A signature over the conversation with ${who}. Shown in any other, it would prove nothing.`,
        tick: "opens it",
      };
    case "Finished":
      return {
        title: failure === null ? `${who} opens Finished, and the sum is right` : `${who} opens Finished`,
        story: finishedStory(event, packet),
        tick: "Finished fits",
      };
    case "NewSessionTicket":
      return {
        title: `${who} opens the ticket`,
        story: "A string of bytes that means nothing here. It is to be shown the next time, as it is.",
        tick: "opens the ticket",
      };
    case "EndOfEarlyData":
      return {
        title: `${who} opens EndOfEarlyData`,
        story: "So nothing was cut off: all that was sent early has come. Now for the keys of the handshake.",
        tick: "opens it",
      };
    case "ApplicationData":
      return {
        title: `${who} opens ${thingIn(context, packet).replace(/^The /, "the ")}: “${event.text ?? ""}”`,
        story: letterStory(context, event, packet),
        tick: "reads it",
      };
    case "Alert":
      return alertHeard(context, who, packet);
    default:
      if (packet.label === "flight") return flightHeard(who, packet);
      return { title: `${who} opens what came`, story: "Several messages in one packet.", tick: "opens it" };
  }
}

function flightHeard(who: string, packet: PacketArtifact): Heard {
  return {
    title: `${who} opens the rest of the handshake`,
    story: packet.message.includes("Certificate")
      ? "A certificate, a signature, a checksum. Who vouches for whom, and is the key really here? That is judged now."
      : "It opens, and the checksum fits. Whoever made it has the secret that was kept, and has heard the same hellos.",
    tick: "opens it",
  };
}

/** Whether somebody judges what the other end shows, anywhere in the run. */
function judges({ recording }: StepContext, actor: string): boolean {
  return recording.steps.some(({ event }) => event.type === "checks" && event.actor === actor);
}

function certificateStory(context: StepContext, event: Of<"opens">, packet: PacketArtifact): string {
  const others = certificatesIn(context.recording, packet) - 1;
  const what =
    others === 0
      ? "One certificate, alone: whoever signed it must be known here already."
      : `A certificate, with ${others === 1 ? "one more" : `${others} more`} to link it to an authority.`;
  return judges(context, event.actor)
    ? `${what} Who vouches for it, for whom, and until when? That is judged now.`
    : `${what} ${whoActs(context)} does not judge it: it is real, and it was to be expected here.`;
}

function finishedStory(event: Of<"opens">, packet: PacketArtifact): string {
  if (event.actor === "mallory" || packet.author === "mallory") {
    return "The two ends of *this* line have heard the same, word for word. Who they are, a sum that is right does not say.";
  }
  return packet.label === "clientFinished"
    ? "The sums agree at this end too. Between the two, nothing was changed on the way, from the first hello to this message."
    : "Both ends have heard the same conversation, word for word. Nobody has changed anything on the way, not even in the hellos that lay open.";
}

function letterStory(context: StepContext, event: Of<"opens">, packet: PacketArtifact): string {
  if (packet.to !== event.actor) {
    const meant = named(context, packet.to);
    return `${whoActs(context)} is the other end of this line. So it opens here, just as it would for ${meant}.`;
  }
  if (packet.records?.some(({ epoch }) => epoch === "early"))
    return "The tag fits: it was made by somebody with the secret that was kept. Whether just now, or some time ago, the tag does not say.";
  return packet.label === "request"
    ? "The tag fits, the number fits: it is whole, and it is the next one."
    : "It is whole, and the next one in its own direction: nothing was left out before it.";
}

function alertHeard(context: StepContext, who: string, packet: PacketArtifact): Heard {
  const alert = alertOf(context.recording, packet) ?? "an alert";
  return alert === "close_notify"
    ? {
        title: `${who} knows that nothing more will come`,
        story: saysGoodbyeBefore(context, packet)
          ? "Both ends have said that they are done. Nothing can have been cut off unnoticed."
          : "The other end itself says that it is done. Had somebody cut the wire, this message would be missing.",
        tick: "close_notify",
      }
    : {
        title: `${who} opens the alert: ${alert}`,
        story: `${nameOf(context.recording, context.after, packet.author)} has hung up, and says why. Only the two ends can read it.`,
        tick: "hears the alert",
      };
}

/** A sealed packet of TLS that does not open. */
export function failed(context: StepContext, event: Of<"fails">, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  if (packet.to !== event.actor && event.attempts.length > 0) return triedInVain(context, event, packet);
  if (packet.to !== event.actor) {
    return {
      title: `${who} cannot read ${thingIn(context, packet).replace(/^The /, "the ")}`,
      story: unreadStory(packet),
      protocol: "No traffic secret is held here with which an attempt could be made (RFC 8446 §7.1).",
      tick: "can’t read it",
    };
  }
  return {
    title: `${who} cannot open what came`,
    story:
      event.attempts.length === 0
        ? "It is sealed under keys that this end has never had."
        : packet.changedFrom === null && missesSomething(context, event.actor)
          ? `The tag does not fit: records are counted, and one before this never came. ${who} can’t tell that from a changed record, and need not: TLS hangs up.`
          : spoiledStory(context, who, packet),
    protocol: `The record does not open: \`${standing(context, event.actor)?.failure?.alert ?? "bad_record_mac"}\` (RFC 8446 §5.2), and the connection ends (§6.2).`,
    tick: "refused by the lock",
  };
}

function unreadStory(packet: PacketArtifact): string {
  if (packet.message === "Certificate") {
    return "In TLS 1.2 a certificate passed open, for all to read. Here it is a record like any other.";
  }
  return packet.label === "reply"
    ? "The answer is under another key than the letter was, and she has neither."
    : "She has both halves and no key. What she sees is when it went by, and how long it is.";
}

function spoiledStory(context: StepContext, who: string, packet: PacketArtifact): string {
  if (isRepeated(context.recording, packet))
    return `The tag does not fit: it was made with keys of another conversation. This one has others, because ${who}’s half in it is new.`;
  if (packet.changedFrom !== null) {
    return `The tag does not fit: this record was changed on the way. ${who} can’t tell that from a wrong key, and need not: TLS hangs up.`;
  }
  return packet.message === "Alert"
    ? "It says why the other end has hung up. But the two ends have made different keys, so not even that can be read here."
    : `The tag does not fit: the two ends have made different keys. ${who} can’t tell that from a changed record, and need not: TLS hangs up.`;
}
