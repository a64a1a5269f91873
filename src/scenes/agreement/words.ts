import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf } from "../phrases/course.ts";
import { ending, stepOf } from "../phrases/facts.ts";
import { derivedAt, holders } from "../phrases/keyFacts.ts";
import { keyName } from "../phrases/names.ts";
import type { Beats } from "../phrases/tell.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`A key that nobody sends`,
  story: t`Yesterday Alice and Bob talked the old way, and a router kept copies. Today each makes a secret number and shows only a *half* worked out from it, and from the halves comes one key for both. Should Bob’s long-term key be stolen later: which copies will open?`,
  protocol: t`Ephemeral Diffie-Hellman over X25519 (RFC 7748 §6.1) or P-256, then HKDF (RFC 5869). In TLS 1.3 every handshake with a certificate does this (RFC 8446 §2, §7.1). What it gives: forward secrecy.`,
  tick: t`start`,
};

export const beats: Beats = {
  "alice.makes.half": {
    story: t`A secret number, and a *half* made from it to show. Like mixing paint: each mixes a secret colour into one that all know, and shows only the mixture. Your own secret added to the other’s mixture gives both the same colour; nobody can unmix.`,
  },
  "alice.writes.clientHalf": {
    story: t`Alice shows her half to all the world. Nobody knows a way from it back to her secret. And she says whom she wants: \`bob.example\` is Bob’s name on the net.`,
  },
  "bob.writes.serverHalf": {
    story: t`Bob shows his. Now both halves are known to everybody who listens; the two secrets have never left their desks.`,
  },
  "alice.derives.channelKey": same,
  "alice.seals.request": {
    story: t`The seal is the same as before. Only the way to the key is new: this time it did not travel.`,
  },
  "mallory.fails.request": inVain,
  "mallory.fails.request.2": inVain,
  "mallory.fails.reply": inVain,
  "mallory.fails.reply.2": inVain,
  "mallory.steals.bob": {
    story: t`The conversations are over. The router in the middle turns out to be Mallory, who gets hold of Bob’s long-term private key, the one from yesterday’s lock. She goes through all her copies.`,
  },
  "mallory.opens.old-sealedKey": {
    story: t`Yesterday’s key had been *sent*, locked for Bob. Now she has what opens that lock.`,
  },
  "mallory.opens.old-request": { story: t`Yesterday’s letter lies open.` },
  "mallory.opens.old-reply": { story: t`Yesterday’s answer, too. Now for today’s.` },
  end: ending((_, context, outcome) => endOf(context, outcome)),
};

export const leavesOut: readonly string[] = [
  t`Both ends are taken to wipe their secrets after use; where that is forgotten, there is no forward secrecy.`,
  t`TLS 1.3 derives many keys, one for each direction and purpose, in a whole schedule (RFC 8446 §7.1). Here it is one.`,
  t`Neither has checked whose half it was. That is the question of Act III.`,
];

function same({ recording, after }: StepContext): Partial<StepWords> | null {
  const key = derivedAt(recording, "alice.derives.channelKey");
  if (key === null || key !== derivedAt(recording, "bob.derives.channelKey")) return null;
  return {
    title: t`Alice works out key ${keyName(recording, key)}, the same as Bob’s`,
    story: t`It was never sent, and only ${holders(recording, after, key).join(t` and `)} have it. Whoever listened has both halves and neither secret.`,
  };
}

function inVain({ after }: StepContext): Partial<StepWords> {
  const stolen = after.actors.mallory?.keys.some((key) => key.how === "stolen") ?? false;
  return stolen
    ? {
        story: t`Bob’s stolen key, yesterday’s key, both halves: she tries them all. Today’s key was made from two secrets that never travelled, so there is nothing in her copies that could open it.`,
      }
    : {
        story: t`She has both halves and tries them as keys, for real. A half is not the secret from which it was made.`,
      };
}

function endOf(context: StepContext, outcome: Outcome): Partial<StepWords> {
  const missing = t`What is still missing: neither has checked *whose* half it was.`;
  const { mishap, smooth, arrived } = courseOf(context, outcome);
  const spoiled =
    mishap === null ? "" : t` Today’s ${arrived.length === 0 ? "letter" : "answer"} was spoiled, and that was noticed.`;
  if (stepOf(context.recording, "mallory.opens.old-request") !== null) {
    return {
      title: t`The end: yesterday lies open, today stays shut`,
      story: t`One stolen key opened all that was said the old way, and nothing of today’s. That is *forward secrecy*.${spoiled} ${missing}`,
    };
  }
  if (!smooth) {
    return {
      title: t`The end: today’s ${arrived.length === 0 ? "letter" : "answer"} was spoiled, and noticed`,
      story: t`Mallory could ruin it, but not read it, and it was refused whole. ${missing}`,
    };
  }
  return {
    title: t`The end: agreed on in the open, known to two`,
    story: t`Everybody saw both halves, and nobody else has the key. No long-term key had any part in it, so none can betray it later. ${missing}`,
  };
}
