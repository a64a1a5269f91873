import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import { keyName } from "../phrases/names.ts";
import { recordedText } from "../recorded.ts";
import type { StepContext, StepWords } from "../types.ts";
import { type Examined, hasItsKey, lookingFor, type Of, requestOf } from "./facts.ts";

/** The words of asking for a certificate and of giving one out; null for all else. */
export function aboutAsking(context: StepContext): StepWords | null {
  const { event } = context;
  switch (event.type) {
    case "makes":
      return event.what === "request" ? drawn(context, event) : null;
    case "asksFor":
      return handedIn(context, event);
    case "examines":
      return event.what === "signature" ? signatureTried(event) : controlJudged(context, event);
    case "challenges":
      return challenged(event);
    case "acts":
      return event.actor === "bob" && event.text.startsWith("put up") ? putUp(event) : null;
    case "issues":
      return issued(context, event);
    default:
      return null;
  }
}

function drawn(context: StepContext, event: Of<"makes">): StepWords | null {
  const request = requestOf(context.recording, event);
  if (request === null) return null;
  const key = keyName(context.recording, request.key);
  const protocol = t`\`CertificationRequest\` (PKCS #10, RFC 2986 §4): subject \`${request.subject}\`, public key \`${key}\`, the names as an extension that is wished for, and a signature.`;
  const tick = t`writes a request`;
  if (event.actor === "bob") {
    return {
      title: t`Bob writes a request for a certificate`,
      story: t`It says: for *bob.example*, and for this public key. Under both stands a signature, made with the private key. That key stays on his desk, now and later; of it the request holds nothing.`,
      protocol,
      tick,
    };
  }
  return hasItsKey(context, request, event.actor)
    ? {
        title: t`Mallory writes a request, too: for Bob’s name`,
        story: t`Anybody can write down any name. Hers says *bob.example*; the key is one of her own, and with that she signs. As a request it is without fault.`,
        protocol,
        tick,
      }
    : {
        title: t`Mallory writes a request with Bob’s name and Bob’s key`,
        story: t`His public key is no secret: whoever calls him gets it. To sign with, she needs the private half, and that one she does not have. So she signs with a key of her own.`,
        protocol,
        tick,
      };
}

function handedIn(context: StepContext, event: Of<"asksFor">): StepWords {
  const bobs = event.actor === "bob";
  return {
    title: bobs ? t`Bob hands in his request` : t`Mallory hands in hers at the same desk`,
    story: bobs
      ? t`The signature can show that whoever asks holds the private key. It can’t show that *bob.example* is his: that is only written there. So two questions are open, and the authority has to answer both.`
      : t`The authority knows neither of the two, and has to treat them alike: the same two questions.`,
    protocol: t`Key \`${keyName(context.recording, event.key)}\`, for ${event.host}. With ACME the names are ordered and proved first, and the request comes last (RFC 8555 §7.4).`,
    tick: t`hands it in`,
  };
}

const POSSESSION = t`The signature keeps anybody from asking for a certificate with another party’s public key (RFC 2986 §3, note 2).`;

function signatureTried({ result, applicant }: Examined): StepWords {
  if (result === "skipped") {
    return {
      title: t`The authority does not try the signature`,
      story: t`It takes for granted that whoever brings a public key has the private one, too.`,
      protocol: t`${POSSESSION} Here nobody looks.`,
      tick: t`does not look`,
    };
  }
  return result === "failed"
    ? {
        title: t`The authority refuses: the signature does not fit the key`,
        story: t`The key in the request is Bob’s; the signature was made with another. So whoever asks does not have the private half of what is to be certified. No token is given out, and nobody goes to look.`,
        protocol: POSSESSION,
        tick: t`refuses`,
      }
    : {
        title: t`First question: the signature fits the key`,
        story:
          applicant === "bob"
            ? t`The authority tries it with the public key that the request itself holds. It fits. So the private half is with whoever asks, and nobody had to see it.`
            : t`Of course it fits: key and signature are both her own. That she holds that key is true. The name is another matter.`,
        protocol: POSSESSION,
        tick: t`it fits`,
      };
}

function challenged({ to, token, host }: Of<"challenges">): StepWords {
  return {
    title:
      to === "bob"
        ? t`Second question: is the name his? Bob gets a token`
        : t`The authority gives Mallory a token, too`,
    story:
      to === "bob"
        ? t`“If ${host} is yours, put this up there, in this place, with your account’s mark behind it.” Sixteen random bytes: nobody can have them ready.`
        : t`The same task, with another token. She can work out what should be found. But it should be found at *Bob’s* address, and his machine she does not run.`,
    protocol: t`An http-01 challenge (RFC 8555 §8.3), token \`${token}\`. The mark is the thumbprint of the key of the account (RFC 7638), so that nobody else can use the token.`,
    tick: t`gives a token`,
  };
}

function putUp(event: Of<"acts">): StepWords {
  return {
    title: t`Bob puts the token up at his address`,
    story: t`He runs that machine, so he can. Token and mark are no secrets: what counts is *where* they are found.`,
    protocol: t`Under \`/.well-known/acme-challenge/\` (RFC 8555 §8.3). What he did: ${event.text}.`,
    tick: t`puts it up`,
  };
}

function controlJudged(context: StepContext, event: Examined): StepWords {
  const { result, applicant, found } = event;
  const protocol = t`Compared with \`${event.expected.slice(0, 8)}…\`: ${found.map(recordedText).join("; ")} (Baseline Requirements §3.2.2.4.19, RFC 8555 §8.3).`;
  if (result === "skipped") {
    return {
      title: t`The authority does not ask whose name it is`,
      story: t`What is written in the request will do. It gives out no token and looks nowhere.`,
      protocol: t`Nobody looked: what Baseline Requirements §3.2.2.4 demands was left out.`,
      tick: t`does not ask`,
    };
  }
  if (result === "failed") return { ...refused(event, found), protocol };
  const { looks } = lookingFor(context);
  return applicant === "bob"
    ? {
        title: t`The authority compares: the token is where it should be`,
        story: t`So whoever asks decides what stands at bob.example${looks > 1 ? t`, seen from both places` : ""}. More than that “the name is yours” does not mean. Who Bob is, and whether he is honest, was not asked.`,
        protocol,
        tick: t`it is his`,
      }
    : {
        title: t`The authority compares, and is fooled`,
        story: t`Token and mark are right. That they came from a router and not from bob.example, nothing in them shows. The authority did all that it always does; it looked from one place, and Mallory stood on the way.`,
        protocol,
        tick: t`is fooled`,
      };
}

function refused(event: Examined, found: readonly string[]): Omit<StepWords, "protocol"> {
  const differs = new Set(found).size > 1;
  if (event.applicant === "bob") {
    return {
      title: t`The authority refuses: the token is not there`,
      story: t`Something went wrong on the way. It will look again when Bob asks again.`,
      tick: t`refuses`,
    };
  }
  return differs
    ? {
        title: t`Two looks, two answers: the authority refuses`,
        story: t`From the one place the token was there, from the other it was not. Somebody on the one way is lying. The authority need not know who, or where: it does not sign.`,
        tick: t`refuses`,
      }
    : {
        title: t`The authority refuses: the token is not at bob.example`,
        story: t`Her request was without fault, and she knew what should be found. But she does not decide what stands at Bob’s address. That is what was asked.`,
        tick: t`refuses`,
      };
}

function issued(context: StepContext, event: Of<"issues">): StepWords {
  const made = artifact(context.recording, "certificate", event.certificate);
  const key = keyName(context.recording, made.key);
  const protocol = t`The office signs \`TBSCertificate\` (RFC 5280 §4.1): \`${made.names.join(", ")}\`, key \`${key}\`, ${made.notBefore.slice(0, 10)} to ${made.notAfter.slice(0, 10)}, issuer \`${made.issuer}\`.`;
  if (event.to === "bob") {
    return {
      title: t`The authority signs Bob’s certificate`,
      story: t`This name, this key, these dates: its office signs that, and nothing else. The private key it has never seen, and of all that Bob will ever say it will see nothing. Above the office stands the root that Alice trusts: a *chain*.`,
      protocol,
      tick: t`signs it`,
    };
  }
  const hers = context.after.actors[event.to]?.keys.some((held) => held.key === made.key && held.part === "private");
  return {
    title: t`The authority signs: Bob’s name, for Mallory`,
    story:
      hers === true
        ? t`No field of it is forged, and the signature is genuine. It says that Mallory’s key belongs to bob.example. Whoever trusts this authority will believe it.`
        : t`A second, genuine certificate of Bob’s name and Bob’s key, and it is Mallory who holds it. What it is worth without the private key, she will see.`,
    protocol,
    tick: t`signs it`,
  };
}
