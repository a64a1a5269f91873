import { capital } from "../../language/cases.ts";
import { dayText, t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import { ending } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import { clockOf, spanOf } from "../phrases/revoking.ts";
import type { Beats } from "../phrases/telling.ts";
import { checkOf, leftOut, verdictOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { endOf } from "./ending.ts";
import { defenceIn, gotBy, isMallorys, revokedAt, sinceTheft, stolenIn } from "./facts.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Everything that makes Bob Bob`,
  story: t`Bob’s private key is stolen. His certificate is as genuine as ever, and now somebody else can sign with its key. First watch Mallory pass. Then choose *Alice’s defence*, and see how long each of them leaves Mallory.`,
  protocol: t`Path validation (RFC 5280 §6.1) does not ask in whose hands a key is. For that there are lists of the revoked (§5) and stapled answers (RFC 6960, RFC 8446 §4.4.2.1), or certificates that soon run out.`,
  tick: t`start`,
};

export const beats: Beats = {
  "mallory.steals.bob": (context) => ({
    title: t`Mallory steals Bob’s private key`,
    story: t`A backup on a lost disk, a bug in the server, a bribe. On Bob’s desk nothing is missing: a key that is stolen is a key that is copied. Old conversations stay shut, but from now on she can sign as he does.`,
    protocol: t`The private part of the ECDSA P-256 key \`${stolenKeyName(context)}\`. ${untilWords(context)}`,
  }),
  "bob.waits": ({ event, before, recording }) => {
    if (event.type !== "waits") return null;
    const span = spanOf(before.time, event.until);
    return defenceIn(recording) === "days"
      ? {
          title: t`${capital(span)} later Bob renews his certificate, as always`,
          story: t`His certificates run for less than a week, so a program renews them. Of the theft he knows nothing.`,
        }
      : {
          title: t`It takes ${span} until Bob notices`,
          story: t`Somebody else has used his key. How soon one notices is luck; many never do.`,
        };
  },
  "bob.makes.keyPair": ({ recording }) => ({
    title: t`Bob makes a new pair of keys`,
    story:
      defenceIn(recording) === "days"
        ? t`A new key with every certificate. With the old key in it, the new certificate would be Mallory’s, too.`
        : t`The old key is in two hands for good. From here on he needs another.`,
  }),
  "authority.issues.bob": {
    title: t`The authority signs a new certificate for Bob`,
    story: t`The same name, another key. The old certificate does not end because of that: it is a paper of its own.`,
  },
  "alice.waits": (context) => ({
    title: t`${capital(sinceTheft(context.recording, context.after.time))} after the theft, Alice calls`,
    story: t`It is ${dayText(context.after.time)}. ${whatStands(context)}`,
  }),
  "mallory.fetches.status": ({ recording }) => {
    const word = gotBy(recording, "mallory");
    if (word === null) return null;
    return word.revoked.length === 0
      ? {
          title: t`Mallory asks about Bob’s certificate, and keeps the answer`,
          story: t`Anybody may ask. Nobody has noticed anything yet, so the answer is “good”: the truth of this moment, dated and signed. She puts it aside.`,
        }
      : {
          title: t`Mallory’s server asks for an answer to staple: “revoked”`,
          story: t`Server programs ask by themselves, and staple what they get. Hers runs as it comes, and gets the newest answer there is.`,
        };
  },
  "bob.fetches.status": {
    story: t`Bob asks about his new certificate, and will staple the answer to it: so no client has to ask the authority, and the authority does not learn who calls him.`,
  },
  "alice.writes.clientHello": ({ recording }) =>
    defenceIn(recording) === "staple"
      ? {
          story: t`“This is what I can do, here is my half of a key, I want bob.example. And with your certificate I want the authority’s word that it still counts.” All of it lies open.`,
        }
      : null,
  "mallory.makes.copy": {
    title: t`Mallory takes out Bob’s certificate`,
    story: t`Anybody may have it; that was never the secret. The secret was its key, and that one she has now, too.`,
  },
  "mallory.seals.serverCertificate": (context) => {
    const word = defenceIn(context.recording) === "staple" ? gotBy(context.recording, "mallory") : null;
    if (word === null) return null;
    return word.revoked.length > 0
      ? { story: t`With it goes what her server program was told: “revoked”, signed by the authority.` }
      : {
          title: t`Mallory seals the certificate, a good word stapled to it`,
          story: t`The authority’s own “good”, from ${clockOf(word.thisUpdate)}. It was true then, and says that it counts until ${dayText(word.nextUpdate)}.`,
        };
  },
  "mallory.signs.conversation": {
    title: t`Mallory signs, with Bob’s key`,
    story: t`Whoever has only a copy of the certificate fails here. She has the key as well: this signature will fit.`,
  },
  "alice.checks.certificate": certificateChecked,
  "alice.checks.signature": (context) =>
    isMallorys(context.recording)
      ? {
          title: t`Alice checks the signature: it is the certificate’s key`,
          story: t`It is. That it is in other hands than Bob’s, no signature can tell. Certificate and signature together: now Alice is sure, and she is wrong.`,
        }
      : null,
  "alice.opens.reply": (context) =>
    isMallorys(context.recording)
      ? { story: t`The answer that she hoped for. Nothing on her side looks different from a talk with Bob.` }
      : null,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`How lists and answers travel is told, not run; Alice’s list comes past the same routers, over plain HTTP.`,
  t`Browsers do not fetch lists one by one: their makers gather them, and send out one condensed list.`,
  t`A certificate can itself demand a stapled answer (RFC 7633); here it is Alice who insists.`,
  t`Not every authority gives answers (OCSP) any more; all publish lists, and certificates grow shorter.`,
];

function certificateChecked(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  const { recording } = context;
  const found = checkOf(verdict, "revocation")?.found ?? "";
  if (!verdict.accepted) return refused(context, verdict.reason, found);
  if (leftOut(verdict).length > 0) {
    return {
      title: t`Nobody can say whether it was taken back, and Alice goes on`,
      story: t`Most often it is only the network, she thinks. But whoever stands in between can make silence at will.`,
      protocol: t`Found: ${found}. The status stays \`UNDETERMINED\` (RFC 5280 §6.3.3), and this client goes on: “soft-fail”.`,
      tick: t`goes on`,
    };
  }
  if (!isMallorys(recording)) {
    const asked = defenceIn(recording) === "list" || defenceIn(recording) === "staple";
    return asked ? { story: t`All in order, for Bob’s own certificate. About revocation she found: ${found}.` } : null;
  }
  const word = defenceIn(recording) === "staple" ? gotBy(recording, "mallory") : gotBy(recording, "alice");
  return word === null
    ? {
        title: t`Alice checks the certificate: every check is green`,
        story: t`And every check is right: it is Bob’s certificate, for this name, in its time, from an authority that she trusts. Whether the key is still Bob’s alone, none of them asks.`,
      }
    : {
        title: t`Alice checks the certificate: in order, by an old word`,
        story: t`What she goes by is genuine, and counts until ${dayText(word.nextUpdate)}. It was signed before anybody knew of the theft, and it does not say that there is news.`,
        protocol: t`Path validation (RFC 5280 §6). About revocation: ${found}. CertificateVerify comes next.`,
      };
}

function refused({ recording }: StepContext, reason: string | null, found: string): Partial<StepWords> | null {
  const stolen = stolenIn(recording);
  const at = revokedAt(recording);
  if (reason === "revoked" && at !== null) {
    return {
      title: t`Alice checks the certificate, and refuses: it was taken back`,
      story: t`Chain, dates and name are in order. But the authority says “revoked”, since ${clockOf(at)}. The signature is not even looked at.`,
    };
  }
  if (reason === "revocation-unknown") {
    return {
      title: t`Alice refuses the certificate: nobody speaks for it`,
      story: t`Perhaps it was taken back, perhaps not: what she would need to know that is missing, or too old. She insists.`,
      protocol: t`Found: ${found}. Whether to go on is for the client to decide: RFC 5280 §6.3.3 leaves the status \`UNDETERMINED\`. ${stapleAlert(recording)}`,
    };
  }
  if (reason !== "expired" || stolen === null) return null;
  return {
    title: t`Alice checks the certificate, and refuses: it has run out`,
    story: t`It ran out on ${dayText(stolen.notAfter)}, ${sinceTheft(recording, stolen.notAfter)} after the theft. Bob has another by now, with another key. Nobody had to notice anything, and nobody was asked.`,
  };
}

function stapleAlert(recording: StepContext["recording"]): string {
  const alert = recording.steps
    .flatMap(({ event }) => (event.type === "checks" ? [artifact(recording, "verdict", event.verdict).alert] : []))
    .at(0);
  return alert === undefined || alert === null ? "" : t`The alert: \`${alert}\`.`;
}

function stolenKeyName({ recording, event }: StepContext): string {
  return event.type === "steals" ? keyName(recording, event.key) : "";
}

function untilWords({ recording }: StepContext): string {
  const stolen = stolenIn(recording);
  return stolen === null ? "" : t`Its certificate counts until ${clockOf(stolen.notAfter)}.`;
}

/** What stands between Alice and Mallory on the day of the call. */
function whatStands({ recording }: StepContext): string {
  const stolen = stolenIn(recording);
  const until = stolen === null ? "" : `${dayText(stolen.notAfter)} ${stolen.notAfter.slice(0, 4)}`;
  switch (defenceIn(recording)) {
    case "list":
      return t`Before she calls, she wants to see the newest list of the revoked.`;
    case "staple":
      return t`Whoever answers will have to show her the authority’s word that the certificate still counts.`;
    case "days":
      return t`How long a certificate counts stands in it. Alice will look at that, and ask nobody.`;
    default:
      return t`Nobody has noticed anything. The certificate counts until ${until}.`;
  }
}
