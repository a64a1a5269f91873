import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, messageOf, packetAt } from "../phrases/facts.ts";
import type { Beats } from "../phrases/tell.ts";
import { leftOut, notAsked, verdictOf, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`A name, signed`,
  story: t`Alice needs proof that a half really comes from Bob. So Bob goes to an *authority* that Alice trusts: her list of authorities came with her computer. He comes home with a certificate. Watch what the certificate’s key does in the conversation, and what it never does.`,
  protocol: t`X.509 certificates (RFC 5280), the server’s name (RFC 9525), and a signature over the transcript (RFC 8446 §4.4.3): authenticated key agreement, the heart of TLS 1.3.`,
  tick: t`start`,
};

export const beats: Beats = {
  "bob.makes.keyPair": {
    title: t`Bob makes a pair of keys for signing`,
    story: t`A second pair, of another kind. The private key makes a mark under a text that nobody else can make, a *signature*; with the public key anybody can check it. The private one never leaves Bob’s desk: not even the authority will see it.`,
  },
  "bob.asksFor.certificate": {
    story: t`Bob hands over the *public* key and the name. The authority asks for a proof that only whoever runs bob.example can give. The private key stays at home.`,
  },
  "authority.issues.bob": {
    story: t`A small public document: “this key belongs to bob.example”. The authority has an office that signs for it, and signed for the office itself: a *chain*. Open it: there is no private key in it, and it encrypts nothing.`,
  },
  "alice.writes.clientHalf": (context) => ({
    story: t`Besides her half stands the name, in plain letters: ${askedName(context)}. Whoever carries this knows whom she wants to talk to, however well they seal what comes later.`,
    protocol: t`\`ClientHalf.server_name\` is TLS’s server_name extension (SNI, RFC 6066 §3). In TLS 1.3’s ClientHello it is in the clear, unless both ends use Encrypted Client Hello.`,
    tick: t`names the server`,
  }),
  "bob.makes.half": {
    story: t`A fresh secret and a fresh half, for this conversation only. They have nothing to do with the certificate’s key.`,
  },
  "bob.signs.conversation": {
    story: t`He signs both halves with the private key that belongs to his certificate. That is all this key ever does: no key and no letter is locked with it. The signature fits this conversation and no other.`,
  },
  "bob.writes.serverHalf": {
    title: t`Bob sends his half, his certificate and his signature`,
    story: t`The certificate says which key is Bob’s. The signature shows that this key is here. All of it is public.`,
  },
  "mallory.makes.copy": {
    title: t`Mallory takes out a copy of Bob’s certificate`,
    story: t`It is the genuine one. Certificates are public: anyone who ever met Bob has one. The private key that belongs to it she does not have.`,
    tick: t`shows Bob’s paper`,
  },
  "mallory.signs.conversation": {
    title: t`Mallory signs with a key of her own`,
    story: t`She has to sign something, and Bob’s key she does not have. So she takes hers.`,
  },
  "alice.checks.certificate": aliceChecks,
  "alice.derives.channelKey": (context) =>
    isSure(context)
      ? {
          story: t`The same key as ever, with one thing new: Alice *knows* whose the other half is, because he signed it.`,
        }
      : null,
  "bob.opens.request": (context) =>
    isSure(context) ? { story: t`Nobody else could read it, and this time Alice knew for whom she sealed it.` } : null,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`How the authority makes sure that the name is Bob’s: in practice he must answer at that address (RFC 8555).`,
  t`Whether a certificate has been revoked. Where a browser asks that over the net (OCSP), it is the exception to “nobody is asked”.`,
  t`TLS 1.3 sends the certificate encrypted, and both ends confirm the whole exchange once more (Finished).`,
];

function askedName({ recording }: StepContext): string {
  const packet = packetAt(recording, "alice.writes.clientHalf");
  const message = packet === null ? null : messageOf(packet);
  return message?.type === "ClientHalf" ? `*${message.serverName}*` : "Bob’s";
}

function isSure({ recording }: StepContext): boolean {
  return verdictsOf(recording).some((verdict) => verdict.accepted && verdict.signature === "valid");
}

function aliceChecks(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  if (!verdict.accepted) {
    return verdict.signature === "invalid"
      ? {
          story: t`The certificate is genuine: every check of it passed. But the signature does not fit the conversation that Alice has seen. So whoever sent this does not hold Bob’s key, or something was changed on the way.`,
        }
      : null;
  }
  if (leftOut(verdict).length > 0) {
    return {
      title: t`Alice looks at the certificate alone, and accepts`,
      story: t`The certificate is genuine, and she leaves it at that. Whether the one who shows it holds its key, nobody asked.`,
    };
  }
  return {
    title: t`Alice checks, and knows that it is Bob`,
    story: t`An authority that she trusts signed the name; name, dates and use fit; and the signature fits *this* conversation, so the key is here. Nobody had to be asked: the authority is still offline.`,
  };
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const missing = notAsked(context.recording);
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  if ((kind === "deceived" || kind === "read") && missing !== null && mishaps.length === 0) {
    return {
      title: t`The end: a genuine certificate in the wrong hands`,
      story: t`Showing a certificate proves nothing: everybody has a copy. What was missing: nobody asked ${missing}. Turn the check on again and see.`,
    };
  }
  if (kind === "arrived" && smooth && missing !== null) {
    return {
      title: t`The end: it was Bob, but nobody made sure`,
      story: t`Nobody asked ${missing}. It went well because nobody tried: let Mallory *pose* now.`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: Alice knows who answered`,
      story: t`Sealed so that nobody else can read, signed so that Alice knows who can. The certificate’s key signed once and locked nothing, and nobody was asked. What you have just seen is, in outline, TLS 1.3. What else could Mallory show? Next: six forgeries.`,
    };
  }
  if (kind === "refused" && sent.length === 0) {
    return {
      title: t`The end: refused before a word was said`,
      story: t`Alice seals nothing before the other end has proved to be Bob. Mallory can still keep the two from talking; she can no longer listen. What else could she show? Next: six forgeries.`,
    };
  }
  const why = missing === null ? "" : t`Nobody asked ${missing}: had Alice asked, she would have known in time.`;
  return plainEnding(
    context,
    outcome,
    why === "" ? t`Keeping the two from talking takes no key. Next: six forgeries.` : why,
  );
}
