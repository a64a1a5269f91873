import { artifact } from "../../sim/lookup.ts";
import type { SimEvent } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";
import { isFirst, messageOf } from "./facts.ts";
import { capital, keyName, packetOf, thing, whoActs } from "./names.ts";
import { leftOut } from "./verdictFacts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** A message that is no letter. */
export function read(context: StepContext, event: Of<"reads">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const { message } = packet;
  const content = messageOf(packet);
  const alert = content?.type === "Goodbye" ? ` The alert: \`${content.alert}\`.` : "";
  const stories: Readonly<Record<string, string>> = {
    KeyRequest: "Somebody wants to write in secret.",
    PublicKey: `${who} now has a key that closes locks which only Bob can open. So does everybody on the way.`,
    Goodbye: "The other end will not go on. The reason is on the sheet.",
    ClientProof: "It is empty: no certificate, no signature.",
  };
  return {
    title: message === "ClientProof" ? `${who} asked for a certificate and gets none` : `${who} gets ${thing(packet)}`,
    story: stories[message] ?? "A message of the protocol, readable by all.",
    protocol: `\`${message}\`, in the clear.${alert}`,
    tick: message === "Goodbye" ? "hears goodbye" : "gets it",
  };
}

export function opened(context: StepContext, event: Of<"opens">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const attempt = artifact(context.recording, "attempt", event.attempt);
  const key = keyName(context.recording, attempt.key);
  const meant = packet.to === event.actor;
  if (event.gives !== null) {
    return {
      title: `${who} opens ${thing(packet)} and has key ${keyName(context.recording, event.gives)}`,
      story: meant
        ? "Now both ends hold the same key, and the routers saw only a locked box."
        : "Inside lies the key to everything that was said after it.",
      protocol: `${attempt.method} with the private part of \`${key}\`: 32 bytes, the AES-256-GCM key.`,
      tick: "opens the key",
    };
  }
  return {
    title: `${who} opens ${thing(packet)} and reads: “${event.text ?? ""}”`,
    story: meant
      ? `The key fits and nothing was changed on the way. ${sureOf(context, who)}`
      : `${who} holds the key, so it opens, as it would for anybody who does.`,
    protocol: `${attempt.method} with \`${key}\` succeeded${attempt.part === "secret" ? ": the tag fits" : ""}.`,
    tick: meant ? "opens it" : "reads it",
  };
}

/** Whether the one who opens has checked the other end before, and left nothing out that mattered. */
function sureOf({ recording, index, event }: StepContext, who: string): string {
  const checks = recording.steps.slice(0, index).map((step) => step.event);
  const last = checks.findLast((e) => e.type === "checks" && e.actor === event.actor);
  const verdict = last?.type === "checks" ? artifact(recording, "verdict", last.verdict) : null;
  return verdict?.accepted === true && leftOut(verdict).length === 0
    ? `And ${who} has checked who is at the other end.`
    : "*Who* sealed it, the key alone does not say.";
}

export function failed(context: StepContext, event: Of<"fails">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const attempts = event.attempts.map((id) => artifact(context.recording, "attempt", id));
  const [last] = attempts.slice(-1);
  const meant = packet.to === event.actor;
  if (last === undefined) {
    return {
      title: `${who} has no key to try on ${thing(packet)}`,
      story: "Sealed, and nothing on the desk could even be tried. All that shows is its length.",
      protocol: "No key is held with which an attempt could be made.",
      tick: "can’t read it",
    };
  }
  return {
    title: meant ? `${who} cannot open ${thing(packet)}` : `${who} tries to read ${thing(packet)}, and cannot`,
    story: meant
      ? "The lock refuses: what came is not what was sealed for this key. It is not used, not even in part."
      : "Every key within reach was really tried. None opens it.",
    protocol: [...new Set(attempts.map((a) => `${capital(a.method)}: ${a.error ?? "succeeded"}.`))].join(" "),
    tick: meant ? "refused by the lock" : "tries in vain",
  };
}

export function derived(context: StepContext, event: Of<"derives">): StepWords {
  const who = whoActs(context);
  const key = keyName(context.recording, event.key);
  return {
    title: `${who} works out key ${key}`,
    story: `${wayTo(context)} ${sharedWith(context, event, who)}`,
    protocol: `Diffie-Hellman ${curveOf(context, event)}, then HKDF with the hash of the conversation (cf. RFC 8446 §7.1): an AES-256-GCM key.`,
    tick: `makes key ${key}`,
  };
}

function wayTo(context: StepContext): string {
  return isFirst(context, "agreement", (e) => e.type === "derives")
    ? "One’s own secret and the other’s public half give a key that was never sent."
    : "As before: from one’s own secret and the other’s half.";
}

/** On which curve, and where that is written. */
function curveOf({ recording }: StepContext, event: Of<"derives">): string {
  const [from] = event.from;
  return from !== undefined && artifact(recording, "key", from).algorithm === "P-256"
    ? "on P-256 (RFC 8446 §7.4.2)"
    : "on X25519 (RFC 7748 §6.1)";
}

function sharedWith({ recording }: StepContext, event: Of<"derives">, who: string): string {
  if (event.actor === "mallory") return `This one she shares with ${event.believes}.`;
  if (event.verified === null) return `${who} believes that the other is ${event.believes}, and has not checked.`;
  const [missing] = leftOut(artifact(recording, "verdict", event.verified));
  if (missing === undefined) return `And ${who} has checked whose half it was.`;
  return `${who} believes that the other is ${event.believes}, and has left a check out.`;
}

export function signed(context: StepContext, event: Of<"signs">): StepWords {
  const who = whoActs(context);
  const made = artifact(context.recording, "signature", event.signature);
  return {
    title: `${who} signs this very conversation`,
    story: isFirst(context, "lookalike", ({ type }) => type === "signs")
      ? `A signature over both halves as ${who} saw them. It fits this conversation only, and only the private key can make it. Signing hides nothing.`
      : `As before: over both halves as ${who} saw them, and for this conversation only.`,
    protocol: `ECDSA P-256 by key \`${keyName(context.recording, event.key)}\` over the transcript hash \`${made.transcriptHash.slice(0, 8)}…\`: TLS 1.3’s CertificateVerify (RFC 8446 §4.4.3).`,
    tick: "signs",
  };
}
