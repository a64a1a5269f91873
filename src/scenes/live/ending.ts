import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording, SimEvent } from "../../sim/recording.ts";
import { alertOf } from "../phrases/tls/facts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { outsideIn } from "./facts.ts";
import { outCourse, outTold, outWords } from "./outEnding.ts";

/** How a connection of a real program went, as it shows in the recording. */
export type Course = Readonly<{
  /** With whom the program was connected. */
  other: "bob" | "mallory";
  /** Mallory stood between it and Bob, and passed everything on. */
  relayed: boolean;
  /** The program's alert that is no goodbye; null: it sent none. */
  alert: string | null;
  /** The alert that was sent to it. */
  refusal: string | null;
  /** It said its Finished: its handshake is complete. */
  connected: boolean;
  /** It sent a request, and an answer went out to it. */
  asked: boolean;
  answered: boolean;
  /** It sent something at all, and went away without a last word. */
  spoke: boolean;
  left: boolean;
}>;

type Sent = Extract<SimEvent, { type: "writes" | "seals" }>;

/** Works out how a connection went; of one that still goes on, how it went so far. */
export function liveCourse(recording: Recording): Course {
  const sent = recording.steps.flatMap(({ event }): Sent[] =>
    event.type === "writes" || event.type === "seals" ? [event] : [],
  );
  const packets = sent.map((event) => artifact(recording, "packet", event.packet));
  const own = packets.filter(({ author }) => author === "alice");
  const toIt = packets.filter(({ to }) => to === "alice");
  const alerts = (of: typeof packets) =>
    of.map((packet) => alertOf(recording, packet)).filter((alert) => alert !== null && alert !== "close_notify");
  const mallory = toIt.some(({ author }) => author === "mallory");
  return {
    other: mallory ? "mallory" : "bob",
    relayed: mallory && packets.some(({ author, to }) => author === "mallory" && to === "bob"),
    alert: alerts(own)[0] ?? null,
    refusal: alerts(toIt)[0] ?? null,
    connected: own.some(({ message }) => message.includes("Finished")),
    asked: own.some(({ label }) => label === "request"),
    answered: toIt.some(({ label }) => label === "reply"),
    spoke: own.length > 0,
    left: recording.steps.some(({ event }) => event.type === "gives-up" && event.actor === "alice"),
  };
}

/** How a connection went so far, in a few words for a list. */
export function howItWent(recording: Recording): string {
  return isCall(recording) ? outWords(outCourse(recording)) : courseWords(liveCourse(recording));
}

/** Whether it was Alice who called. */
function isCall(recording: Recording): boolean {
  return outsideIn(recording)?.role === "server";
}

function courseWords(course: Course): string {
  const { other, relayed, alert, refusal, connected, asked, answered, spoke, left } = course;
  if (!spoke) return t`said nothing that is TLS`;
  const them = other === "bob" ? "Bob" : "Mallory";
  if (alert !== null) return t`refused ${them}: ${alert}`;
  if (refusal !== null) return t`was refused by ${them}: ${refusal}`;
  if (asked && relayed) return answered ? t`fooled: Mallory read question and answer` : t`fooled: Mallory reads along`;
  if (asked && other === "mallory") return t`fooled: it asked Mallory`;
  if (answered) return t`asked Bob, and was answered`;
  if (asked) return t`has asked Bob`;
  if (connected) return other === "mallory" ? t`hung up on Mallory without a request` : t`connected, and asked nothing`;
  return left ? t`left in the middle of the handshake` : t`is shaking hands`;
}

type Told = Pick<StepWords, "title" | "story">;

/** The end of a connection. */
export function endingOf(context: StepContext): Partial<StepWords> | null {
  const { event, recording } = context;
  if (event.type !== "ends") return null;
  const words = isCall(recording) ? outTold(outCourse(recording)) : told(liveCourse(recording));
  return { ...words, tick: t`the end` };
}

function told(course: Course): Told {
  const { other, alert, refusal, asked, connected, spoke } = course;
  if (!spoke) {
    return {
      title: t`The end: nothing was said in TLS`,
      story: t`Whoever called went away again, or spoke another language.`,
    };
  }
  if (alert !== null) return refusedBy(other, alert);
  if (refusal !== null) {
    return {
      title: t`The end: refused from here, with ${refusal}`,
      story: connected
        ? t`For the program the handshake had succeeded: it had said its Finished${asked ? t`, and sent its request` : ""}. Only then it heard \`${refusal}\`. Whoever writes a client must read before believing.`
        : t`What the program sent is not to be answered otherwise. The reason went to it as the alert \`${refusal}\`.`,
    };
  }
  if (asked) return other === "mallory" ? fooled(course) : served(course);
  if (connected) return silent(other);
  return {
    title: t`The end: it left in the middle of the handshake`,
    story: t`The program closed the connection before its part of the handshake was done, and gave no reason.`,
  };
}

function refusedBy(other: Course["other"], alert: string): Told {
  return other === "mallory"
    ? {
        title: t`The end: the program refused Mallory, with ${alert}`,
        story: t`Not Bob, and a program that knows it: it stopped before it had said what it came for. Read what it printed on its own terminal: that is its side of these bytes.`,
      }
    : {
        title: t`The end: the program refused Bob, with ${alert}`,
        story: t`This was the real Bob, and the program would not have him. Does it trust his authority (\`--cacert\`), and did it ask for a name that stands in his certificate?`,
      };
}

function fooled({ relayed, answered }: Course): Told {
  return relayed
    ? {
        title: t`The end: Mallory read along, and the program believed her`,
        story: t`It shook hands with Mallory, who shook hands with Bob. She had ${answered ? t`question and answer` : t`the question`} in plain text on her desk. Its output looks as it would have without her.`,
      }
    : {
        title: t`The end: the program was fooled for real`,
        story: t`It took what Mallory showed, and told her what it had come to tell Bob. What it then printed, she wrote. Either it was told not to check (\`-k\`), or it trusts an authority whose key she has.`,
      };
}

function served({ answered }: Course): Told {
  return answered
    ? {
        title: t`The end: Bob has answered a real program`,
        story: t`What it printed came from this page. Between hello and goodbye nobody could read along but the two; what the program thought meanwhile, it has kept to itself.`,
      }
    : {
        title: t`The end: it went away before it was answered`,
        story: t`The program began a request and closed the connection before Bob had all of it.`,
      };
}

function silent(other: Course["other"]): Told {
  return other === "mallory"
    ? {
        title: t`The end: it shook hands with Mallory, and then hung up`,
        story: t`Its Finished came, but no request. Some programs (curl among them) look at the name in the certificate only after the handshake. See what it printed.`,
      }
    : {
        title: t`The end: it shook hands, and asked for nothing`,
        story: t`The handshake was complete. Then the program closed the connection without a request.`,
      };
}
