import { t } from "../../language/t.ts";
import type { Outcome, PacketArtifact, Recording } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending } from "../phrases/facts.ts";
import type { Beats } from "../phrases/telling.ts";
import { packetOf } from "../phrases/tls/facts.ts";
import { verdictOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`TLS 1.3, as it is`,
  story: t`Alice, Bob and the routers are as before, and so are the certificates. But now they speak what browsers speak: every byte is TLS 1.3. Choose *Bytes* to see each one explained, and look through a router’s eyes to see where its sight ends.`,
  protocol: t`RFC 8446, to the byte: ClientHello, ServerHello, and from there on nothing but protected records. Middlebox compatibility mode is on (§D.4), as in browsers; tickets are not given out.`,
  tick: t`start`,
};

export const beats: Beats = {
  "alice.makes.half": {
    story: t`Before she says a word, Alice makes what the scene \`agreement\` called a half: a secret number for this conversation only, and a public half of it to show.`,
  },
  "serverHello.reaches.alice": (context) =>
    isBobsOwn(packetOf(context))
      ? {
          story: t`Both halves have now crossed the wire in the open, and every router has them. To make a key of them takes one of the two secrets, and those never left.`,
        }
      : null,
  "bob.derives.handshakeKeys": ({ recording }) =>
    wasHalfChanged(recording)
      ? null
      : {
          story: t`Bob makes the same two keys from his own secret and Alice’s half. He could do so as soon as he had her hello.`,
        },
  "alice.opens.encryptedExtensions": {
    story: t`It opens: so whoever sealed it made the same secret. This is encryption already. But it does not say with whom.`,
  },
  "bob.seals.serverCertificate": {
    title: t`Bob seals his certificate`,
    story: t`In the scene \`certificate\` it lay open, as it did up to TLS 1.2. Here it is sealed like everything after the hellos: the routers no longer see who answers, only who was asked for.`,
  },
  "alice.checks.signature": (context) =>
    verdictOf(context)?.accepted === true
      ? {
          title: t`Alice checks the signature, and knows that it is Bob`,
          story: t`Only the certificate’s private key can have made it, and only for this conversation: the hash has both hellos in it. Now the sealed line has a name at its other end.`,
        }
      : null,
  "clientFinished.reaches.bob": {
    story: t`Alice does not wait for an answer to it. From her side the handshake is over: one round trip, and she may speak.`,
  },
  "bob.opens.clientFinished": {
    story: t`Now Bob, too, knows that nobody changed a word on the way. Who Alice is, he did not ask; in the scene \`tls13-mutual\` he does.`,
  },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`Each message has a record of its own here, so that it can be told by itself; servers often put several into one.`,
  t`No session tickets, and so no resumption; no ALPN; no stapled answers about revocation.`,
  t`TCP, DNS and addresses: the records would travel inside TCP segments.`,
];

/** Whether Bob sent it, and it is still as he sent it. */
function isBobsOwn(packet: PacketArtifact | null): boolean {
  return packet !== null && packet.author === "bob" && packet.changedFrom === null;
}

function wasHalfChanged(recording: Recording): boolean {
  return recording.steps.some(({ event }) => event.type === "changes" && event.what === "half");
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const more = t`Next: what Alice does with forgeries.`;
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: this is what https is`,
      story: t`Two hellos in the open, five sealed messages, and then the letter. One round trip, and Alice could speak. The scene \`certificate\` took two messages for it; these seven also hide who answered. ${more}`,
    };
  }
  if (kind === "refused" && sent.length === 0) {
    return {
      title: t`The end: a real certificate, and refused`,
      story: t`Mallory had an encrypted line with Alice and Bob’s own certificate. What she did not have was his private key, and without it nobody can sign CertificateVerify. Alice said nothing. ${more}`,
    };
  }
  if (kind === "nothing" && sent.length === 0 && mishaps.length > 0) {
    return {
      title: t`The end: one bit changed, and the line went dead`,
      story: t`Alice could not open what came, and hung up before anything was said. ${
        wasHalfChanged(context.recording)
          ? t`Changing what lies open changes the keys, and then nothing fits.`
          : t`What is sealed can be spoiled, but not unnoticed.`
      } ${more}`,
    };
  }
  return plainEnding(context, outcome, more);
}
