import { capital } from "../../../language/cases.ts";
import { listed, t } from "../../../language/t.ts";
import { artifact } from "../../../sim/lookup.ts";
import type { PacketArtifact, SimEvent } from "../../../sim/recording.ts";
import { recordedText } from "../../recorded.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { keyName, nameOf, whoActs } from "../names.ts";
import { thingIn } from "./carrying.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** What happens when a conversation is long over: keys are thrown away, stolen, and tried on copies. */
export function later(context: StepContext): StepWords | null {
  const { event } = context;
  switch (event.type) {
    case "forgets":
      return forgot(context, event);
    case "steals":
      return stolen(context, event);
    case "assumes":
      return assumed(context, event);
    case "recomputes":
      return recomputed(context, event);
    default:
      return null;
  }
}

function forgot(context: StepContext, event: Of<"forgets">): StepWords {
  const who = whoActs(context);
  const left = halvesLeft(context);
  return {
    title: left ? t`${who} throws keys away, but not all` : t`${who} throws the keys of this conversation away`,
    story: left
      ? t`The keys are wiped. The secret half of this conversation is not.`
      : t`The secret half and the keys made of it are wiped. What was said ${who} remembers; what opened it is gone.`,
    protocol: t`${event.keys.length} keys and the secrets above them are erased. Forward secrecy holds “as long as the session key itself has been erased” (RFC 8446 §E.1).`,
    tick: t`wipes the keys`,
  };
}

/** Whether a private half of a conversation is still on the actor’s desk. */
function halvesLeft({ recording, after, event }: StepContext): boolean {
  const keys = after.actors[event.actor]?.keys ?? [];
  return keys.some(({ key, part }) => part === "private" && artifact(recording, "key", key).use === "agreement");
}

const USES = {
  encryption: [t`It decrypts.`, t`whatever was ever locked with the public part opens with it`],
  signature: [
    t`It signs, and does nothing else.`,
    t`with it goes CertificateVerify (RFC 8446 §4.4.3), and nothing else`,
  ],
  agreement: [
    t`It is the secret of one half.`,
    t`with the other end’s half it gives what the two agreed on (RFC 8446 §7.4)`,
  ],
  channel: [t`It opens and seals.`, t`records of one direction`],
  resumption: [t`It is what a ticket stands for.`, t`with it a session can be gone on with (RFC 8446 §4.6.1)`],
} as const;

function stolen(context: StepContext, event: Of<"steals">): StepWords {
  const from = nameOf(context.recording, context.after, event.from);
  const { algorithm, use } = artifact(context.recording, "key", event.key);
  const [what, good] = USES[use];
  return {
    title: theftTitle(from, use),
    story: t`A backup left on a train, a break-in, a court order. ${what}`,
    protocol: t`The private part of the ${algorithm} key \`${keyName(context.recording, event.key)}\`: ${good}.`,
    tick: t`the theft`,
  };
}

function theftTitle(from: string, use: keyof typeof USES): string {
  if (use === "signature") return t`Later, Mallory steals ${from}’s private key for signing`;
  return use === "agreement"
    ? t`Later, Mallory steals ${from}’s private half`
    : t`Later, Mallory steals ${from}’s private key`;
}

function assumed(context: StepContext, event: Of<"assumes">): StepWords {
  const { algorithm } = artifact(context.recording, "key", event.key);
  return {
    title: t`Years later. Assumed: a quantum computer`,
    story: t`This step is *not* computed: no such computer exists. We assume one, hand Mallory the one number that it would find, and nothing else.`,
    protocol: t`Assumed: the private part of the ${algorithm} key \`${keyName(context.recording, event.key)}\`, as Shor’s algorithm would find it from the public one. Everything after this step is computed.`,
    tick: t`an assumption`,
  };
}

function recomputed(context: StepContext, event: Of<"recomputes">): StepWords {
  const who = whoActs(context);
  const { recording } = context;
  const keys = listed(event.keys.map((key) => `\`${keyName(recording, key)}\``));
  return event.epoch === "handshake"
    ? {
        title: t`${who} works out the handshake’s keys again`,
        story: t`One private half, the other’s open half, and both hellos from her copies: it is all that the two ends ever had. So she gets what they got.`,
        protocol: t`The private half \`${keyName(recording, event.from)}\` gives the shared secret, and with the hash of the recorded hellos the handshake traffic secrets (RFC 8446 §7.1) and the keys ${keys}.`,
        tick: t`handshake keys, again`,
      }
    : {
        title: t`${who} works out the keys of what was said`,
        story: t`With the handshake open she has every message that goes into the next hash. From there it is the same way down to the last two keys.`,
        protocol: t`The hash up to the server’s Finished, now readable in her copies, gives the application traffic secrets (RFC 8446 §7.1) and the keys ${keys}.`,
        tick: t`application keys, again`,
      };
}

/** Whether somebody who is no end of the line came by the key of a step long after. */
export function isReopened({ recording, after, event }: StepContext): boolean {
  if (event.type !== "opens") return false;
  const { key } = artifact(recording, "attempt", event.attempt);
  return after.actors[event.actor]?.keys.some((held) => held.key === key && held.how === "recomputed") ?? false;
}

/** A record of long ago opens. */
export function reopened(
  context: StepContext,
  packet: PacketArtifact,
  text: string | null,
): Omit<StepWords, "protocol"> {
  const who = whoActs(context);
  const what = thingIn(context, packet);
  return {
    title: text === null ? t`${who} opens ${what} in her copies` : t`${who}’s copy opens: “${text}”`,
    story:
      text === null
        ? t`The tag fits. What was sealed from the second message on now lies open to her: who answered, too.`
        : t`The tag fits, as it did for the one to whom it was sent. Nobody notices, for nothing moves.`,
    tick: text === null ? t`opens it` : t`reads it`,
  };
}

/** What was really tried on a sealed packet by somebody for whom it is not meant. */
export function triedInVain(context: StepContext, event: Of<"fails">, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const tried = event.attempts.map((id) => artifact(context.recording, "attempt", id));
  const ways = [
    ...new Set(
      tried.map(
        ({ method, error }) =>
          `${capital(recordedText(method))}: ${error === null ? t`it opened` : recordedText(error)}.`,
      ),
    ),
  ];
  return {
    title: t`${who} tries to open ${thingIn(context, packet)}, in vain`,
    story:
      tried.length === 1
        ? t`What she has was really tried. The record stays shut.`
        : t`Everything that she has was really tried. The record stays shut.`,
    protocol: ways.join(" "),
    tick: t`tries in vain`,
  };
}
