import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending } from "../phrases/facts.ts";
import type { Beats } from "../phrases/telling.ts";
import { verdictOf, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Mutual TLS, as it is`,
  story: t`Bob of the clinic wants to know who calls. In real TLS that is one message more from him, and two more from Alice. Watch what of hers is sealed, and when Bob knows what.`,
  protocol: t`CertificateRequest (RFC 8446 §4.3.2) after EncryptedExtensions; then, after the server’s Finished, the client’s Certificate (§4.4.2), CertificateVerify (§4.4.3) and Finished (§4.4.4).`,
  tick: t`start`,
};

export const beats: Beats = {
  "bob.seals.certificateRequest": {
    title: t`Bob asks: and who are you?`,
    story: t`One message, and TLS is *mutual*. It comes before his own certificate, and says which kinds of signature he can check.`,
  },
  "alice.opens.certificateRequest": {
    story: t`Bob will want to see a certificate. Alice answers when he has shown his own, and not before.`,
  },
  "alice.checks.signature": (context) =>
    verdictOf(context)?.accepted === true
      ? {
          title: t`Alice checks the signature, and knows that it is Bob`,
          story: t`First things first: it is Bob who asks. Only now does Alice show anything of hers.`,
        }
      : null,
  "alice.checks.certificate": (context) =>
    verdictOf(context)?.reason === "self-signed"
      ? {
          story: t`Nobody but this certificate itself says that it is Bob’s. So Alice stops here. Of hers she has shown nothing.`,
        }
      : null,
  "alice.seals.clientCertificate": {
    title: t`Alice seals her certificate`,
    story: t`Her name stands in it, and nobody on the way can read it. In TLS 1.2 the client’s certificate crossed the wire open, for all to see who calls.`,
  },
  "alice.signs.conversation": {
    story: t`She signs everything said so far: both hellos, Bob’s question, his certificate, his signature, his Finished, her own certificate. Her private key works on her desk, and stays there.`,
  },
  "bob.checks.certificate": (context) =>
    verdictOf(context)?.accepted === true
      ? {
          title: t`Bob checks the certificate: so far in order`,
          story: t`Bob uses *his* list: the clinic’s authority. The name is Alice’s, and it is for clients. But so far it is only a certificate, and those can be copied.`,
        }
      : null,
  "bob.checks.signature": (context) =>
    verdictOf(context)?.accepted === true
      ? {
          title: t`Bob checks the signature, and knows that it is Alice`,
          story: t`It fits the conversation that *he* has had, and it was made with the key in her certificate. Nobody can have borrowed it from another conversation.`,
        }
      : null,
  "bob.acts": ({ recording }) =>
    knowsAlice(recording) ? { story: t`Bob acts on Alice’s words, and knows that they are hers.` } : null,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`Bob could say in his question which authorities he takes (certificate_authorities); here he leaves it open.`,
  t`A server may also ask later, in the middle of a connection (RFC 8446 §4.6.2); few do.`,
  t`Which name in a client’s certificate counts is for the application to say.`,
];

function knowsAlice(recording: StepContext["recording"]): boolean {
  return verdictsOf(recording).some(
    (verdict) => verdict.by === "bob" && verdict.accepted && verdict.signature === "valid",
  );
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const more = t`Next: four who are not Alice.`;
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: both have proved who they are`,
      story: t`Ten handshake messages, of which the routers could read two. Neither private key crossed the wire. Each side judged the other by its own list. ${more}`,
    };
  }
  if (kind === "refused" && sent.length === 0) {
    return {
      title: t`The end: refused before Alice showed anything`,
      story: t`Alice answers Bob’s question only when she knows that it is Bob who asks. Whoever poses as him learns nothing of her, not even her name. ${more}`,
    };
  }
  if (kind === "nothing" && sent.length === 0 && mishaps.length > 0) {
    return {
      title: t`The end: one bit changed, and the line went dead`,
      story: t`Alice could not open what came, and hung up before she had shown anything of hers. ${more}`,
    };
  }
  return plainEnding(context, outcome, more);
}
