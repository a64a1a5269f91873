import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending } from "../phrases/facts.ts";
import type { Beats } from "../phrases/telling.ts";
import { signsWithItsKey, verdictOf, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { examinedIn, fitsHer, wasGiven } from "./facts.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`How Bob gets his certificate`,
  story: t`Alice will believe whoever shows her a certificate for *bob.example* and holds its key. So everything hangs on this: to whom does the authority give one? Bob asks first. Then Mallory asks, in Bob’s name, with the same words.`,
  protocol: t`A request as PKCS #10 (RFC 2986), proof of control by an http-01 challenge (RFC 8555 §8.3; CA/Browser Forum Baseline Requirements §3.2.2.4.19), a certificate (RFC 5280 §4.1), and at the end TLS 1.3, where what is sent in one go is one packet here.`,
  tick: t`start`,
};

export const beats: Beats = {
  "bob.makes.keyPair": {
    title: t`Bob makes a pair of keys, at home`,
    story: t`A private one to sign with, and a public one with which anybody can check. He makes them himself, and nobody sends them to him. The other key on his desk is for his account with the authority: it says who is asking, and nothing more.`,
  },
  "authority.leaves": {
    story: t`Its work is done, well or badly. From here on nobody asks it anything, and it sees nothing of what its certificates are used for. Now Alice comes.`,
  },
  "alice.writes.clientHello": {
    story: t`Of all that has gone before Alice knows nothing. She has one thing: the root of the authority, on her list from the start.`,
  },
  "mallory.makes.certificate": (context) => shows(context),
  "mallory.signs.conversation": (context) =>
    signsWithItsKey(context) === false
      ? {
          title: t`Mallory signs with a key of her own`,
          story: t`The certificate names Bob’s key, and the private half of that she never had. So she signs with hers.`,
        }
      : {
          title: t`Mallory signs with the certificate’s own key`,
          story: wasGiven(context, "mallory")
            ? t`The key is hers, and the certificate says that it is Bob’s. So the signature will fit.`
            : t`The key is hers, and so is the certificate. The signature will fit, for what that is worth.`,
        },
  "alice.checks.certificate": (context) => checked(context),
  "alice.checks.signature": (context) => proved(context),
  "mallory.opens.request": {
    story: t`It was sealed for the owner of a key that an authority calls Bob’s. The owner is Mallory.`,
  },
  "mallory.gives-up": {
    story: t`Without a certificate that Alice believes, all that is left to her is to cut the line.`,
  },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`With ACME (RFC 8555) the name is ordered and proved before the request is sent, and all of that goes over https; here it goes from hand to hand.`,
  t`From June 2026 on, authorities must look from at least four remote places besides their own, of which one may disagree (Baseline Requirements §3.2.2.9). Whoever stands right before Bob’s door, on every way, fools them all.`,
  t`Browsers want certificates to be in public logs (Certificate Transparency, RFC 6962), so that Bob can find one that he never asked for.`,
  t`A token can also be put into DNS. CAA records, in which a name says which authorities it wants, are not looked at here.`,
];

function shows(context: StepContext): Partial<StepWords> {
  if (!wasGiven(context, "mallory")) {
    return {
      title: t`Mallory poses as Bob, with a certificate of her own making`,
      story: t`The authority gave her none. So she makes what anybody can make: Bob’s name, her key, her own signature.`,
    };
  }
  return fitsHer(context)
    ? {
        title: t`Mallory poses as Bob, with the certificate she was given`,
        story: t`Genuine, from the authority that Alice trusts, for bob.example. And the key in it is Mallory’s.`,
      }
    : {
        title: t`Mallory poses as Bob, with a certificate for Bob’s key`,
        story: t`Genuine, from the authority that Alice trusts, for bob.example. The key in it is Bob’s.`,
      };
}

function checked(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  const hers = isHers(context);
  if (!verdict.accepted) {
    return hers ? { story: t`Nobody on her list has signed it. That is all she needs to know.` } : null;
  }
  return hers
    ? {
        story: t`Chain, dates, name, use: all in order, and none of it forged. No check of hers can find out for whom the authority was careless. Whether the key is here, the next message shows.`,
      }
    : null;
}

function proved(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  if (!verdict.accepted) {
    return {
      title: t`Alice refuses: the signature is not by the certificate’s key`,
      story: t`The certificate was genuine to the last byte. Its private key is on Bob’s desk, and without that nobody can sign for it. What Mallory got by her request is a sheet of paper.`,
    };
  }
  return isHers(context)
    ? {
        title: t`Alice takes Mallory for Bob`,
        story: t`The signature fits the certificate, and the certificate says Bob. Alice has done everything right. The mistake was made before she came, and not by her.`,
      }
    : {
        title: t`Alice checks the signature, and knows that it is Bob`,
        story: t`It was made with the key that never left his desk. The authority vouches that this key is bob.example’s: it has looked. Nobody had to ask it again.`,
      };
}

/** Whether what Alice judges was shown by Mallory. */
function isHers({ recording, index }: StepContext): boolean {
  return recording.steps.slice(0, index).some(({ id }) => id === "mallory.makes.certificate");
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { smooth, sent, mishaps } = courseOf(context, outcome);
  const control = examinedIn(recording, "control", "mallory");
  if ((kind === "deceived" || kind === "read") && wasGiven(context, "mallory") && mishaps.length === 0) {
    return {
      title: t`The end: a genuine certificate, for the wrong one`,
      story:
        control?.result === "skipped"
          ? t`The authority believed what was written, and Alice believed the authority. Trust in many authorities is as good as the most careless of them. Turn the check on again, and let the authority look *from two places*.`
          : t`Alice could not have known. Mallory stood on one way, once, for as long as one look takes. What helps is to look from several places at once: let the authority look *from two places*.`,
    };
  }
  if (kind === "arrived" && smooth) return { ...arrivedWords(context), title: arrivedTitle(context) };
  if (kind === "refused" && sent.length === 0) return refusedWords(context);
  return plainEnding(context, outcome, t`Let Mallory *pose* from the start, and see to whom the authority gives what.`);
}

function arrivedTitle({ recording }: StepContext): string {
  return examinedIn(recording, "signature", "mallory") === null
    ? t`The end: given once, and nobody had to be asked again`
    : t`The end: Mallory got nothing, and Alice talked to Bob`;
}

function arrivedWords(context: StepContext): Pick<StepWords, "story"> {
  const { recording } = context;
  if (examinedIn(recording, "signature", "mallory") === null) {
    return {
      story: t`The authority saw a public key, a signature and a token in the right place. It never saw the private key, nor a word of what Alice and Bob said. Now let Mallory ask, too: have her *listen*, then *pose*.`,
    };
  }
  if (wasGiven(context, "mallory")) {
    return {
      story: t`It was Bob whom she reached this time. But Mallory has a certificate of his name in her drawer, and can use it on any day.`,
    };
  }
  return {
    story: t`To ask in Bob’s name is easy, and a faultless request is no proof. She would have had to decide what stands at bob.example. Now let her *pose*: answer in his place, on the way.`,
  };
}

function refusedWords(context: StepContext): Partial<StepWords> {
  const { recording } = context;
  if (wasGiven(context, "mallory")) {
    return {
      title: t`The end: a genuine certificate, and useless to her`,
      story: t`The authority should not have given it, and Alice was safe all the same: a certificate is worth something only to whoever holds its key. Still, there is now a genuine certificate about Bob’s key that Bob never asked for. That is why authorities try the signature.`,
    };
  }
  const last = verdictsOf(recording).at(-1)?.alert ?? "";
  const tried = examinedIn(recording, "signature", "mallory");
  const why =
    tried === null
      ? t`Mallory asked for none.`
      : tried.result === "failed"
        ? t`The authority refused her, because she could not sign for the key that she named.`
        : t`The authority refused her, because the token was not where it should be from everywhere.`;
  return {
    title: t`The end: no certificate for Mallory, and no word from Alice`,
    story: t`${why} What she could make herself did not get past Alice (\`${last}\`). To keep the two from talking is all that is left to her.`,
  };
}
