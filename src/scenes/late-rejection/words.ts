import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Outcome, Recording, VerdictArtifact } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, packetAt } from "../phrases/facts.ts";
import type { Beats } from "../phrases/telling.ts";
import { alertOf } from "../phrases/tls/facts.ts";
import { verdictOf, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Connected, and refused`,
  story: t`This time nobody means harm. Alice is Alice, and Bob is Bob; only her certificate is not in order. Watch her side: when does she believe that all is well? It is the surprise that costs engineers days.`,
  protocol: t`In TLS 1.3 the client may send as soon as it has sent Finished (RFC 8446 §2, §A.1). The server may still refuse Certificate (§4.4.2.4); its alert (§6.2) arrives on an established connection.`,
  tick: t`start`,
};

export const beats: Beats = {
  "alice.makes.certificate": (context) => ({
    title: t`Alice’s program takes out her certificate`,
    story: takenOut(context),
  }),
  "alice.seals.clientCertificate": (context) =>
    shownNothing(context.recording)
      ? {
          title: t`Alice’s program has no certificate to show`,
          story: t`Nobody told it which one to use. It answers with an empty list, and says so to nobody.`,
        }
      : {
          title: t`Alice’s program seals the certificate`,
          story: hasExpired(context)
            ? t`It does not look at the dates of its own certificate; few programs do.`
            : t`Whether Bob will take it, only Bob can say. Her program cannot find out beforehand.`,
        },
  "alice.seals.clientFinished": connected(),
  "alice.seals.restOfFlight": connected(),
  "bob.checks.certificate": (context) => refusedStory(context),
  "alice.seals.request": ({ recording }) => ({
    title: t`Alice is connected, and sends`,
    story: refused(recording)
      ? t`“Handshake complete”, says her log. In TLS 1.2 she would have waited for Bob’s last word here, and it would have been the refusal.`
      : t`“Handshake complete”, says her log. Nothing told her that the certificate was accepted; this time it was.`,
  }),
  "bob.swallows.request": {
    title: t`Bob has hung up: her letter stays unread`,
    story: t`He refused her two packets ago. Her letter arrives all the same, because nobody could tell her in time.`,
  },
  "bob.seals.alert": {
    story: t`Bob wrote this as soon as he had refused. On the wire it crosses what Alice was sending meanwhile; the stage shows one packet at a time.`,
  },
  "alice.opens.alert": (context) => ({
    title: t`Now the refusal arrives: ${alertIn(context)}`,
    story: t`Alice sees it when she next *reads*. Her handshake had succeeded, her write had succeeded. A program that only writes never sees it, and many report it as a broken connection.`,
    tick: t`the alert, late`,
  }),
  "alice.gives-up": ({ recording }) => ({
    title: t`What should Alice’s program do?`,
    story: t`${
      shownNothing(recording)
        ? t`Say that Bob demands a certificate and none was shown; not try again without one.`
        : t`Say which certificate was refused, and why; not try again with the same one.`
    } And from the start: count a connection as good when the first *answer* has come, not when the handshake is complete.`,
    tick: t`what to do`,
  }),
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`TLS 1.2 is told here, not run: there the server’s Finished comes after the client’s, so the refusal comes before any data.`,
  t`Bob closes with unread data in hand, so TCP may send a reset that overtakes the alert: then Alice sees nothing but a reset.`,
  t`A client may take the first data that comes back for a sign that it was accepted; the protocol has no message that says so.`,
];

function refusedStory(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  const why = verdict === null || verdict.accepted ? null : whyRefused(context.recording, verdict);
  return why === null ? null : { story: t`${why} Bob says so at once, but his word has to make its way to Alice.` };
}

function whyRefused(recording: Recording, verdict: VerdictArtifact): string | null {
  const [shown] = verdict.presented;
  if (shown === undefined) return t`He insists on a certificate, and the list is empty.`;
  const certificate = artifact(recording, "certificate", shown);
  if (verdict.reason === "expired") return t`It ran out on ${certificate.notAfter.slice(0, 10)}.`;
  return verdict.reason === "missing-intermediate" || verdict.reason === "unknown-authority"
    ? t`It is from ${commonName(certificate.issuer)}. That name is not on his list, and nothing that Alice sent leads to one that is.`
    : null;
}

function takenOut(context: StepContext): string {
  const shown = context.event.type === "makes" ? context.event.certificate : null;
  const issuer = shown === null ? "" : commonName(artifact(context.recording, "certificate", shown).issuer);
  if (hasExpired(context)) return t`Somebody configured it long ago, and nobody has looked at its dates since.`;
  return refused(context.recording)
    ? t`It is genuine, and from ${issuer}. Whether that authority is on Bob’s list, her program does not know.`
    : t`It is from ${issuer}. Her program will show it when Bob asks, and wait for no thanks.`;
}

/** Whether the certificate that Alice's program takes out is past its time. */
function hasExpired({ recording, after }: StepContext): boolean {
  return recording.steps.some(
    ({ event }) =>
      event.type === "makes" &&
      event.actor === "alice" &&
      event.certificate !== null &&
      artifact(recording, "certificate", event.certificate).notAfter < after.time,
  );
}

function commonName(subject: string): string {
  return subject.replace(/^CN=/, "");
}

function connected(): Pick<StepWords, "title" | "story" | "tick"> {
  return {
    tick: t`connected`,
    title: t`Alice sends her Finished: her handshake is complete`,
    story: t`From her side there is nothing left to wait for. Her library returns “OK”, and her program may write. What Bob thinks of her certificate, no message has said.`,
  };
}

function shownNothing(recording: StepContext["recording"]): boolean {
  return !recording.steps.some(
    ({ event }) => event.type === "makes" && event.actor === "alice" && event.certificate !== null,
  );
}

function refused(recording: StepContext["recording"]): boolean {
  return verdictsOf(recording).some((verdict) => verdict.by === "bob" && !verdict.accepted);
}

function alertIn({ recording }: StepContext): string {
  const packet = packetAt(recording, "alice.opens.alert");
  return (packet === null ? null : alertOf(recording, packet)) ?? t`an alert`;
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { smooth } = courseOf(context, outcome);
  if (kind === "refused") {
    return {
      title: t`The end: the handshake succeeded, and she was refused`,
      story: t`Both sentences are true. Bob refused her before he had read a word of hers; Alice heard of it after she had sent one. If you write a client: read before you believe. If you run a server: put the reason into its log.`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: accepted, though nobody said so`,
      story: t`The same messages in the same order, up to Bob’s answer. Only that answer told Alice that her certificate was accepted. Choose another for *Alice’s certificate*, and compare.`,
    };
  }
  return plainEnding(context, outcome);
}
