import { t } from "../../language/t.ts";
import { ending, stepOf } from "../phrases/facts.ts";
import type { Beats } from "../phrases/tell.ts";
import type { StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`A lock that anyone can close`,
  story: t`Strangers may carry the letter, but they should not read it. Bob has two keys that belong together: a public one, which anybody may have, and a private one, which never leaves his desk. Watch what the routers can do with the public one.`,
  protocol: t`Public-key encryption: RSA-OAEP, 2048 bits, SHA-256 (RFC 8017 §7.1). The public key travels as SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). TLS 1.3 encrypts nothing this way.`,
  tick: t`start`,
};

const tries = t`The public key is there, and it is really tried. What the public key closed, the public key does not open.`;

export const beats: Beats = {
  "bob.writes.publicKey": {
    story: t`Everybody may see it: it closes locks. The private key that belongs to it stays on Bob’s desk.`,
  },
  "publicKey.reaches.alice": {
    title: t`Bob’s public key reaches Alice, and everybody on the way`,
    story: t`Every router has a copy now. That is no loss: a public key is for everybody.`,
  },
  "alice.reads.publicKey": {
    title: t`Alice has Bob’s public key`,
    story: t`With it she can lock what she writes to Bob. That this key *is* Bob’s, she simply believes.`,
    tick: t`has the key`,
  },
  "alice.seals.request": {
    story: t`The letter is closed now, and every router that carries it has a copy of the key that closed it.`,
  },
  "router1.fails.request": { story: tries },
  "mallory.fails.request": { story: tries },
  "bob.opens.request": {
    story: t`Bob’s private key opens it, and nobody on the way could. *Who* locked it he can’t see: with the public key, anybody could have.`,
  },
  "bob.writes.reply": {
    story: t`Bob would like to answer in secret, but with what? His private key opens locks and closes none. And Alice has no pair of keys for which he could lock it.`,
    protocol: t`What a private key can do besides opening is *signing*, and a signature hides nothing (RFC 8017 §8). So this is a \`Letter\`, in the clear.`,
    tick: t`writes openly`,
  },
  "alice.reads.reply": { story: t`Alice has her answer, and so has everybody who carried it.` },
  end: ending((kind, { recording }) => {
    if (stepOf(recording, "bob.opens.request") === null) {
      return {
        title: t`The end: spoiled, but not read`,
        story: t`Mallory could not read the letter, only ruin it, and the lock refused what she had ruined. Stopping a letter takes no key; no lock prevents that. And had it arrived, how could Bob have answered in secret?`,
      };
    }
    const rewritten = kind === "deceived" ? t` Worse, Mallory could rewrite it.` : "";
    return {
      title: t`The end: the question was secret, the answer was not`,
      story: t`Two people who never met can have a secret, but only in one direction: Bob’s answer lay open.${rewritten} He needs a key with which *he* can close, too. Next: one key for both.`,
    };
  }),
};

export const leavesOut: readonly string[] = [
  t`Mallory could hand Alice a public key of her own and say that it is Bob’s. That is the question of Act III.`,
  t`RSA-OAEP with 2048 bits takes 190 bytes at most; a long letter would not fit.`,
  t`TLS 1.3 encrypts nothing with a server’s public key.`,
];
