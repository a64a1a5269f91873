import { artifact, artifacts, commonName } from "../../sim/lookup.ts";
import type { CertificateArtifact, Outcome, Recording } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, stepOf } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import type { Beats } from "../phrases/telling.ts";
import { verdictAt, verdictOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { PROXY_AUTHORITY } from "./proxy.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: "A root from the company",
  story:
    "Alice’s laptop is the company’s, and on its list of trusted roots stands one of the company’s own. In Mallory’s place sits the company’s proxy, which reads along. Companies do this openly. The machinery is the same for anybody who gets a root onto that list.",
  protocol:
    "Trust anchors are whatever the verifier has been given (RFC 5280 §6.1.1); TLS and X.509 make no difference between a public root and one installed by hand.",
  tick: "start",
};

export const beats: Beats = {
  "clientHello.reaches.mallory": (context) =>
    isProxied(context)
      ? {
          title: "ClientHello reaches the proxy: Mallory’s place",
          story: "The name lies open in it: *bob.example*. The real Bob has not heard of this call.",
        }
      : null,
  "mallory.issues.mallory": (context) => ({
    title: "The proxy issues a certificate for bob.example, on the spot",
    story:
      "It has read the name in ClientHello, and its own authority signs: “this key belongs to bob.example”. The key is the proxy’s. It takes milliseconds, and does for every name in the world.",
    protocol: `An X.509 certificate (RFC 5280 §4.1), and no request by Bob. ${compared(context)}`,
    tick: "issues it",
  }),
  "mallory.seals.serverCertificate": {
    title: "The proxy shows the certificate that it has just made",
    story: "Sealed, as in any TLS 1.3. Had Bob himself answered, this record would look the same from outside.",
  },
  "mallory.signs.conversation": {
    title: "The proxy signs, with the certificate’s own key",
    story: "It made the key and had it certified. So this signature will fit: it is no copy of anything of Bob’s.",
  },
  "alice.opens.serverCertificate": (context) =>
    isProxied(context)
      ? {
          story:
            "A certificate for *bob.example*, and the one of whoever signed it. Open it: who is that? Bob’s own lies on his desk, to compare.",
        }
      : null,
  "alice.checks.certificate": certificateChecked,
  "alice.checks.signature": (context) =>
    isProxied(context)
      ? {
          title: "Alice checks the signature: it is the certificate’s key",
          story:
            "In her browser a padlock appears. It is right: nobody but the other end can read this. It does not say that the other end is the one whom she means.",
        }
      : null,
  "mallory.opens.request": {
    title: "The proxy opens Alice’s reading",
    story: "For Alice this connection ends at Bob. It ends here: between the two connections all lies open.",
  },
  "mallory.opens.serverCertificate": {
    title: "The proxy opens Bob’s real certificate",
    story: "This is the one that Alice would have seen. It ends here, too: nothing of it gets through to her.",
  },
  "mallory.seals.request": {
    story: "Word for word, under another key, on the connection with Bob. The proxy could have changed any of it.",
  },
  "mallory.seals.clientCertificate": {
    title: "The proxy has no certificate of Alice’s to show",
    story: "Her certificate it could ask for. But signing for her takes her private key, and that never left her desk.",
  },
  "bob.checks.certificate": (context) =>
    verdictOf(context)?.accepted === false
      ? {
          title: "Bob refuses: he wants Alice, and this is not she",
          story:
            "Mutual TLS is where a proxy in the middle shows. A root on Alice’s list helps to be Bob to Alice; nothing on it helps to be Alice to Bob.",
        }
      : null,
  "alice.opens.reply": (context) =>
    isProxied(context)
      ? { story: "It opens, it is whole, it is next in line. That it was opened once on the way, no record can show." }
      : null,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  "This proxy does not check Bob’s certificate. Whether a real one does, and how well, Alice can’t see from her side.",
  "Real proxies look at Bob’s certificate first and copy what stands in it, and let some names pass unopened.",
  "Browsers allow for such roots on purpose: Chrome asks for Certificate Transparency, and holds sites to built-in keys, only where a public root has signed.",
  "How the root came onto the list is not shown: by the company’s administrators, by a virus scanner, or by a click.",
];

/** Whether the proxy answered Alice itself. */
function isProxied({ recording }: StepContext): boolean {
  return stepOf(recording, "mallory.issues.mallory") !== null;
}

/** The two certificates for the name: the real one, and the one made on the way, where there is one. */
function bothOf(
  recording: Recording,
): Readonly<{ bobs: CertificateArtifact; proxys: CertificateArtifact | null }> | null {
  const all = [...artifacts(recording).values()].filter((a): a is CertificateArtifact => a.kind === "certificate");
  const own = recording.start.actors.bob?.certificates[0];
  const bobs = all.find(({ id }) => id === own);
  const proxys = all.find(({ issuer, isCA }) => !isCA && commonName(issuer) === PROXY_AUTHORITY) ?? null;
  return bobs === undefined ? null : { bobs, proxys };
}

/** Issuer, key and fingerprint of either. */
function compared({ recording }: StepContext): string {
  const both = bothOf(recording);
  if (both === null || both.proxys === null) return "";
  const line = (c: CertificateArtifact) =>
    `issuer \`${commonName(c.issuer)}\`, key \`${keyName(recording, c.key)}\`, fingerprint \`${c.fingerprint.slice(0, 8)}…\``;
  return `This one: ${line(both.proxys)}. Bob’s own: ${line(both.bobs)}.`;
}

function certificateChecked(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  const { recording, after } = context;
  const [shown] = verdict.presented;
  const issuer = shown === undefined ? "" : commonName(artifact(recording, "certificate", shown).issuer);
  if (issuer !== PROXY_AUTHORITY) return null;
  if (verdict.accepted) {
    return {
      title: "Every check is green, and the certificate is not Bob’s",
      story: `The chain ends at ${issuer}, and that stands on Alice’s list. No check is skipped, none fails. Only who opens the certificate and knows whom to expect can tell.`,
      protocol: `Path validation (RFC 5280 §6) with the installed root as trust anchor. ${compared(context)}`,
      tick: "green, not Bob’s",
    };
  }
  const isListed = verdict.reason === "unknown-authority" && after.switches.roots === "one";
  return isListed
    ? {
        title: "Alice checks, and refuses: for Bob she takes another root",
        story: `${issuer} stands on her list, and would do for any other name. But for bob.example she takes one authority alone, and it is not this one.`,
      }
    : {
        story: `Without the company’s root on her list, this is a forgery like any other: whole and well signed, by ${issuer}, whom she does not know.`,
      };
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const proxied = isProxied(context) && mishaps.length === 0;
  const both = bothOf(recording);
  if (
    verdictAt(recording, "bob.checks.certificate")?.accepted === false &&
    proxied &&
    stepOf(recording, "bob.acts") === null
  ) {
    return {
      title: "The end: Bob was not taken in, and the reading was read",
      story:
        "Alice’s side trusted the proxy, so the proxy has her reading. Bob’s side asked for a proof, and the proxy had none. Services with mutual TLS stop working behind such proxies; companies then let those names pass unopened.",
    };
  }
  if (kind === "deceived" && proxied) {
    return {
      title: "The end: a valid certificate, and a false Bob",
      story:
        "Everything was encrypted and every check was green; Bob never heard of it. Whoever decides what stands on a list of roots decides who may read, and who may answer.",
    };
  }
  if (kind === "read" && proxied && both !== null && both.proxys !== null) {
    const answered = stepOf(recording, "mallory.seals.request") !== null;
    return {
      title: answered
        ? "The end: it arrived, and the company has read it"
        : "The end: the company has read it, and Bob has not",
      story: `Alice saw a valid certificate for bob.example. What gave it away stood in it: issuer ${commonName(both.proxys.issuer)} (fingerprint ${both.proxys.fingerprint.slice(0, 8)}…). Bob’s own is from ${commonName(both.bobs.issuer)} (${both.bobs.fingerprint.slice(0, 8)}…).`,
    };
  }
  if (kind === "refused" && sent.length === 0) {
    return {
      title: "The end: no root, no relay",
      story:
        "The proxy did all that it did before, and Alice hung up: nothing was said. All its power was one entry on a list, or Alice’s willingness to take any entry for any name.",
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: "The end: between the two, and nobody else",
      story:
        "The root on Alice’s list did no harm today: it works only where somebody stands on the way who has its key. Let Mallory *relay*, and look again at who issued the certificate.",
    };
  }
  return plainEnding(context, outcome, "Let Mallory *relay* from the start, and open the certificate.");
}
