import { artifact } from "../../../sim/lookup.ts";
import type { SimEvent } from "../../../sim/recording.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { keyName, whoActs } from "../names.ts";
import { hashIn, standing, stateWords } from "./facts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** The key schedule is worked on. */
export function scheduled(context: StepContext, event: Of<"schedules">): StepWords {
  const who = whoActs(context);
  const { recording } = context;
  const hash = hashIn(recording, event.secrets);
  const keys = event.keys.map((key) => `\`${keyName(recording, key)}\``).join(" and ");
  const isHandshake = event.epoch === "handshake";
  const isFirst = !recording.steps
    .slice(0, context.index - 1)
    .some((step) => step.event.type === "schedules" && step.event.epoch === event.epoch);
  return {
    title: `${who} works out the keys ${isHandshake ? "for the handshake" : "for what will be said"}`,
    story: isHandshake
      ? isFirst
        ? "One’s own secret half and the other’s open one give a number that was never sent. From it, and from a hash of both hellos, come two keys: one for each direction."
        : "The same two keys, from the other side: the halves were exchanged, the secret was not."
      : isFirst
        ? "From the same root, two fresh keys. The handshake’s own are thrown away when it is over: what people say is locked by others."
        : "The same two fresh keys, at this end too. From here on, what people say can travel.",
    protocol: isHandshake
      ? `\`Derive-Secret\` with the transcript hash ${hash ?? ""} of ClientHello and ServerHello gives \`client_handshake_traffic_secret\` and \`server_handshake_traffic_secret\` (RFC 8446 §7.1), and they the keys ${keys} (§7.3).${stateWords(context)}`
      : `\`Derive-Secret\` with the transcript hash ${hash ?? ""} up to the server’s Finished gives the application traffic secrets (RFC 8446 §7.1), and they the keys ${keys} (§7.3).${stateWords(context)}`,
    tick: isHandshake ? "handshake keys" : "application keys",
  };
}

/** A half is made for key_share. */
export function halfMade(context: StepContext, event: Of<"makes">): StepWords {
  const who = whoActs(context);
  const [key] = event.keys;
  return {
    title: `${who} makes a fresh half`,
    story:
      "A secret number for this conversation only, and a public half of it to show. The secret never leaves the desk.",
    protocol: `An ephemeral ${key === undefined ? "" : artifact(context.recording, "key", key).algorithm} key pair for \`key_share\` (RFC 8446 §4.2.8)${key === undefined ? "" : `, public part \`${keyName(context.recording, key)}\``}.`,
    tick: "makes a half",
  };
}

/** The conversation is signed. */
export function signed(context: StepContext, event: Of<"signs">): StepWords {
  const who = whoActs(context);
  const made = artifact(context.recording, "signature", event.signature);
  const role = standing(context, event.actor)?.role ?? "server";
  return {
    title: `${who} signs this very conversation`,
    story:
      "Everything said so far, from the first hello to the certificate, goes into one hash, and the private key signs that. It fits this conversation and no other. It hides nothing.",
    protocol: `Signed are 64 spaces, the words “TLS 1.3, ${role} CertificateVerify”, a zero byte, and the transcript hash \`${made.transcriptHash.slice(0, 8)}…\`, by key \`${keyName(context.recording, event.key)}\` (RFC 8446 §4.4.3).`,
    tick: "signs",
  };
}
