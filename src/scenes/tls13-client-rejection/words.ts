import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, stepOf } from "../phrases/facts.ts";
import { type Shown, shownIn } from "../phrases/shown.ts";
import type { Beats } from "../phrases/telling.ts";
import { isEmptyCertificate, packetOf } from "../phrases/tls/facts.ts";
import { notAsked, refusalWords, signsWithItsKey, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Four who are not Alice, and the real alerts`,
  story: t`Not-Alice tries again, over real TLS. Under *What if…?* you choose what they show, and what Bob leaves out. Watch when not-Alice’s handshake is complete, and when the refusal reaches them.`,
  protocol: t`The server judges the client’s Certificate and CertificateVerify (RFC 8446 §4.4.2.4) when the client may be \`CONNECTED\` already; the alert (§6.2) comes under the application keys.`,
  tick: t`start`,
};

export const beats: Beats = {
  "notAlice.makes.certificate": shows,
  "notAlice.makes.copy": shows,
  "notAlice.checks.signature": { story: t`Not-Alice makes sure that this is the real Bob. It is.` },
  "notAlice.signs.conversation": (context) =>
    signsWithItsKey(context) === false
      ? {
          title: t`Not-Alice signs with a key of their own`,
          story: t`The certificate names Alice’s key, and that one has never left her desk.`,
        }
      : {
          title: t`Not-Alice signs with the certificate’s own key`,
          story: t`They have the key of this certificate, so the signature will fit.`,
        },
  "notAlice.seals.clientFinished": {
    title: t`Not-Alice seals Finished, and is connected`,
    story: t`With this message their part is done. Nothing has come back, and nothing needs to: TLS 1.3 does not wait.`,
  },
  "bob.checks.certificate": bobChecks,
  "bob.checks.signature": (context) =>
    refusalWords(context, REFUSED, (missing) => ({
      title: t`Bob checks the signature, and takes not-Alice for Alice`,
      story: t`It is the certificate’s key, no doubt. But nobody asked ${missing}.`,
    })),
  "bob.acts": { story: t`Bob takes these for Alice’s words. They are not, and the sealed line cannot tell him so.` },
  "bob.seals.alert": {
    story: t`Bob wrote this as soon as he had refused. On the wire it crosses what not-Alice was sending meanwhile; the stage shows one packet at a time.`,
  },
  "bob.opens.clientCertificate": (context) => {
    const packet = packetOf(context);
    return packet !== null && isEmptyCertificate(context.recording, packet)
      ? {
          title: asksOnly(context) ? t`Bob asked, got nothing, and lets them in` : t`Bob asked, and the list is empty`,
          story: asksOnly(context)
            ? t`He asks, but does not insist. Whoever shows nothing has nothing checked.`
            : t`An empty list is a permitted answer. Whether it is enough, Bob decides.`,
        }
      : null;
  },
  "notAlice.seals.restOfFlight": {
    title: t`The rest of not-Alice’s answer is on its way`,
    story: t`They could not know that Bob has stopped reading. For them, this completes the handshake: they are connected.`,
  },
  "notAlice.seals.request": ({ recording }) => ({
    story: refused(recording)
      ? t`No word from Bob has arrived, and their own part is done. So they send.`
      : t`No word from Bob has arrived: TLS has no message that says “accepted”. They send, and this time they are accepted.`,
  }),
  "bob.swallows.request": { story: t`It arrived at a connection that Bob has given up. Nobody opens it.` },
  "notAlice.opens.alert": {
    title: t`Only now does not-Alice learn of the refusal`,
    story: t`Sealed like all the rest, after the handshake was complete and the letter sent. A finished handshake never meant that their certificate was accepted.`,
    tick: t`learns it, late`,
  },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`In TLS 1.2 the server’s Finished came last, so a refusal came before the client could send.`,
  t`Bob’s operating system may answer the unread letter with a TCP reset, and the alert may get lost by it.`,
  t`Revoked client certificates are not checked here.`,
];

const SHOWN: Readonly<Partial<Record<Shown, string>>> = {
  "self-signed": t`Alice’s name, not-Alice’s key, and that key’s own signature under both.`,
  "server-only": t`From the little web server in Alice’s house: genuine, her name, and meant for servers.`,
  stolen: t`Alice’s own, genuine certificate, as anybody has it to whom she ever showed it. Her private key is not in it.`,
};

function shows(context: StepContext): Partial<StepWords> | null {
  const shown = shownIn(context, "alice.example");
  const story = shown === null ? undefined : SHOWN[shown];
  return story === undefined ? null : { story: t`${story} They will show it when Bob asks.` };
}

const REFUSED: Readonly<Record<string, string>> = {
  "no-certificate": t`Bob asks *and insists*. Where nothing is shown there is nothing to check, and he lets nobody in.`,
  "self-signed": t`Only the certificate itself says that it is Alice’s. The clinic’s authority never signed it.`,
  "wrong-usage": t`Genuine, in her name, from the right authority. But it was issued for servers, and Bob wants one for clients.`,
  "signature-invalid": t`The certificate is Alice’s, and every check of it passed. But CertificateVerify was not made with its key. A copy of her certificate does not make anybody Alice.`,
};

function bobChecks(context: StepContext): Partial<StepWords> | null {
  return refusalWords(context, REFUSED, (missing) => ({
    title: t`Bob leaves out a check, and goes on`,
    story: t`All that he looked at fits. But nobody asked ${missing}.`,
  }));
}

function asksOnly({ after }: StepContext): boolean {
  return after.switches["ask-only"] === "on";
}

function refused(recording: StepContext["recording"]): boolean {
  return verdictsOf(recording).some((verdict) => verdict.by === "bob" && !verdict.accepted);
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  if (kind === "refused") {
    const sent = stepOf(recording, "notAlice.seals.request") !== null;
    return {
      title: t`The end: refused, and told so late`,
      story: t`Bob did nothing of what was asked. ${sent ? t`Not-Alice had already sent when the alert came: “connected” is not “accepted”. ` : ""}The same happens to honest people with a bad certificate, and costs them days. Next: the late refusal.`,
    };
  }
  if (kind === "deceived") {
    const asked = verdictsOf(recording).some((verdict) => verdict.by === "bob");
    const missing = asked ? notAsked(recording) : null;
    const why =
      missing !== null
        ? t`Nobody asked ${missing}. The other checks could not make up for it.`
        : asked
          ? t`Every check passed, and still it was not Alice.`
          : t`Bob asked for a certificate, and did not insist on one. Where none is shown, no check can fail.`;
    return {
      title: t`The end: one check left out, and not-Alice is Alice`,
      story: why,
    };
  }
  return plainEnding(context, outcome);
}
