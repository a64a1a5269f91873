import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, packetAt } from "../phrases/facts.ts";
import type { Beats } from "../phrases/telling.ts";
import { alertOf } from "../phrases/tls/facts.ts";
import { verdictOf, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: "Connected, and refused",
  story:
    "This time nobody means harm. Alice is Alice, and Bob is Bob; only her certificate is not in order. Watch her side: when does she believe that all is well? It is the surprise that costs engineers days.",
  protocol:
    "In TLS 1.3 the client may send as soon as it has sent Finished (RFC 8446 §2, §A.1). The server may still refuse Certificate (§4.4.2.4); its alert (§6.2) arrives on an established connection.",
  tick: "start",
};

export const beats: Beats = {
  "alice.makes.certificate": {
    title: "Alice’s program takes out her certificate",
    story: "It is the one that was configured, long ago, by somebody else. Nobody has looked at it since.",
  },
  "alice.seals.clientCertificate": ({ recording }) =>
    shownNothing(recording)
      ? {
          title: "Alice’s program has no certificate to show",
          story: "Nobody told it which one to use. It answers with an empty list, and says so to nobody.",
        }
      : {
          title: "Alice’s program seals the certificate",
          story: "It does not look at the dates of its own certificate; few programs do.",
        },
  "alice.seals.clientFinished": connected(),
  "alice.seals.restOfFlight": connected(),
  "bob.checks.certificate": (context) => refusedStory(context),
  "alice.seals.request": ({ recording }) => ({
    title: "Alice is connected, and sends",
    story: refused(recording)
      ? "“Handshake complete”, says her log. In TLS 1.2 she would have waited for Bob’s last word here, and it would have been the refusal."
      : "“Handshake complete”, says her log. Nothing told her that the certificate was accepted; this time it was.",
  }),
  "bob.swallows.request": {
    title: "Bob has hung up: her letter stays unread",
    story: "He refused her two packets ago. Her letter arrives all the same, because nobody could tell her in time.",
  },
  "alice.opens.alert": (context) => ({
    title: `Now the refusal arrives: ${alertIn(context)}`,
    story:
      "Alice sees it when she next *reads*. Her handshake had succeeded, her write had succeeded. A program that only writes never sees it, and many report it as a broken connection.",
    tick: "the alert, late",
  }),
  "alice.gives-up": {
    title: "What should Alice’s program do?",
    story:
      "Say which certificate was refused, and why; not try again with the same one. And from the start: count a connection as good when the first *answer* has come, not when the handshake is complete.",
    tick: "what to do",
  },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  "TLS 1.2 is told here, not run: there the server’s Finished comes after the client’s, so the refusal comes before any data.",
  "Bob closes with unread data in hand, so TCP may send a reset that overtakes the alert: then Alice sees nothing but a reset.",
  "Servers that offer TLS 1.3 could send data to tell the client that all is well; the protocol itself has no such message.",
];

const REFUSED: Readonly<Record<string, string>> = {
  expired: "It ran out on 1 January 2025. Bob refuses, and says so at once. But his word has to make its way to Alice.",
  "no-certificate":
    "He insists on one, and the list is empty. Bob refuses, and says so at once. But his word has to make its way to Alice.",
  "unknown-authority":
    "Genuine, and from an authority that is not on his list. Bob refuses at once. But his word has to make its way to Alice.",
};

function refusedStory(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  const story = verdict === null || verdict.accepted ? undefined : REFUSED[verdict.reason ?? ""];
  return story === undefined ? null : { story };
}

function connected(): Pick<StepWords, "title" | "story"> {
  return {
    title: "Alice sends her Finished: her handshake is complete",
    story:
      "From her side there is nothing left to wait for. Her library returns “OK”, and her program may write. What Bob thinks of her certificate, no message has said.",
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
  return (packet === null ? null : alertOf(recording, packet)) ?? "an alert";
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { smooth } = courseOf(context, outcome);
  if (kind === "refused") {
    return {
      title: "The end: the handshake succeeded, and she was refused",
      story:
        "Both sentences are true. Bob refused her certificate before he had read a word; Alice heard of it after she had sent one. Whoever writes a client reads before believing. Whoever runs a server puts the reason into its log.",
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: "The end: accepted, though nobody said so",
      story:
        "The same messages in the same order, up to Bob’s answer. Only that answer told Alice that her certificate was accepted. Choose another certificate under *What if…?*, and compare.",
    };
  }
  return plainEnding(context, outcome);
}
