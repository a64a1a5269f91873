import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, said, stepOf, textAt } from "../phrases/facts.ts";
import { derivedAt, holdsKey } from "../phrases/keyFacts.ts";
import { whoActs } from "../phrases/names.ts";
import type { Beats } from "../phrases/tell.ts";
import { checkOf, notAsked, verdictAt, verdictOf } from "../phrases/verdictFacts.ts";
import { recordedText } from "../recorded.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`A borrowed signature`,
  story: t`Suppose that Alice once installed an authority that somebody sent her, and that it was Mallory’s. Then Mallory can be Bob to Alice, ask her for her proof, and hand it on to the real Bob. Watch what Alice’s signature covers.`,
  protocol: t`A relay against mutual TLS. CertificateVerify covers the transcript (RFC 8446 §4.4.3), and the relay has two transcripts, one with each end.`,
  tick: t`start`,
};

export const beats: Beats = {
  "mallory.writes.serverHalf": {
    title: t`Mallory answers as Bob, and asks for Alice’s proof`,
    story: t`A certificate for bob.example, signed by Mallory’s own authority. And the same question that Bob would ask.`,
    tick: t`“I am Bob”`,
  },
  "alice.checks.certificate": aliceChecks,
  "alice.signs.conversation": (context) =>
    isRelayed(context)
      ? { story: t`She signs what *she* has seen: her half, and the half that answered. It was Mallory’s.` }
      : { story: t`She signs what she has seen: her half, and Bob’s. Her private key stays on her desk.` },
  "clientProof.reaches.mallory": (context) =>
    isRelayed(context)
      ? {
          title: t`Alice’s proof reaches Mallory`,
          story: t`Mallory holds Alice’s genuine certificate and Alice’s genuine signature. Alice’s private key she does not have: it never travels.`,
        }
      : null,
  "mallory.makes.half.2": (context) => ({ title: t`${whoActs(context)} makes another half, to show to Bob` }),
  "mallory.writes.clientHalf": {
    title: t`Mallory calls the real Bob, and says that she is Alice`,
    story: t`Her own half, of course: the secret of Alice’s she does not have.`,
    tick: t`“I am Alice”`,
  },
  "alice.derives.channelKey": (context) =>
    holdsKey(context.after, "mallory", derivedAt(context.recording, "alice.derives.channelKey"))
      ? { story: t`By every check that she makes, the other half is Bob’s. It is Mallory’s, and so is the other end.` }
      : null,
  "alice.seals.request": (context) =>
    isRelayed(context)
      ? {
          title: t`Meanwhile, on Alice’s side: she seals “${said(context)}”`,
          story: t`She has shown her proof and heard no objection, so she sends.`,
        }
      : null,
  "request.reaches.mallory": (context) =>
    isRelayed(context) ? { title: t`Meanwhile, on Alice’s side: the letter reaches Mallory` } : null,
  "serverHalf.reaches.mallory": (context) =>
    isRelayed(context) ? { title: t`Meanwhile, on Bob’s side: his half reaches Mallory` } : null,
  "mallory.opens.request": {
    story: t`This is the price of one careless trust: Alice sealed it for Mallory, and Mallory reads it.`,
  },
  "clientProof.reaches.bob": (context) =>
    isRelayed(context)
      ? {
          title: t`Mallory hands Alice’s proof on to Bob`,
          story: t`Byte for byte as Alice wrote it. Mallory could not make another, and could not change this one.`,
        }
      : null,
  "bob.checks.certificate": bobChecks,
  "mallory.seals.request": (context) => {
    const original = textAt(context.recording, "alice.seals.request");
    if (original === null) return null;
    return original === said(context)
      ? { story: t`Word for word, in a new envelope, for Bob.` }
      : { story: t`Alice wrote “${original}”. Mallory seals something else for Bob.` };
  },
  "alice.opens.reply": (context) =>
    isRelayed(context) ? { story: t`The key fits, and it should: it is the one that she shares with Mallory.` } : null,
  "alice.reads.goodbye": ({ recording }) =>
    stepOf(recording, "bob.swallows.request") === null
      ? null
      : { story: t`Alice hears that she was refused, and cannot make sense of it: on her side every check was green.` },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`Companies and virus scanners do openly what Mallory does here: they install an authority and read along. Services with mutual TLS stop working behind them, for the reason seen here.`,
  t`Had Mallory Alice’s private key, nothing would stop her. Therefore it stays on one desk.`,
];

function isRelayed({ recording }: StepContext): boolean {
  return stepOf(recording, "mallory.writes.clientHalf") !== null;
}

function aliceChecks(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  if (!verdict.accepted) {
    return verdict.reason === "unknown-authority"
      ? {
          story: t`The signature is *valid* and the chain is whole. But it ends at Mallory’s authority, and that is not on Alice’s list.`,
        }
      : null;
  }
  const anchor = verdict.path.at(-1);
  const subject = anchor === undefined ? "" : artifact(context.recording, "certificate", anchor).subject;
  if (!subject.includes("Mallory")) return null;
  return {
    title: t`Every check is green, and it is Mallory`,
    story: t`The chain ends at an authority on Alice’s own list: Mallory’s. Nothing is skipped and nothing fails. Whoever decides what stands on that list decides who Bob is.`,
    tick: t`green, and wrong`,
  };
}

function bobChecks(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  if (verdict.signature === "invalid") {
    const made = stepOf(context.recording, "alice.signs.conversation")?.event;
    const over = made?.type === "signs" ? artifact(context.recording, "signature", made.signature).transcriptHash : "";
    return {
      title: t`Bob checks, and refuses: it was signed for another conversation`,
      story: t`The certificate is Alice’s and passes every check. Her signature is genuine, too. But it covers her conversation with Mallory, and Bob has had another one.`,
      protocol: t`Alice signed over \`${over.slice(0, 8)}…\`. Bob expected ${recordedText(checkOf(verdict, "possession")?.expected ?? t`another`)} (RFC 8446 §4.4.3). The alert: \`${verdict.alert ?? ""}\`.`,
      tick: t`refuses`,
    };
  }
  if (verdict.accepted && verdict.signature === "unchecked") {
    return {
      title: t`Bob looks at the certificate alone, and accepts`,
      story: t`The certificate is Alice’s. For whom and for which conversation she signed, nobody asked.`,
    };
  }
  return verdict.accepted
    ? {
        title: t`Bob checks, and knows that it is Alice`,
        story: t`Her certificate passes, and the signature fits the conversation that *he* has had.`,
      }
    : null;
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { leaked, mishaps, sent, smooth } = courseOf(context, outcome);
  const deed = stepOf(recording, "bob.acts") !== null;
  if (verdictAt(recording, "bob.checks.certificate")?.accepted === false && !deed) {
    const price =
      kind === "read" ? t`Alice’s carelessness has its price: Mallory read her letter. But nobody` : t`Nobody`;
    return {
      title: kind === "read" ? t`The end: Alice was fooled, Bob was not` : t`The end: Bob was not fooled`,
      story: t`${price} becomes Alice to Bob in this way: a signature can’t be carried from one conversation into another. Nothing was done at the clinic, and that is what mutual TLS is for.`,
    };
  }
  if (kind === "read" && !isRelayed(context) && !deed) {
    return {
      title: t`The end: one careless trust, and Mallory has read it`,
      story: t`Alice trusted Mallory’s authority, so what she sealed for Bob was sealed for Mallory. How far Mallory gets with Bob you see when she *relays* from start to end.`,
    };
  }
  const missing = notAsked(recording);
  if ((kind === "deceived" || leaked.length > 0) && missing !== null && deed && mishaps.length === 0) {
    return {
      title: t`The end: one careless trust, and one check left out`,
      story: t`Alice trusted Mallory’s authority, and at Bob’s nobody asked ${missing}. So Mallory was Bob to Alice and Alice to Bob.`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: two who know each other, and nobody in between`,
      story: t`From an open sheet to this: nobody else can read it, nobody can change it unseen, and ${
        missing === null ? t`each knows who the other is` : t`Bob is right about Alice, though nobody asked ${missing}`
      }. What no protocol can do is choose for you whom to trust.`,
    };
  }
  if (kind === "nothing" && sent.length === 0) {
    return {
      title: t`The end: nothing arrived`,
      story: t`The line went dead before Bob had a word to act on. Nobody read anything.`,
    };
  }
  if (kind === "refused" && sent.length === 0) {
    return {
      title: t`The end: Mallory did not even get started`,
      story: t`Alice trusts nobody who would vouch for Mallory as Bob, so she showed her nothing and told her nothing. Let Alice be careless, and see how far Mallory gets.`,
    };
  }
  return plainEnding(context, outcome, t`What no protocol can do is choose for you whom to trust.`);
}
