import { capital } from "../../../language/cases.ts";
import { plural, t } from "../../../language/t.ts";
import { nameOf } from "../../../sim/lookup.ts";
import type { ActorId, PacketArtifact, SimEvent } from "../../../sim/recording.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { sizeOf } from "../names.ts";
import { alertOf, isEmptyCertificate, isPartOf, isRepeated, nameAsked, saysGoodbyeBefore } from "./facts.ts";

type Travels = Extract<SimEvent, { type: "travels" }>;

/** A packet of TLS goes over the wire: straight to the other end, to Mallory on the way, or on from her. */
export function carried(context: StepContext, event: Travels, packet: PacketArtifact): StepWords {
  const end = event.path.at(-1) ?? event.actor;
  const to = named(context, end);
  const hops = event.path.length - 1;
  const what = thingIn(context, packet);
  return {
    title: isRepeated(context.recording, packet)
      ? t`A copy of ${what} reaches ${to}`
      : t`${capital(what)} reaches ${to}`,
    story: storyOf(context, event, packet, end),
    protocol: t`${sizeOf(packet)} bytes, ${plural((packet.records ?? []).length, { one: "one record", other: "# records" })}, over ${plural(hops, { one: "one hop", other: "# hops" })}. ${seenOnTheWay(packet)}`,
    tick: t`to ${to}`,
  };
}

/** What a packet is, with its article. */
export function thingIn({ recording }: StepContext, packet: PacketArtifact): string {
  if (packet.message === "Alert") {
    return alertOf(recording, packet) === "close_notify" ? t`the last word` : t`the alert`;
  }
  if (packet.message === "ApplicationData") return packet.label === "request" ? t`the letter` : t`the answer`;
  if (packet.label === "secondClientHello") return t`the second ClientHello`;
  if (packet.label === "flight") return t`the rest of the handshake`;
  return packet.message.includes(",") ? t`the rest` : packet.message;
}

/** An actor's name in the middle of a sentence. */
export function named({ recording, after }: StepContext, actor: ActorId): string {
  return nameOf(recording, after, actor)
    .replace(/^Not-/, "not-")
    .replace(/^A real/, "a real");
}

function seenOnTheWay(packet: PacketArtifact): string {
  if (packet.seal.as === "paper") return t`On the way every field of it can be read.`;
  if (packet.message.startsWith("ServerHello,"))
    return t`On the way ServerHello can be read; of each sealed record only the five bytes of its header.`;
  const dummy = (packet.records ?? []).some(({ key }) => key === null);
  return dummy
    ? t`On the way only the five bytes of each sealed record’s header can be read: type \`application_data\`, version, length; and the \`change_cipher_spec\`.`
    : t`On the way only the five bytes of each record’s header can be read: type \`application_data\`, version, length.`;
}

function storyOf(context: StepContext, event: Travels, packet: PacketArtifact, end: ActorId): string {
  if (isRepeated(context.recording, packet)) return cameAgain(packet);
  const carriedBefore = context.recording.steps
    .slice(0, context.index - 1)
    .some((step) => step.event.type === "travels" && isPartOf(packet, step.event.packet));
  if (carriedBefore) return passedOn(context, packet);
  if (end === packet.to || end !== "mallory") return arrived(context, packet, watchers(event));
  return isPartOfHerLine(context) ? takenIn(context, packet) : comesBy(context, packet);
}

/** A copy comes to the other end: nothing about it shows that it is one. */
function cameAgain(packet: PacketArtifact): string {
  return packet.seal.as === "paper"
    ? t`Every byte of it is genuine. That Alice did not send it this time, nothing in it shows.`
    : t`Sealed as it was. The seal is genuine, too: it was Alice who made it, some time before.`;
}

/** Who could look at a packet on its way; fits before “can”, “may” and “will” alone. */
function watchers(event: Travels): string {
  const between = event.path.length - 2;
  if (between < 1) return t`whoever listens on the wire`;
  return between === 1 ? t`the router on the way` : t`the routers`;
}

/** Whether Mallory has answered a caller by now, and so is an end of the line that is talked on; a visit of her own makes her none. */
function isPartOfHerLine({ recording, index }: StepContext): boolean {
  return recording.steps
    .slice(0, index)
    .some(({ made }) => made.some((a) => a.kind === "connection" && a.actor === "mallory" && a.role === "server"));
}

function arrived(context: StepContext, packet: PacketArtifact, who: string): string {
  const { recording } = context;
  const author = nameOf(recording, context.after, packet.author);
  const name = nameAsked(recording, packet);
  if (packet.label === "secondClientHello") {
    return t`Open, as the first was: ${who} can read what was changed, and what was not.`;
  }
  if (packet.message === "HelloRetryRequest") {
    return t`It lies open, and nobody has signed it: so far anybody on the way could have written it.`;
  }
  if (packet.message === "ClientHello") {
    return t`It lies open all the way: ${who} can read that somebody here wants to talk to ${name ?? t`this address`}.`;
  }
  if (packet.message === "ServerHello") {
    return packet.author === "mallory"
      ? t`It lies open too, and nothing in it says who sent it: a half from Mallory looks like a half from Bob.`
      : t`Open, as the hello before it: ${who} can see both halves now, and can make no key of them.`;
  }
  if (packet.seal.as === "paper") return t`It lies open all the way: ${who} can read why.`;
  switch (packet.message) {
    case "EncryptedExtensions":
      return t`The first sealed record. All that ${who} can tell of it: how long it is, where it goes, and when.`;
    case "CertificateRequest":
      return t`Sealed: that somebody is asked for a certificate here, ${who} can’t see.`;
    case "Certificate":
      return certificateArrived(context, packet, who);
    case "CertificateVerify":
      return t`The signature is sealed, too. By the length ${who} may guess what kind of key made it, and can’t tell whose.`;
    case "Finished":
      return packet.label === "clientFinished"
        ? t`With it ${named(context, packet.author)}’s part of the handshake is done. No answer to it will come: TLS 1.3 has none.`
        : t`${author} has no more to say in the handshake. By order and lengths ${who} can tell how far it has come, but not what was said.`;
    case "NewSessionTicket":
      return t`Sealed like a letter: that a ticket is in it ${who} can’t see, and will not know it again when it is shown.`;
    case "EndOfEarlyData":
      return t`One more short sealed record. That it ends something, ${who} can’t tell.`;
    case "ApplicationData":
      if (packet.records?.some(({ epoch }) => epoch === "early"))
        return t`Sealed: what it says ${who} can’t read. That it came without waiting for an answer, all can see.`;
      return packet.label === "request"
        ? t`Its label says “application data”, but so did that of every sealed record before it: ${who} can’t be sure that this is the letter.`
        : t`All that the answer can tell ${who} is its length: ${sizeOf(packet)} bytes. A longer answer would make a longer record.`;
    case "Alert":
      return alertArrived(context, packet, who);
    default:
      if (packet.label === "flight")
        return t`${sizeOf(packet)} sealed bytes in one go. By their number ${who} may guess whether certificates are in it.`;
      return t`${sizeOf(packet)} bytes in ${(packet.records ?? []).length} records: they were under way before anybody could stop them.`;
  }
}

function certificateArrived({ recording }: StepContext, packet: PacketArtifact, who: string): string {
  if (isEmptyCertificate(recording, packet)) {
    return t`Certificates are longer than this: by the length ${who} may guess that none is in it.`;
  }
  return packet.label === "clientCertificate"
    ? t`By the length ${who} may guess that a certificate is in it. The name of whoever calls stays under the seal.`
    : t`By the length ${who} may guess that a certificate is in it. Whose it is can’t be read.`;
}

function alertArrived(context: StepContext, packet: PacketArtifact, who: string): string {
  if (alertOf(context.recording, packet) !== "close_notify") {
    return t`A short record, sealed like the rest. That it is a refusal ${who} may guess, but not for which reason.`;
  }
  return saysGoodbyeBefore(context, packet)
    ? t`The second goodbye, in the other direction. After it neither end sends anything more.`
    : t`A short record, sealed like the rest. That it is a goodbye ${who} may guess, but can’t read.`;
}

/** It comes to Mallory, who is an end of this line herself. */
function takenIn(context: StepContext, packet: PacketArtifact): string {
  const author = nameOf(context.recording, context.after, packet.author);
  if (packet.message === "Alert") return t`A short record, and it ends here: Mallory is the other end of this line.`;
  if (packet.author === "bob") return bobsAnswer(packet);
  const meant = nameOf(context.recording, context.after, packet.to);
  return packet.message === "ApplicationData"
    ? t`${author} sealed it for the other end, and takes that for ${meant}. The other end is Mallory.`
    : t`${author} means it for ${meant}. It ends here, with Mallory, who holds the keys to it.`;
}

/** What Bob sends to whoever called, where that is Mallory. */
function bobsAnswer(packet: PacketArtifact): string {
  switch (packet.message) {
    case "ServerHello":
      return t`It lies open, and it ends here: on this line Mallory is the one who called.`;
    case "Certificate":
      return t`Bob’s certificate, sealed for whoever called. That is Mallory, and she has the key.`;
    case "CertificateVerify":
      return t`Bob’s signature, made for the conversation with whoever called. That is Mallory.`;
    case "Finished":
      return t`Bob’s part of the handshake is done. To him Mallory is a client like any other.`;
    case "ApplicationData":
      return t`Bob sealed it for whoever called. That is Mallory.`;
    default:
      return t`Bob sends it to whoever called: on this line, that is Mallory.`;
  }
}

/** It comes to Mallory, who is no end of any line: she only stands on the way. */
function comesBy(context: StepContext, packet: PacketArtifact): string {
  const size = plural(sizeOf(packet), { one: "# byte", other: "# bytes" });
  switch (packet.message) {
    case "ClientHello":
      if (packet.label === "secondClientHello") return t`The second hello, as open as the first.`;
      return t`It has to pass the router that Mallory runs. All of it lies open, and nobody at the other end has seen it yet.`;
    case "ServerHello":
      return t`Open, as the hello before it. Mallory has seen both halves now, and can make no key of them.`;
    case "EncryptedExtensions":
      return t`${size}, and the first from Bob that Mallory can’t read.`;
    case "HelloRetryRequest":
      return t`It lies open, and has no signature: she could change it, or write another.`;
    case "NewSessionTicket":
      return t`${size} from Bob. That it is a ticket, Mallory can’t see.`;
    case "EndOfEarlyData":
      return t`${size}: a short record, sealed like the others.`;
    case "CertificateRequest":
      return t`${size} more. That somebody is asked for a certificate, Mallory can’t see.`;
    case "Certificate":
      return t`${size}: by the length Mallory may guess that a certificate is in it.`;
    case "CertificateVerify":
      return t`${size}: by the length it may well be a signature. Mallory has no key to find out.`;
    case "Finished":
      return packet.label === "clientFinished"
        ? t`The same comparison, in the other direction. To Mallory it is one more sealed record.`
        : t`What is compared in it is whether both ends have heard the same. Had Mallory changed a bit so far, it would show.`;
    case "ApplicationData":
      return packet.label === "request"
        ? t`By its label it could as well be one more message of the handshake: to Mallory, all sealed records look alike.`
        : t`${size} in the other direction: an answer, Mallory may suppose.`;
    case "Alert":
      return saysGoodbyeBefore(context, packet)
        ? t`A second short record, from the other end. Mallory may guess that both have said goodbye.`
        : t`A short record. Mallory may guess that somebody hangs up or says goodbye.`;
    default:
      return t`${size} come by in one go. Mallory can open none of them.`;
  }
}

/** It goes on from Mallory, as it came or changed. */
function passedOn(context: StepContext, packet: PacketArtifact): string {
  if (packet.changedFrom !== null && packet.message === "ClientHello")
    return t`It goes on as she has left it. Nothing in it shows that: a hello has no signature, and no seal.`;
  if (packet.changedFrom !== null) return t`It goes on with one bit changed. From outside nothing shows it.`;
  const wasRead = context.recording.steps
    .slice(0, context.index - 1)
    .some(({ event }) => event.type === "reads" && event.packet === packet.id);
  switch (packet.message) {
    case "ClientHello":
      return wasRead
        ? t`Passed on as it came. Nothing on it shows that somebody has read it.`
        : t`Passed on as it came, and as open as it came.`;
    case "ServerHello":
      return t`Passed on as it came. Both halves have crossed the wire now, for all to see.`;
    case "HelloRetryRequest":
      return t`Passed on as it came. She could have written one herself; it takes no key.`;
    case "NewSessionTicket":
      return t`Passed on unread. It would be of no use to her: the secret behind it is not in it.`;
    case "EncryptedExtensions":
      return t`Passed on unread. What Mallory has left to choose is to carry, to spoil or to drop.`;
    case "CertificateRequest":
      return t`Passed on unread, the question in it unheard.`;
    case "Certificate":
      return t`Passed on unread, the name in it unseen.`;
    case "CertificateVerify":
      return t`Passed on unread. A copied signature would be of no use: it fits this conversation alone.`;
    case "Finished":
      return t`Passed on as it came, so the sums of both ends can fit.`;
    case "ApplicationData":
      return packet.label === "request"
        ? t`Passed on unread, and unchanged: one flipped bit, and it would not open.`
        : t`Passed on unread. Mallory could have dropped it, and could not have written another in its place.`;
    case "Alert":
      return saysGoodbyeBefore(context, packet)
        ? t`Passed on unread. After it neither end sends anything more.`
        : t`Passed on unread. Dropping it would only leave the other end waiting.`;
    default:
      return t`Passed on unread.`;
  }
}
