import { t } from "../../language/t.ts";
import { artifact, commonName } from "../../sim/lookup.ts";
import type { CertificateArtifact } from "../../sim/recording.ts";
import { ending, stepOf } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import type { Beats } from "../phrases/telling.ts";
import { packetOf } from "../phrases/tls/facts.ts";
import { verdictOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { endOf } from "./ending.ts";
import { bothOf, isProxied } from "./facts.ts";
import { PROXY_AUTHORITY } from "./proxy.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`A root from the company`,
  story: t`Alice’s laptop is the company’s, and on its list of trusted roots stands one of the company’s own. In Mallory’s place sits the company’s proxy, which reads along. Companies do this openly. The machinery is the same for anybody who gets a root onto that list.`,
  protocol: t`Trust anchors are whatever the verifier has been given (RFC 5280 §6.1.1); TLS and X.509 make no difference between a public root and one installed by hand.`,
  tick: t`start`,
};

export const beats: Beats = {
  "clientHello.reaches.mallory": (context) =>
    isProxied(context)
      ? {
          title: t`ClientHello reaches the proxy: Mallory’s place`,
          story: t`The name lies open in it: *bob.example*. The real Bob has not heard of this call.`,
        }
      : { story: t`It has to pass the proxy. All of it lies open, and nobody at the other end has seen it yet.` },
  "mallory.issues.mallory": (context) => ({
    title: t`The proxy issues a certificate for bob.example, on the spot`,
    story: t`It has read the name in ClientHello, and its own authority signs: “this key belongs to bob.example”. The key is the proxy’s. It takes milliseconds, and it can do so for every name in the world.`,
    protocol: t`An X.509 certificate (RFC 5280 §4.1), and no request by Bob. ${compared(context)}`,
    tick: t`issues it`,
  }),
  "mallory.seals.flight": {
    title: t`The proxy shows the certificate that it has just made`,
    story: t`With it go the signature and a checksum, in one sealed *flight*, as in any TLS 1.3. Had Bob himself answered, it would look the same from outside.`,
  },
  "mallory.signs.conversation": {
    title: t`The proxy signs, with the certificate’s own key`,
    story: t`It made the key and had it certified. So this signature will fit: it is no copy of anything of Bob’s.`,
  },
  "alice.checks.certificate": certificateChecked,
  "alice.checks.signature": (context) =>
    isProxied(context)
      ? {
          title: t`Alice checks the signature: it is the certificate’s key`,
          story: t`In her browser a padlock appears. It is right: nobody but the other end can read this. It does not say that the other end is the one whom she means.`,
        }
      : null,
  "alice.seals.request": (context) =>
    isProxied(context)
      ? { story: t`Her checks are done, and she sends. It is sealed, and only the other end of this line can open it.` }
      : null,
  "mallory.opens.request": {
    title: t`The proxy opens Alice’s reading`,
    story: t`For Alice this connection ends at Bob. It ends here: between the two connections all lies open.`,
  },
  "mallory.makes.half.2": {
    title: t`Now the proxy calls Bob, and makes a half for that`,
    story: t`A second connection, of its own: to Bob it is Alice, as to Alice it was Bob. Nothing of the first goes into it.`,
  },
  "bob.seals.flight": (context) =>
    asksBack(context)
      ? {
          title: t`Bob seals the rest, and asks: who are you?`,
          story: t`In one go, and all of it sealed: his certificate, his signature, a checksum. And a question that makes TLS *mutual*: whoever calls is to show a certificate as well.`,
        }
      : null,
  "mallory.opens.flight": (context) => ({
    title: t`The proxy opens Bob’s real certificate`,
    story: t`This is the one that Alice would have seen. It ends here, too: nothing of it gets through to her.${
      asksBack(context) ? t` But Bob wants to see a certificate in return.` : ""
    }`,
  }),
  "alice.opens.flight": aliceOpens,
  "mallory.reads.clientHello": {
    story: t`Today it only carries the hello. But the name lies open, and so does what Alice can do and would like.`,
  },
  "mallory.fails.flight": {
    story: t`Without a certificate of its own making shown to Alice, the proxy is a router like any other: it has no key here.`,
  },
  "mallory.fails.request": {
    story: t`Both halves have passed it, and give no key. What it sees is when the letter went by, and how long it is.`,
  },
  "mallory.fails.reply": {
    story: t`The answer is under another key than the letter was, and the proxy has neither.`,
  },
  "mallory.seals.reply": ({ recording }) =>
    stepOf(recording, "mallory.opens.reply") === null
      ? { story: t`In Bob’s name, and with the proxy’s key. A record of its own opens as any other does.` }
      : { story: t`Word for word again, and sealed anew: on Alice’s line it is the proxy that has the key.` },
  "mallory.seals.request": {
    story: t`Word for word, under another key, on the connection with Bob. The proxy could have changed any of it.`,
  },
  "mallory.seals.clientCertificate": {
    title: t`The proxy has no certificate of Alice’s to show`,
    story: t`Her certificate it could ask for. But signing for her takes her private key, and that never left her desk.`,
  },
  "bob.checks.certificate": (context) =>
    verdictOf(context)?.accepted === false
      ? {
          title: t`Bob refuses: he wants Alice, and this is not she`,
          story: t`Mutual TLS is where a proxy in the middle shows. A root on Alice’s list helps to be Bob to Alice; nothing on it helps to be Alice to Bob.`,
        }
      : null,
  "alice.opens.reply": (context) =>
    isProxied(context)
      ? { story: t`It opens, it is whole, it is next in line. That it was opened once on the way, no record can show.` }
      : null,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`This proxy does not check Bob’s certificate. Whether a real one does, and how well, Alice can’t see from her side.`,
  t`Real proxies look at Bob’s certificate first and copy what stands in it, and let some names pass unopened.`,
  t`Browsers allow for such roots on purpose: Chrome asks for Certificate Transparency, and holds sites to built-in keys, only where a public root has signed.`,
  t`How the root came onto the list is not shown: by the company’s administrators, by a virus scanner, or by a click.`,
];

function aliceOpens(context: StepContext): Partial<StepWords> | null {
  if (isProxied(context)) {
    return {
      title: t`Alice opens it: a certificate for bob.example`,
      story: t`A certificate for *bob.example*, and the one of whoever signed it. Open it: who is that? Bob’s own lies on his desk, to compare.`,
    };
  }
  return asksBack(context)
    ? {
        story: t`A certificate, a signature, a checksum, and a question: who are you? First Alice judges what Bob has shown.`,
      }
    : null;
}

/** Whether Bob asks for a certificate in what he sends in one go. */
function asksBack(context: StepContext): boolean {
  return packetOf(context)?.message.includes("CertificateRequest") ?? false;
}

/** Issuer, key and fingerprint of either. */
function compared({ recording }: StepContext): string {
  const both = bothOf(recording);
  if (both === null || both.proxys === null) return "";
  const line = (c: CertificateArtifact) =>
    t`issuer \`${commonName(c.issuer)}\`, key \`${keyName(recording, c.key)}\`, fingerprint \`${c.fingerprint.slice(0, 8)}…\``;
  return t`This one: ${line(both.proxys)}. Bob’s own: ${line(both.bobs)}.`;
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
      title: t`Every check is green, and the certificate is not Bob’s`,
      story: t`The chain ends at ${issuer}, and that stands on Alice’s list. No check is skipped, none fails. Only who opens the certificate and knows whom to expect can tell.`,
      protocol: t`Path validation (RFC 5280 §6) with the installed root as trust anchor. ${compared(context)}`,
      tick: t`green, not Bob’s`,
    };
  }
  const isListed = verdict.reason === "unknown-authority" && after.switches.roots === "one";
  return isListed
    ? {
        title: t`Alice checks, and refuses: for Bob she takes another root`,
        story: t`${issuer} stands on her list, and would do for any other name. But for bob.example she takes one authority alone, and it is not this one.`,
      }
    : {
        title: t`Alice checks, and refuses: nobody on her list signed it`,
        story: t`Without the company’s root on her list, this is a forgery like any other: whole and well signed, by ${issuer}, whom she does not know.`,
      };
}
