import { artifact, nameOf } from "../../../sim/lookup.ts";
import type { PacketArtifact, SimEvent } from "../../../sim/recording.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { keyName, sizeOf, whoActs } from "../names.ts";
import { alertOf, isEmptyCertificate, nameAsked, standing, stateWords } from "./facts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;
type Heard = Readonly<{ title: string; story: string; tick: string }>;

/** A packet of TLS goes over the wire. */
export function carried(context: StepContext, event: Of<"travels">, packet: PacketArtifact): StepWords {
  const to = nameOf(context.recording, context.after, event.path.at(-1) ?? event.actor);
  const hops = event.path.length - 1;
  return {
    title: `${thingIn(context, packet)} reaches ${to}`,
    story: carriedStory(context, packet),
    protocol: `${sizeOf(packet)} bytes, ${(packet.records ?? []).length === 1 ? "one record" : `${(packet.records ?? []).length} records`}, over ${hops === 1 ? "one hop" : `${hops} hops`}. ${seenOnTheWay(packet)}`,
    tick: `to ${to}`,
  };
}

function thingIn({ recording }: StepContext, packet: PacketArtifact): string {
  if (packet.message === "Alert") {
    return alertOf(recording, packet) === "close_notify" ? "The last word" : "The alert";
  }
  if (packet.message === "ApplicationData") return packet.label === "request" ? "The letter" : "The answer";
  return packet.message.includes(",") ? "The rest" : packet.message;
}

function seenOnTheWay(packet: PacketArtifact): string {
  return packet.seal.as === "paper"
    ? "On the way every field of it can be read."
    : "On the way only the five bytes of each record’s header can be read: type `application_data`, version, length.";
}

function carriedStory({ recording }: StepContext, packet: PacketArtifact): string {
  if (packet.message === "ClientHello") {
    const name = nameAsked(recording, packet);
    return `It lies open all the way. Every router now knows that somebody here wants to talk to ${name ?? "this address"}.`;
  }
  if (packet.message === "ServerHello") {
    return "Open, as the hello before it. The routers have both halves now, and can make no key of them.";
  }
  if (packet.seal.as === "paper") return "It lies open all the way.";
  const sealed = `${sizeOf(packet)} bytes`;
  switch (packet.message) {
    case "EncryptedExtensions":
      return "The first sealed record. To the routers it looks as every other will: so long, from here to there, at this moment.";
    case "Certificate":
      return `To the routers: ${sealed}. That a certificate is in it they can guess by the length. Whose it is they cannot read.`;
    case "ApplicationData":
      return `To the routers: ${sealed} of application data, as they were told of every record since the hellos.`;
    case "Alert":
      return `To the routers: ${sealed}. It is the shortest record there is, so they may guess that it is a last word.`;
    default:
      return `To the routers: ${sealed}, like any other record.`;
  }
}

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
  return {
    title: name === null ? `${who} reads ${packet.message}` : `${who} reads the name: ${name}`,
    story:
      name === null
        ? "It lies open. It is not what could be used here."
        : `She is only meant to carry it. But the name lies open, and so does what ${nameOf(context.recording, context.after, packet.from)} can and would like.`,
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
        story: "The other end will want to see a certificate. First it has to show its own.",
        tick: "opens it",
      };
    case "Certificate":
      return isEmptyCertificate(context.recording, packet)
        ? {
            title: `${who} opens Certificate, and it is empty`,
            story: "A certificate was asked for, and none came.",
            tick: "opens: empty",
          }
        : {
            title: `${who} opens Certificate`,
            story: "Here is the certificate, with those that link it to an authority. Now it has to be judged.",
            tick: "opens it",
          };
    case "CertificateVerify":
      return {
        title: `${who} opens CertificateVerify`,
        story:
          "A signature. Whether it was made over *this* conversation, with the certificate’s key, is checked next.",
        tick: "opens it",
      };
    case "Finished":
      return {
        title: failure === null ? `${who} opens Finished, and the sum is right` : `${who} opens Finished`,
        story:
          "Both ends have heard the same conversation, word for word. Nobody has changed anything on the way, not even in the hellos that lay open.",
        tick: "Finished fits",
      };
    case "ApplicationData":
      return {
        title: `${who} opens it and reads: “${event.text ?? ""}”`,
        story:
          packet.to === event.actor
            ? "The tag fits, the number fits: it is whole, and it is the next one."
            : "She holds the key.",
        tick: "reads it",
      };
    case "Alert":
      return alertHeard(context, who, packet);
    default:
      return { title: `${who} opens what came`, story: "Several messages in one packet.", tick: "opens it" };
  }
}

function alertHeard({ recording }: StepContext, who: string, packet: PacketArtifact): Heard {
  const alert = alertOf(recording, packet) ?? "an alert";
  return alert === "close_notify"
    ? {
        title: `${who} knows that nothing more will come`,
        story: "The conversation ended because the other end said so, not because somebody cut the wire.",
        tick: "close_notify",
      }
    : {
        title: `${who} opens the alert: ${alert}`,
        story: "Only the two ends can read it: the other one has hung up, and says why.",
        tick: "hears the alert",
      };
}

/** A sealed packet of TLS that does not open. */
export function failed(context: StepContext, event: Of<"fails">, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const meant = packet.to === event.actor;
  if (!meant) {
    return {
      title: `${who} cannot read ${thingIn(context, packet).replace(/^The /, "the ")}`,
      story:
        packet.message === "Certificate"
          ? "In TLS 1.2 it passed her open. Here she sees a record like any other."
          : "She has both halves and no key. What she sees is when it went by, and how long it is.",
      protocol: "No traffic secret is held here with which an attempt could be made (RFC 8446 §7.1).",
      tick: "can’t read it",
    };
  }
  return {
    title: `${who} cannot open what came`,
    story:
      event.attempts.length === 0
        ? "It is sealed under keys that this end has never had."
        : "The tag does not fit. Either it was changed on the way, or the two ends have different keys. TLS does not ask which: it hangs up.",
    protocol: `The record does not open: \`bad_record_mac\` (RFC 8446 §5.2), and the connection ends (§6.2).`,
    tick: "refused by the lock",
  };
}
