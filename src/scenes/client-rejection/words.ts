import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, messageOf, stepOf } from "../phrases/facts.ts";
import { packetOf } from "../phrases/names.ts";
import { type Shown, shownIn } from "../phrases/shown.ts";
import type { Beats } from "../phrases/tell.ts";
import { notAsked, refusalWords, signsWithItsKey, verdictAt } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Four who are not Alice`,
  story: t`Not-Alice is back with a false number, and this time Bob asks for proof. Under *What if…?* you choose what not-Alice shows, and which check Bob leaves out. Watch the order: when does Bob decide, and when does not-Alice hear of it?`,
  protocol: t`The server judges the client’s Certificate and CertificateVerify after the client has finished its own part (RFC 8446 §4.4.2.4). A refusal can only arrive later, as an alert (§6.2).`,
  tick: t`start`,
};

export const beats: Beats = {
  "bob.writes.serverHalf": {
    title: t`Bob proves himself, and asks who is calling`,
    story: t`His half, his certificate, his signature, and the question: who are you?`,
    tick: t`asks who calls`,
  },
  "notAlice.checks.certificate": { story: t`Not-Alice makes sure that this is the real Bob. It is.` },
  "notAlice.derives.channelKey": {
    story: t`Not-Alice has a key that Bob has, too. Seen from their side, all that is left is to answer his question.`,
  },
  "clientProof.reaches.bob": {
    story: t`Bob has his answer. In this simplified protocol it travels open; real TLS 1.3 seals it.`,
  },
  "notAlice.makes.certificate": shows,
  "notAlice.makes.copy": shows,
  "notAlice.signs.conversation": (context) =>
    signsWithItsKey(context) === false
      ? {
          title: t`Not-Alice signs with a key of their own`,
          story: t`The certificate names Alice’s key, and that one has never left her desk.`,
        }
      : {
          title: t`Not-Alice signs with the certificate’s own key`,
          story: t`They have the key of this certificate, so the signature will fit. Whether the certificate is accepted is another question.`,
        },
  "notAlice.writes.clientProof": answers,
  "bob.checks.certificate": bobChecks,
  "bob.reads.clientProof": {
    title: t`Bob asked, got nothing, and lets them in`,
    story: t`He asks, but does not insist. Whoever shows nothing has nothing checked.`,
  },
  "bob.writes.goodbye": {
    story: t`Bob has decided. The news still has to make its way to the other end.`,
  },
  "notAlice.seals.request": sends,
  "bob.swallows.request": {
    story: t`It was sent in good faith, if not in honesty, before the goodbye arrived. Nobody opens it now.`,
  },
  "notAlice.reads.goodbye": {
    title: t`Only now does not-Alice learn of the refusal`,
    story: t`Their side of the opening exchange had gone well, and they had already sent. A finished handshake never meant that their certificate was accepted. In this simplified protocol the goodbye travels open; real TLS 1.3 seals it.`,
    tick: t`learns it, late`,
  },
  "bob.acts": { story: t`Bob takes these for Alice’s words. They are not, and what they ask for is now *done*.` },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`In TLS 1.2 the client waited for the server’s last word before it sent; the refusal came in time. In TLS 1.3 it comes late.`,
  t`Many programs report the late alert as a broken connection, and try again for ever.`,
  t`Revoked client certificates, which a clinic would need when a device is lost, are not checked here.`,
];

const SHOWN: Readonly<Partial<Record<Shown, string>>> = {
  "self-signed": t`Alice’s name, not-Alice’s key, and that key’s own signature under both. Anybody can write such a thing.`,
  "server-only": t`From the little web server in Alice’s house, with its key: genuine, her name, from the clinic’s authority. It is meant for servers.`,
  stolen: t`Alice’s own, genuine certificate. Certificates are public: anyone who ever met Alice may have one. The private key that belongs to it is not part of it.`,
};

function shows(context: StepContext): Partial<StepWords> | null {
  const shown = shownIn(context, "alice.example");
  const story = shown === null ? undefined : SHOWN[shown];
  return story === undefined ? null : { story };
}

function answers({ recording, event }: StepContext): Partial<StepWords> | null {
  const message = event.type === "writes" ? messageOf(packetOf(recording, event.packet)) : null;
  if (message?.type !== "ClientProof") return null;
  const done = t`With that, their part of the opening exchange (the *handshake*) is finished.`;
  return message.certificates.length === 0
    ? {
        title: t`Not-Alice answers with nothing`,
        story: t`“I have no certificate.” That is a permitted answer. ${done}`,
        protocol: t`\`ClientProof\` with an empty \`certificate_list\`, as TLS 1.3 wants it (RFC 8446 §4.4.2): no CertificateVerify follows.`,
        tick: t`shows nothing`,
      }
    : { story: t`A certificate with Alice’s name, and a signature. ${done}` };
}

const REFUSED: Readonly<Record<string, string>> = {
  "no-certificate": t`Bob asks *and insists*. Where nothing is shown there is nothing to check, and he lets nobody in.`,
  "self-signed": t`The signature is *valid*: the key is really there. But only the certificate itself says that it is Alice’s, and the clinic’s authority never signed it.`,
  "wrong-usage": t`Genuine, in her name, from the right authority, and the signature is *valid*. But it was issued for servers, and Bob wants one for clients.`,
  "signature-invalid": t`The certificate is Alice’s, and every check of it passed. But the conversation was not signed with its key. A copy of her certificate does not make anybody Alice.`,
};

function bobChecks(context: StepContext): Partial<StepWords> | null {
  return refusalWords(context, REFUSED, (missing) => ({
    title: t`Bob leaves out a check, and accepts`,
    story: t`All that he looked at fits. But nobody asked ${missing}.`,
  }));
}

function sends({ recording }: StepContext): Partial<StepWords> {
  return verdictAt(recording, "bob.checks.certificate")?.accepted === false
    ? {
        story: t`No word from Bob has arrived, and their own part is done. So not-Alice believes that they are connected, and sends.`,
      }
    : {
        story: t`No word from Bob has arrived: nobody says “accepted”. Not-Alice believes that they are connected, and sends. This time they are.`,
      };
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  if (kind === "refused") {
    const sent = stepOf(recording, "notAlice.seals.request") !== null;
    return {
      title: t`The end: refused, and told so late`,
      story: t`Bob did nothing of what was asked. ${sent ? t`Not-Alice had already sent when the goodbye came: “it connected” is not “it was accepted”. ` : ""}One trick is left: to borrow the proof of the real Alice. Next: a borrowed signature.`,
    };
  }
  if (kind === "deceived") {
    const asked = stepOf(recording, "bob.reads.clientProof") === null;
    const missing = asked ? notAsked(recording) : null;
    const why =
      missing !== null
        ? t`Nobody asked ${missing}. The other checks could not make up for it. Turn it on again, and see who is refused.`
        : asked
          ? t`Every check passed, and still it was not Alice.`
          : t`Bob asked for a certificate, and did not insist on one. Where none is shown, no check can fail. Let him insist again, and see who is refused.`;
    return {
      title: t`The end: one check left out, and not-Alice is Alice`,
      story: why,
    };
  }
  return plainEnding(context, outcome);
}
