import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf } from "../phrases/course.ts";
import { ending } from "../phrases/facts.ts";
import type { Beats } from "../phrases/tell.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`One key for both directions`,
  story: t`A public key hides only what goes to Bob. So Alice makes up another kind of key, one that closes *and* opens, and sends it to Bob under his public lock. This is how TLS 1.2 and older could do it.`,
  protocol: t`Key transport: RSA-OAEP carries a fresh AES-256-GCM key, and that key protects the data. In TLS 1.2: RSA key exchange (RFC 5246 §7.4.7.1). TLS 1.3 has removed it (RFC 8446 §1.2).`,
  tick: t`start`,
};

export const beats: Beats = {
  "publicKey.reaches.alice": {
    title: t`Bob’s public key reaches Alice, and everybody on the way`,
    story: t`As before: everybody may have it, and it opens nothing.`,
  },
  "alice.seals.sealedKey": {
    title: t`Alice locks the new key with Bob’s public key`,
    story: t`The public key has one small thing to lock: the new key. From now on, *lock* means with a public key, and *seal* with a shared one.`,
    protocol: t`RSA-OAEP with SHA-256 over 32 bytes. In TLS 1.2: the encrypted pre-master secret in ClientKeyExchange (RFC 5246 §7.4.7.1).`,
  },
  "alice.seals.request": {
    story: t`From now on the shared key does all the work. It is fast, and takes letters of any length. The public key never touches the letters themselves.`,
  },
  "bob.opens.sealedKey": {
    story: t`Now both ends hold the same key, and the routers saw only a locked box. Its name here, four digits, is the start of the key’s *fingerprint*: enough to tell keys apart, and no help in opening anything.`,
  },
  "bob.fails.request": {
    title: t`Bob’s key refuses the letter: something was changed`,
    story: t`A single bit was turned over on the way, and the seal gives it away. Bob uses nothing of it, not one word.`,
  },
  "bob.opens.request": {
    story: t`The key fits, and not one bit was changed on the way: the seal would have shown it. Only somebody who has this key can have sealed it.`,
  },
  "bob.seals.reply": {
    story: t`At last Bob can answer in secret: the key that opens also closes.`,
  },
  "alice.opens.reply": {
    story: t`Sealed by somebody who has the key. Alice gave it to whoever has the private key to *that* public key: to Bob, she believes.`,
  },
  "mallory.steals.bob": {
    story: t`The conversation is long over. A backup left on a train, a break-in, a court order: now Mallory has Bob’s private key, and she still has her copies.`,
  },
  "mallory.opens.sealedKey": {
    story: t`In the old box lies the key to everything said after it. It had travelled past her all along.`,
  },
  "mallory.opens.request": { story: t`A letter of long ago, opened with a key stolen today.` },
  "mallory.opens.reply": { story: t`And the answer. Nothing of that conversation is secret any more.` },
  end: ending((kind, context, outcome) => endOf(kind === "read", context, outcome)),
};

export const leavesOut: readonly string[] = [
  t`TLS 1.2 sent a pre-master secret, from which both ends worked out several keys; here the key itself is sent.`,
  t`Real protocols use one key for each direction and number what they send.`,
  t`Whose public key it was, nobody has checked. That is the question of Act III.`,
];

function endOf(wasRead: boolean, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { arrived, smooth } = courseOf(context, outcome);
  if (wasRead) {
    return {
      title: t`The end: a secret, until Bob’s key was stolen`,
      story: t`One stolen key, and what was said then lies open${smooth ? "" : t`, though a letter was spoiled and refused`}; so does every other conversation that began this way. The weakness: the key itself was *sent*. Next: a key that nobody sends.`,
    };
  }
  if (!smooth) {
    return {
      title: t`The end: the ${arrived.length === 0 ? "letter" : "answer"} was spoiled, and noticed at once`,
      story: t`Mallory can ruin what she carries, and that is all: a changed letter is refused whole. What remains is that the key was *sent*: should Bob’s private key ever be stolen, her copies open. Next: a key that nobody sends.`,
    };
  }
  return {
    title: t`The end: secret both ways, for now`,
    story: t`Both letters arrived, unread and unchanged. But the key travelled past everybody, locked with Bob’s public key. Let Bob’s key be stolen *later*, and see what the old copies are worth.`,
  };
}
