import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, stepOf } from "../phrases/facts.ts";
import type { Beats } from "../phrases/tell.ts";
import { verdictOf, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Both show who they are`,
  story: t`Bob of the clinic has learnt to ask: who is calling? Alice has a certificate, too, from the clinic’s own authority, and now both sign. Both sides showing proof is called *mutual* TLS. Watch what of Alice’s crosses the wire, and what stays on her desk.`,
  protocol: t`Mutual TLS: CertificateRequest (RFC 8446 §4.3.2), then the client’s Certificate (§4.4.2) and CertificateVerify (§4.4.3).`,
  tick: t`start`,
};

export const beats: Beats = {
  "bob.writes.serverHalf": {
    title: t`Bob proves himself, and asks who is calling`,
    story: t`His half, his certificate, his signature, as before. And one thing more: “Now you.”`,
    tick: t`asks who calls`,
  },
  "alice.checks.certificate": (context) =>
    verdictOf(context)?.accepted === true
      ? {
          story: t`First Alice makes sure that it is Bob who asks, with *her* list of authorities. The clinic’s own is not on it, and need not be.`,
        }
      : null,
  "alice.signs.conversation": {
    story: t`She signs all that was said so far, as she has seen it: both halves, Bob’s certificate, Bob’s question. Her private key is at work here, on her desk, and here it stays.`,
  },
  "alice.writes.clientProof": {
    title: t`Alice sends her certificate and her signature`,
    story: t`A certificate, which is public, and a signature, which fits this conversation only. No private key: not now, not locked, not ever.`,
  },
  "clientProof.reaches.bob": {
    story: t`Here the routers could read whose certificate it is. They can do nothing with it: the private key is not in it. In this simplified protocol it travels open; real TLS 1.3 seals it.`,
    protocol: t`\`ClientProof\` travels in the clear in this protocol. TLS 1.3 encrypts both sides’ certificates (RFC 8446 §2); TLS 1.2 did not.`,
  },
  "bob.checks.certificate": (context) =>
    verdictOf(context)?.accepted === true
      ? {
          title: t`Bob checks, and knows that it is Alice`,
          story: t`Bob uses *his* list: the clinic’s authority, which never had anything to do with Bob’s own certificate. The name fits, it is for clients, and the signature fits the conversation that *he* has had.`,
        }
      : null,
  "bob.opens.request": ({ recording }) =>
    knowsAlice(recording)
      ? { story: t`The key fits. And now Bob knows whose words these are, because he has checked.` }
      : null,
  "bob.acts": ({ recording }) =>
    knowsAlice(recording)
      ? {
          story: t`Bob acts on Alice’s words, and knows that they are hers. Whether the number is right, only Alice can answer for.`,
        }
      : null,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`In TLS 1.3 the certificates of both sides travel encrypted, and each side confirms the exchange with a Finished message.`,
  t`How the clinic made sure, when it issued the certificate, that this is Alice’s device.`,
  t`Which name in a client’s certificate counts is for the application to say: a host name, a mail address, a service’s identity.`,
];

function knowsAlice(recording: StepContext["recording"]): boolean {
  return verdictsOf(recording).some((verdict) => verdict.by === "bob" && verdict.accepted);
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: both know who is there`,
      story: t`Two certificates, two signatures, two lists of authorities, and no secret on the wire. Each side has decided for itself. But not everybody who is asked has something to show. Next: four who are not Alice.`,
    };
  }
  if (kind === "refused" && sent.length === 0) {
    const silent = stepOf(recording, "alice.writes.clientProof") === null;
    return {
      title: t`The end: refused before a word was said`,
      story: t`The first question is still whether it is Bob who answers${silent ? t`, and Alice shows nothing of hers before that is clear` : ""}. Next: four who are not Alice.`,
    };
  }
  if (kind === "nothing" && sent.length === 0) {
    return { title: t`The end: nothing was said`, story: t`The line went dead before both had proved who they are.` };
  }
  if (kind === "nothing" && knowsAlice(recording) && mishaps.length > 0) {
    return {
      title: t`The end: spoiled, and noticed`,
      story: t`Both had proved who they are, and Mallory could still ruin a letter. She could not read it, and she could not change it unseen. Next: four who are not Alice.`,
    };
  }
  return plainEnding(context, outcome, t`Next: four who are not Alice.`);
}
