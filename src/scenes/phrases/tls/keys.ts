import { t } from "../../../language/t.ts";
import { artifact } from "../../../sim/lookup.ts";
import type { SimEvent } from "../../../sim/recording.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { keyName, whoActs } from "../names.ts";
import { signsWithItsKey } from "../verdictFacts.ts";
import { connectionIn, hashIn, isMeddling, isOfConnection, standing, stateWords } from "./facts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** The key schedule is worked on. */
export function scheduled(context: StepContext, event: Of<"schedules">): StepWords {
  const who = whoActs(context);
  const { recording } = context;
  const hash = hashIn(recording, event.secrets);
  const keys = event.keys.map((key) => `\`${keyName(recording, key)}\``).join(t` and `);
  const isHandshake = event.epoch === "handshake";
  if (event.epoch === "early") return earlyKeys(context, event, who, keys);
  return {
    title: t`${who} works out the keys ${isHandshake ? t`for the handshake` : t`for what will be said`}`,
    story: isHandshake ? handshakeStory(context, event) : applicationStory(context, event),
    protocol: isHandshake
      ? t`\`Derive-Secret\` with the transcript hash ${hash ?? ""} of ClientHello and ServerHello gives \`client_handshake_traffic_secret\` and \`server_handshake_traffic_secret\` (RFC 8446 §7.1), and they the keys ${keys} (§7.3).${stateWords(context)}`
      : t`\`Derive-Secret\` with the transcript hash ${hash ?? ""} up to the server’s Finished gives the application traffic secrets (RFC 8446 §7.1), and they the keys ${keys} (§7.3).${stateWords(context)}`,
    tick: isHandshake ? t`handshake keys` : t`application keys`,
  };
}

/** Keys of a session that is gone on with, before anything was answered. */
function earlyKeys(context: StepContext, event: Of<"schedules">, who: string, keys: string): StepWords {
  const hash = hashIn(context.recording, event.secrets);
  return {
    title: t`${who} works out a key at once, before any answer`,
    story:
      matchOf(context, event) === "first"
        ? t`From the secret that was kept, and a fingerprint of this hello: nothing has to come back first. It serves one direction only, for what is sent early.`
        : t`The same key, from the same secret and the same hello.`,
    protocol: t`\`early_secret\` is made of the PSK; \`Derive-Secret\` with the hash ${hash ?? ""} of ClientHello gives \`client_early_traffic_secret\` (RFC 8446 §7.1), and that the key ${keys} (§7.3).${stateWords(context)}`,
    tick: t`early key`,
  };
}

/** How the keys of a step stand to those that others have made before it. */
type Match = "first" | "same" | "spoiled" | "own";

function matchOf({ recording, index, step }: StepContext, event: Of<"schedules">): Match {
  const ofThis = recording.steps.slice(0, index - 1).filter((one) => isOfConnection(one, connectionIn(step)));
  const before = ofThis.map((one) => one.event);
  const others = before.filter((e) => e.type === "schedules" && e.epoch === event.epoch);
  if (others.length === 0) return "first";
  const names = (keys: readonly string[]) => keys.map((key) => artifact(recording, "key", key).fingerprint).join();
  const own = names(event.keys);
  if (others.some((e) => e.type === "schedules" && names(e.keys) === own)) return "same";
  return before.some((e) => isMeddling(recording, e)) ? "spoiled" : "own";
}

function handshakeStory(context: StepContext, event: Of<"schedules">): string {
  switch (matchOf(context, event)) {
    case "first":
      return t`One’s own secret half and the other’s open one give a number that was never sent. From it, and from a fingerprint of both hellos (a hash), come two keys: one for each direction.`;
    case "same":
      return t`The same two keys, from the other side: the halves were exchanged, the secret was not.`;
    case "spoiled":
      return t`It should be the same two keys, and it is not: a hello was changed on the way. So far neither end knows.`;
    case "own":
      return t`Another line, and two keys of its own: they have nothing to do with those of the first.`;
  }
}

function applicationStory(context: StepContext, event: Of<"schedules">): string {
  switch (matchOf(context, event)) {
    case "first":
      return t`Two fresh keys, from the same secret and a hash of all that was said so far. The handshake’s own are thrown away when it is over: what people say is locked by these.`;
    case "same":
      return t`The same two fresh keys, at this end too. From here on, what people say can travel.`;
    case "spoiled":
    case "own":
      return t`Two fresh keys for this line, and again no others than its two ends can make them.`;
  }
}

/** A half is made for key_share. */
export function halfMade(context: StepContext, event: Of<"makes">): StepWords {
  const who = whoActs(context);
  const { keys } = event;
  const isFirst = !context.recording.steps
    .slice(0, context.index - 1)
    .some((step) => step.event.type === "makes" && step.event.what === "half");
  const kinds = keys
    .map((key) => artifact(context.recording, "key", key).algorithm)
    .map((kind) => (/^[AEX]/.test(kind) ? t`an ${kind}` : t`a ${kind}`))
    .join(t` and `);
  const parts = keys.map((key) => `\`${keyName(context.recording, key)}\``).join(t` and `);
  if (keys.length > 1) {
    return {
      title: t`${who} makes ${keys.length === 2 ? t`two` : keys.length} fresh halves`,
      story: isOneShare(context, keys)
        ? t`A secret number of each kind, and a public half of each to show. They go together: what is agreed takes both. The secrets never leave the desk.`
        : t`A secret number of each kind, and a public half of each to show: one of them will do, whichever the other end takes. The secrets never leave the desk.`,
      protocol: t`Ephemeral key pairs for \`key_share\`, ${kinds} one (RFC 8446 §4.2.8), public parts ${parts}.`,
      tick: t`makes halves`,
    };
  }
  return {
    title: t`${who} makes a fresh half`,
    story: isFirst
      ? t`A secret number for this conversation only, and a public half of it to show. The secret never leaves the desk.`
      : t`Another secret number with its public half, at this end. Again the secret stays where it was made.`,
    protocol: t`An ephemeral ${kinds} key pair for \`key_share\` (RFC 8446 §4.2.8)${parts === "" ? "" : t`, public part ${parts}`}.`,
    tick: t`makes a half`,
  };
}

/** Whether two halves are the two parts of one share, as X25519MLKEM768’s are (RFC 10024 §4.1). */
function isOneShare({ recording }: StepContext, keys: readonly string[]): boolean {
  return keys.length === 2 && keys.some((key) => artifact(recording, "key", key).algorithm === "ML-KEM-768");
}

/** The conversation is signed. */
export function signed(context: StepContext, event: Of<"signs">): StepWords {
  const who = whoActs(context);
  const made = artifact(context.recording, "signature", event.signature);
  const role = standing(context, event.actor)?.role ?? "server";
  const isItsKey = signsWithItsKey(context) !== false;
  return {
    title: isItsKey ? t`${who} signs this very conversation` : t`${who} signs with another key than the certificate’s`,
    story: isItsKey
      ? t`All that was said so far, from the first hello to the certificate, goes into one hash, and the certificate’s private key signs that. The signature fits this conversation and no other. It hides nothing.`
      : t`All that was said so far goes into one hash, and that is signed. But the certificate’s private key is not at hand here, so another one has to do.`,
    protocol: t`Signed are 64 spaces, the words “TLS 1.3, ${role} CertificateVerify”, a zero byte, and the transcript hash \`${made.transcriptHash.slice(0, 8)}…\`, by key \`${keyName(context.recording, event.key)}\` (RFC 8446 §4.4.3).`,
    tick: t`signs`,
  };
}
