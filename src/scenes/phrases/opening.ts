import { capital } from "../../language/cases.ts";
import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { SimEvent } from "../../sim/recording.ts";
import { recordedText } from "../recorded.ts";
import type { StepContext, StepWords } from "../types.ts";
import { isFirst, messageOf } from "./facts.ts";
import { keyName, packetOf, thing, whoActs } from "./names.ts";
import { leftOut } from "./verdictFacts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** A message that is no letter. */
export function read(context: StepContext, event: Of<"reads">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const { message } = packet;
  const content = messageOf(packet);
  const alert = content?.type === "Goodbye" ? t` The alert: \`${content.alert}\`.` : "";
  const stories: Readonly<Record<string, string>> = {
    KeyRequest: t`Somebody wants to write in secret.`,
    PublicKey: t`${who} now has a key that closes locks which only Bob can open. So does everybody on the way.`,
    Goodbye: t`The other end will not go on. The reason is on the sheet.`,
    ClientProof: t`It is empty: no certificate, no signature.`,
  };
  return {
    title:
      message === "ClientProof" ? t`${who} asked for a certificate and gets none` : t`${who} gets ${thing(packet)}`,
    story: stories[message] ?? t`A message of the protocol, readable by all.`,
    protocol: t`\`${message}\`, in the clear.${alert}`,
    tick: message === "Goodbye" ? t`hears goodbye` : t`gets it`,
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
      title: t`${who} opens ${thing(packet)} and has key ${keyName(context.recording, event.gives)}`,
      story: meant
        ? t`Now both ends hold the same key, and the routers saw only a locked box.`
        : t`Inside lies the key to everything that was said after it.`,
      protocol: t`${recordedText(attempt.method)} with the private part of \`${key}\`: 32 bytes, the AES-256-GCM key.`,
      tick: t`opens the key`,
    };
  }
  return {
    title: t`${who} opens ${thing(packet)} and reads: “${event.text ?? ""}”`,
    story: meant
      ? t`The key fits and nothing was changed on the way. ${sureOf(context, who)}`
      : t`${who} holds the key, so it opens, as it would for anybody who does.`,
    protocol: t`${recordedText(attempt.method)} with \`${key}\` succeeded${attempt.part === "secret" ? t`: the tag fits` : ""}.`,
    tick: meant ? t`opens it` : t`reads it`,
  };
}

/** Whether the one who opens has checked the other end before, and left nothing out that mattered. */
function sureOf({ recording, index, event }: StepContext, who: string): string {
  const checks = recording.steps.slice(0, index).map((step) => step.event);
  const last = checks.findLast((e) => e.type === "checks" && e.actor === event.actor);
  const verdict = last?.type === "checks" ? artifact(recording, "verdict", last.verdict) : null;
  return verdict?.accepted === true && leftOut(verdict).length === 0
    ? t`And ${who} has checked who is at the other end.`
    : t`*Who* sealed it, the key alone does not say.`;
}

export function failed(context: StepContext, event: Of<"fails">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const attempts = event.attempts.map((id) => artifact(context.recording, "attempt", id));
  const [last] = attempts.slice(-1);
  const meant = packet.to === event.actor;
  if (last === undefined) {
    return {
      title: t`${who} has no key to try on ${thing(packet)}`,
      story: t`Sealed, and nothing on the desk could even be tried. All that shows is its length.`,
      protocol: t`No key is held with which an attempt could be made.`,
      tick: t`can’t read it`,
    };
  }
  return {
    title: meant ? t`${who} cannot open ${thing(packet)}` : t`${who} tries to read ${thing(packet)}, and cannot`,
    story: meant
      ? t`The lock refuses: what came is not what was sealed for this key. It is not used, not even in part.`
      : t`Every key within reach was really tried. None opens it.`,
    protocol: [
      ...new Set(
        attempts.map(
          (a) => `${capital(recordedText(a.method))}: ${a.error === null ? t`succeeded` : recordedText(a.error)}.`,
        ),
      ),
    ].join(" "),
    tick: meant ? t`refused by the lock` : t`tries in vain`,
  };
}

export function derived(context: StepContext, event: Of<"derives">): StepWords {
  const who = whoActs(context);
  const key = keyName(context.recording, event.key);
  return {
    title: t`${who} works out key ${key}`,
    story: `${wayTo(context)} ${sharedWith(context, event, who)}`,
    protocol: t`Diffie-Hellman ${curveOf(context, event)}, then HKDF with the hash of the conversation (cf. RFC 8446 §7.1): an AES-256-GCM key.`,
    tick: t`makes key ${key}`,
  };
}

function wayTo(context: StepContext): string {
  return isFirst(context, "agreement", (e) => e.type === "derives")
    ? t`One’s own secret and the other’s public half give a key that was never sent.`
    : t`As before: from one’s own secret and the other’s half.`;
}

/** On which curve, and where that is written. */
function curveOf({ recording }: StepContext, event: Of<"derives">): string {
  const [from] = event.from;
  return from !== undefined && artifact(recording, "key", from).algorithm === "P-256"
    ? t`on P-256 (RFC 8446 §7.4.2)`
    : t`on X25519 (RFC 7748 §6.1)`;
}

function sharedWith({ recording }: StepContext, event: Of<"derives">, who: string): string {
  if (event.actor === "mallory") return t`This one she shares with ${event.believes}.`;
  if (event.verified === null) return t`${who} believes that the other is ${event.believes}, and has not checked.`;
  const [missing] = leftOut(artifact(recording, "verdict", event.verified));
  if (missing === undefined) return t`And ${who} has checked whose half it was.`;
  return t`${who} believes that the other is ${event.believes}, and has left a check out.`;
}

export function signed(context: StepContext, event: Of<"signs">): StepWords {
  const who = whoActs(context);
  const made = artifact(context.recording, "signature", event.signature);
  return {
    title: t`${who} signs this very conversation`,
    story: isFirst(context, "lookalike", ({ type }) => type === "signs")
      ? t`A signature over both halves as ${who} saw them. It fits this conversation only, and only the private key can make it. Signing hides nothing.`
      : t`As before: over both halves as ${who} saw them, and for this conversation only.`,
    protocol: t`ECDSA P-256 by key \`${keyName(context.recording, event.key)}\` over the transcript hash \`${made.transcriptHash.slice(0, 8)}…\`: TLS 1.3’s CertificateVerify (RFC 8446 §4.4.3).`,
    tick: t`signs`,
  };
}
