import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf } from "../phrases/course.ts";
import { ending, placeOf, stepOf } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import type { Beats } from "../phrases/telling.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Old letters, stolen keys`,
  story: t`Yesterday Alice and Bob talked the old way of the scene \`symmetric\`: the key itself was sent, locked with Bob’s public key. Today they speak TLS 1.3. Mallory stands on the wire and copies all of it. What will Bob’s keys open when she steals them?`,
  protocol: t`Key transport by RSA (RFC 5246 §7.4.7.1) against ephemeral Diffie-Hellman (RFC 8446 §2). TLS 1.3 has removed the first (§1.2); what the second gives is forward secrecy with respect to long-term keys (§E.1).`,
  tick: t`start`,
};

export const beats: Beats = {
  "mallory.steals.bob": {
    title: t`Mallory steals the private key to yesterday’s lock`,
    story: t`An old disk at the flea market, a backup left on a train, a court order: now she has what opened the locks of yesterday. And she has her copies.`,
    tick: t`the first theft`,
  },
  "mallory.opens.old-sealedKey": {
    story: t`In the old box lies the key to all that was said after it. It had travelled past her; she only lacked what opens the box.`,
  },
  "mallory.opens.old-request": (context) => ({
    title: openedTitle(context, t`yesterday’s letter`),
    story: t`Yesterday’s letter, opened with a key stolen today. Nothing was broken: she does what Bob did when it came.`,
  }),
  "mallory.opens.old-reply": (context) => ({
    title: openedTitle(context, t`the answer`),
    story: t`And the answer. Had they talked a thousand times, this one key would open all of it: it had *decrypted*, again and again. Now for TLS 1.3.`,
  }),
  "alice.makes.half": {
    story: t`Today it is TLS 1.3, and Mallory copies as before. Alice makes a secret number for this conversation alone. Remember it: in the end it matters what becomes of it.`,
  },
  "bob.makes.half": {
    story: t`So does Bob. This half is new for every conversation. With the key of his certificate it has nothing to do.`,
  },
  "bob.signs.conversation": (context) => ({
    title: t`Bob signs: all that his certificate’s key does here`,
    story: t`One signature over this conversation, and key ${signingKeyOf(context)} has done its work. It locks nothing, and no other key comes out of it.`,
  }),
  "alice.forgets.keys": {
    story: t`The conversation is over. What Alice read, she remembers. The secret of her half, and every key that came of it, she wipes: they will never be needed again.`,
  },
  "bob.forgets.keys": ({ recording, step }) =>
    stepOf(recording, "mallory.steals.bob.3") === null
      ? {
          story: t`So does Bob. From here on the two halves’ secrets exist nowhere in the world. Nothing can be stolen that is not there.`,
        }
      : {
          story: t`Bob wipes ${step.event.type === "forgets" ? step.event.keys.length : 0} keys, and leaves the secret of his half lying about: some programs use one half for a whole day, to save a little work, or keep it in a file.`,
          protocol: t`The private key of \`key_share\` is not erased, so there is no forward secrecy for what was agreed with it (RFC 8446 §E.1). To use one half in many connections is advised against (RFC 9325 §7.4).`,
        },
  "mallory.steals.bob.2": (context) => ({
    title: t`Later, Mallory steals the key of Bob’s certificate`,
    story: t`This is key ${stolenIn(context)}, with which Bob proves that he is Bob. From now on she could pose as him to anybody, which is the scene \`stolen-key\`. But what is it worth to her *copies*?`,
    tick: t`the second theft`,
  }),
  "mallory.fails.encryptedExtensions": {
    title: t`Mallory tries everything on the first sealed record, in vain`,
    story: t`Bob’s old key, yesterday’s channel key, both public halves: each is really tried. The key of his certificate can’t even be tried: it *signs*, and there is nothing in it that would open anything.`,
  },
  "mallory.fails.request": (context) => ({
    story: t`The letter’s key was made from two secret numbers that never travelled. Both are gone. What is left in the world does not open it.`,
    protocol: triedWords(context),
  }),
  "mallory.fails.reply": (context) => ({
    story: t`Nor the answer. Whoever had no key at the time has none now, whatever of Bob’s they steal.`,
    protocol: triedWords(context),
  }),
  "mallory.steals.bob.3": {
    title: t`On Bob’s disk lies the secret of his half`,
    story: t`It should have been wiped after the conversation. A *key log*, switched on to look for an error and forgotten, does the same harm.`,
    tick: t`the third theft`,
  },
  "mallory.recomputes.handshakeKeys": {
    story: t`Alice’s half is in her copies, and so are both hellos. With Bob’s secret she does what Bob did, number by number, and gets what he got.`,
  },
  end: ending((_, context, outcome) => endOf(context, outcome)),
};

export const leavesOut: readonly string[] = [
  t`In TLS 1.2 it was often one RSA key that decrypted and that the certificate was made out for; here Bob has two.`,
  t`That Alice’s and Bob’s programs really wipe their secrets, nobody can see from outside.`,
  t`A resumed session that does not exchange new halves is only as safe as its ticket’s secret (RFC 8446 §2.2).`,
];

function signingKeyOf({ recording, event }: StepContext): string {
  return event.type === "signs" ? keyName(recording, event.key) : "";
}

function stolenIn({ recording, event }: StepContext): string {
  return event.type === "steals" ? keyName(recording, event.key) : "";
}

/** What was tried on a packet of letters, and what it would take to come so far. */
function triedWords({ recording, event }: StepContext): string {
  const tried = event.type === "fails" ? event.attempts.map((id) => artifact(recording, "attempt", id)) : [];
  const fitted = tried.filter(({ error }) => error === null).length;
  return t`The same ${tried.length} attempts on this record: ${fitted === 0 ? t`none fits` : t`${fitted} fit`}. The keys of application data take the shared secret *and* the hash of the sealed handshake (RFC 8446 §7.1): she has neither.`;
}

/** How many packets of today’s conversation were tried in vain after the thefts. */
function shutCount({ recording }: StepContext): number {
  const from = placeOf(recording, "mallory.steals.bob.2");
  const made = recording.steps.slice(from).flatMap((step) => step.made);
  const tried = made.flatMap((one) => (one.kind === "attempt" && one.error !== null ? [one.packet] : []));
  return new Set(tried.filter((id) => artifact(recording, "packet", id).records !== undefined)).size;
}

function endOf(context: StepContext, outcome: Outcome): Pick<StepWords, "title" | "story"> {
  const { leaked } = courseOf(context, outcome);
  if (leaked.length > 0) {
    return {
      title: t`The end: it all opens: Bob kept what he should have wiped`,
      story: t`The same protocol, the same bytes on the wire. Forward secrecy is a promise about what is *thrown away*: a half that is kept, used again, or written into a log opens every conversation that it served.`,
    };
  }
  return {
    title: t`The end: yesterday lies open, today stays shut`,
    story: t`One stolen key opened all that was sent the old way. Two stolen keys opened none of today’s ${shutCount(context)} sealed packets. That is *forward secrecy*. What the certificate’s key is good for is the future: posing as Bob, until the certificate is revoked or runs out. Under *What if…?* let Bob keep his half, and compare.`,
  };
}

/** An old record that opens to her, and its text. */
function openedTitle({ event }: StepContext, what: string): string {
  return t`Mallory opens ${what}: “${event.type === "opens" ? (event.text ?? "") : ""}”`;
}
