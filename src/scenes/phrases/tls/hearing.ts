import { plural, t } from "../../../language/t.ts";
import { artifact, nameOf } from "../../../sim/lookup.ts";
import type { PacketArtifact, SimEvent } from "../../../sim/recording.ts";
import { keysOf } from "../../epochs.ts";
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
      title: t`${who} hears the alert: ${alert}`,
      story: t`The other end will not go on, and says why.`,
      protocol: t`The fatal alert \`${alert}\`, unprotected (RFC 8446 §6.2).`,
      tick: t`hears the alert`,
    };
  }
  const failure = packet.to === context.event.actor ? standing(context, context.event.actor)?.failure : null;
  if (failure) {
    return {
      title: t`${who} reads ${packet.message}, and will not go on`,
      story: t`What stands in it does not fit what was said before, or is of no use here. It is refused at once.`,
      protocol: t`Refused by ${failure.section}${failure.alert === null ? "" : t`, with \`${failure.alert}\` (RFC 8446 §6.2)`}.`,
      tick: t`refuses it`,
    };
  }
  return {
    title: name === null ? t`${who} reads ${packet.message}` : t`${who} reads the name: ${name}`,
    story:
      name === null
        ? t`It lies open, so she can. Public halves are all that is in it, and no key can be made of those.`
        : t`She is only meant to carry it. But the name lies open, and so does what ${named(context, packet.from)} can and would like.`,
    protocol: t`\`${packet.message}\` is not protected: no key exists yet (RFC 8446 §5.1).`,
    tick: t`reads along`,
  };
}

/** A sealed packet of TLS is opened. */
export function opened(context: StepContext, event: Of<"opens">, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const attempt = artifact(context.recording, "attempt", event.attempt);
  const { title, story, tick } = heardIn(context, who, event, packet);
  const record = packet.records?.find(({ key }) => key !== null);
  const place = record === undefined ? "" : t` as record ${record.sequence} of the ${keysOf(record.epoch)}`;
  const alert = alertOf(context.recording, packet);
  const inside = alert === null ? "" : t` Inside: the alert \`${alert}\` (§6.2).`;
  const protocol = t`Key \`${keyName(context.recording, attempt.key)}\` opens it${place}: the tag fits (RFC 8446 §5.2).${inside}${stateWords(context)}`;
  return { title, story, protocol, tick };
}

function heardIn(context: StepContext, who: string, event: Of<"opens">, packet: PacketArtifact): Heard {
  if (isReopened(context)) return reopened(context, packet, event.text);
  const failure = standing(context, event.actor)?.failure ?? null;
  switch (packet.message) {
    case "EncryptedExtensions":
      return {
        title: t`${who} opens EncryptedExtensions`,
        story: t`The new key fits: whoever sealed this has the same secrets. Who that is, nothing has shown so far.`,
        tick: t`opens it`,
      };
    case "CertificateRequest":
      return {
        title: t`${who} opens CertificateRequest`,
        story: t`The other end will want to see a certificate. But the server has to show its own first.`,
        tick: t`opens it`,
      };
    case "Certificate":
      return isEmptyCertificate(context.recording, packet)
        ? {
            title: t`${who} opens Certificate, and it is empty`,
            story:
              packet.label === "serverCertificate"
                ? t`Every server has to show a certificate, and this one shows none.`
                : t`A certificate was asked for, and none came.`,
            tick: t`opens: empty`,
          }
        : {
            title: t`${who} opens Certificate`,
            story: certificateStory(context, event, packet),
            tick: t`opens it`,
          };
    case "CertificateVerify":
      return {
        title: t`${who} opens CertificateVerify`,
        story: judges(context, event.actor)
          ? t`A signature. Whether it was made over *this* conversation, with the certificate’s key, is checked next.`
          : t`A signature over the conversation with ${who}. Shown in any other, it would prove nothing.`,
        tick: t`opens it`,
      };
    case "Finished":
      return {
        title: failure === null ? t`${who} opens Finished, and the sum is right` : t`${who} opens Finished`,
        story: finishedStory(event, packet),
        tick: t`Finished fits`,
      };
    case "NewSessionTicket":
      return {
        title: t`${who} opens the ticket`,
        story: t`A string of bytes that means nothing here. It is to be shown the next time, as it is.`,
        tick: t`opens the ticket`,
      };
    case "EndOfEarlyData":
      return {
        title: t`${who} opens EndOfEarlyData`,
        story: t`So nothing was cut off: all that was sent early has come. Now for the keys of the handshake.`,
        tick: t`opens it`,
      };
    case "ApplicationData":
      return {
        title: t`${who} opens ${thingIn(context, packet)}: “${event.text ?? ""}”`,
        story: letterStory(context, event, packet),
        tick: t`reads it`,
      };
    case "Alert":
      return alertHeard(context, who, packet);
    default:
      if (packet.label === "flight") return flightHeard(who, packet);
      return { title: t`${who} opens what came`, story: t`Several messages in one packet.`, tick: t`opens it` };
  }
}

function flightHeard(who: string, packet: PacketArtifact): Heard {
  return {
    title: t`${who} opens the rest of the handshake`,
    story: packet.message.includes("Certificate")
      ? t`A certificate, a signature, a checksum. Who vouches for whom, and is the key really here? That is judged now.`
      : t`It opens, and the checksum fits. Whoever made it has the secret that was kept, and has heard the same hellos.`,
    tick: t`opens it`,
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
      ? t`One certificate, alone: whoever signed it must be known here already.`
      : plural(others, {
          one: "A certificate, with one more to link it to an authority.",
          other: "A certificate, with # more to link it to an authority.",
        });
  return judges(context, event.actor)
    ? t`${what} Who vouches for it, for whom, and until when? That is judged now.`
    : t`${what} ${whoActs(context)} does not judge it: it is real, and it was to be expected here.`;
}

function finishedStory(event: Of<"opens">, packet: PacketArtifact): string {
  if (event.actor === "mallory" || packet.author === "mallory") {
    return t`The two ends of *this* line have heard the same, word for word. Who they are, a sum that is right does not say.`;
  }
  return packet.label === "clientFinished"
    ? t`The sums agree at this end too. Between the two, nothing was changed on the way, from the first hello to this message.`
    : t`Both ends have heard the same conversation, word for word. Nobody has changed anything on the way, not even in the hellos that lay open.`;
}

function letterStory(context: StepContext, event: Of<"opens">, packet: PacketArtifact): string {
  if (packet.to !== event.actor) {
    const meant = named(context, packet.to);
    return t`${whoActs(context)} is the other end of this line. So it opens here, just as it would for ${meant}.`;
  }
  if (packet.records?.some(({ epoch }) => epoch === "early"))
    return t`The tag fits: it was made by somebody with the secret that was kept. Whether just now, or some time ago, the tag does not say.`;
  return packet.label === "request"
    ? t`The tag fits, the number fits: it is whole, and it is the next one.`
    : t`It is whole, and the next one in its own direction: nothing was left out before it.`;
}

function alertHeard(context: StepContext, who: string, packet: PacketArtifact): Heard {
  const alert = alertOf(context.recording, packet) ?? t`an alert`;
  return alert === "close_notify"
    ? {
        title: t`${who} knows that nothing more will come`,
        story: saysGoodbyeBefore(context, packet)
          ? t`Both ends have said that they are done. Nothing can have been cut off unnoticed.`
          : t`The other end itself says that it is done. Had somebody cut the wire, this message would be missing.`,
        tick: "close_notify",
      }
    : {
        title: t`${who} opens the alert: ${alert}`,
        story: t`${nameOf(context.recording, context.after, packet.author)} has hung up, and says why. Only the two ends can read it.`,
        tick: t`hears the alert`,
      };
}

/** A sealed packet of TLS that does not open. */
export function failed(context: StepContext, event: Of<"fails">, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  if (packet.to !== event.actor && event.attempts.length > 0) return triedInVain(context, event, packet);
  if (packet.to !== event.actor) {
    return {
      title: t`${who} cannot read ${thingIn(context, packet)}`,
      story: unreadStory(packet),
      protocol: t`No traffic secret is held here with which an attempt could be made (RFC 8446 §7.1).`,
      tick: t`can’t read it`,
    };
  }
  return {
    title: t`${who} cannot open what came`,
    story:
      event.attempts.length === 0
        ? t`It is sealed under keys that this end has never had.`
        : packet.changedFrom === null && missesSomething(context, event.actor)
          ? t`The tag does not fit: records are counted, and one before this never came. ${who} can’t tell that from a changed record, and need not: TLS hangs up.`
          : spoiledStory(context, who, packet),
    protocol: t`The record does not open: \`${standing(context, event.actor)?.failure?.alert ?? "bad_record_mac"}\` (RFC 8446 §5.2), and the connection ends (§6.2).`,
    tick: t`refused by the lock`,
  };
}

function unreadStory(packet: PacketArtifact): string {
  if (packet.message === "Certificate") {
    return t`In TLS 1.2 a certificate passed open, for all to read. Here it is a record like any other.`;
  }
  return packet.label === "reply"
    ? t`The answer is under another key than the letter was, and she has neither.`
    : t`She has both halves and no key. What she sees is when it went by, and how long it is.`;
}

function spoiledStory(context: StepContext, who: string, packet: PacketArtifact): string {
  if (isRepeated(context.recording, packet))
    return t`The tag does not fit: it was made with keys of another conversation. This one has others, because ${who}’s half in it is new.`;
  if (packet.changedFrom !== null) {
    return t`The tag does not fit: this record was changed on the way. ${who} can’t tell that from a wrong key, and need not: TLS hangs up.`;
  }
  return packet.message === "Alert"
    ? t`It says why the other end has hung up. But the two ends have made different keys, so not even that can be read here.`
    : t`The tag does not fit: the two ends have made different keys. ${who} can’t tell that from a changed record, and need not: TLS hangs up.`;
}
