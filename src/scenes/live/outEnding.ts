import { capital } from "../../language/cases.ts";
import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { alertOf } from "../phrases/tls/facts.ts";
import type { StepWords } from "../types.ts";
import { firstLine } from "./facts.ts";

/** How it went when Alice called a real server, as it shows in the recording. */
export type OutCourse = Readonly<{
  /** Who answered her. */
  other: "server" | "mallory" | null;
  relayed: boolean;
  /** Why she refused whoever answered; null: she did not. */
  refusal: Readonly<{ reason: string; alert: string }> | null;
  /** The alert that came to her and is no goodbye. */
  alert: string | null;
  asked: boolean;
  /** She left out a check. */
  careless: boolean;
  /** The first line of what she was answered. */
  answer: string | null;
}>;

export function outCourse(recording: Recording): OutCourse {
  const events = recording.steps.map(({ event }) => event);
  const packets = events.flatMap((event) =>
    event.type === "writes" || event.type === "seals" ? [artifact(recording, "packet", event.packet)] : [],
  );
  const toAlice = packets.filter(({ to }) => to === "alice");
  const verdicts = events.flatMap((event) =>
    event.type === "checks" && event.actor === "alice" ? [artifact(recording, "verdict", event.verdict)] : [],
  );
  const refused = verdicts.find(({ accepted }) => !accepted);
  const alerts = toAlice
    .map((packet) => alertOf(recording, packet))
    .filter((alert) => alert !== null && alert !== "close_notify");
  const answer = events.find((event) => event.type === "opens" && event.actor === "alice" && event.text !== null);
  const mallory = toAlice.some(({ author }) => author === "mallory");
  return {
    other: mallory ? "mallory" : toAlice.length > 0 ? "server" : null,
    relayed: mallory && packets.some(({ author, to }) => author === "mallory" && to === "bob"),
    refusal: refused === undefined ? null : { reason: refused.reason ?? "", alert: refused.alert ?? "" },
    alert: alerts[0] ?? null,
    asked: packets.some(({ author, label }) => author === "alice" && label === "request"),
    careless: verdicts.some(({ checks }) => checks.some(({ result }) => result === "skipped")),
    answer: answer?.type === "opens" && answer.text !== null ? firstLine(answer.text) : null,
  };
}

/** How it went, in a few words for a list. */
export function outWords({ other, relayed, refusal, alert, asked, answer }: OutCourse): string {
  if (other === null) return t`Alice has called`;
  const them = other === "mallory" ? "Mallory" : t`the server`;
  if (refusal !== null) return t`Alice refused ${them}: ${refusal.alert}`;
  if (alert !== null) return t`${capital(them)} refused Alice: ${alert}`;
  if (answer !== null && other === "mallory") return relayed ? t`Mallory read along` : t`Mallory answered Alice`;
  if (answer !== null) return t`answered: ${answer.replaceAll("`", "")}`;
  return asked ? t`Alice has asked` : t`Alice is shaking hands`;
}

/** The end of a connection in which Alice called. */
export function outTold(course: OutCourse): Pick<StepWords, "title" | "story"> {
  const { other, relayed, refusal, alert, answer, asked, careless } = course;
  if (other === null) {
    return {
      title: t`The end: nobody answered in TLS`,
      story: t`Nothing came back to Alice’s hello that is TLS 1.3. Is somebody listening there, and do they speak TLS?`,
    };
  }
  const them = other === "mallory" ? "Mallory" : t`the real server`;
  if (refusal !== null) {
    return {
      title: t`The end: Alice refused ${them}, with ${refusal.alert}`,
      story: t`One check failed, and one is enough: \`${refusal.reason}\`. Open the verdict to see what she expected and what she found.`,
    };
  }
  if (alert !== null) {
    return {
      title: t`The end: ${them} refused Alice, with ${alert}`,
      story: t`\`${alert}\` is all that came. Why, the server knows: look into its log.`,
    };
  }
  if (answer !== null && other === "mallory") return fooled(relayed);
  if (answer !== null) {
    return {
      title: t`The end: a real server has answered Alice`,
      story: careless
        ? t`It began with ${answer}. But Alice had left out a check: with Mallory in its place, it would have looked the same to her.`
        : t`It began with ${answer}. Alice knew by then whom she was talking to, and nobody on the way had a key to it.`,
    };
  }
  return {
    title: t`The end: no answer came`,
    story: asked
      ? t`Alice asked, and the connection ended before anything was answered.`
      : t`The connection ended before the handshake was done.`,
  };
}

function fooled(relayed: boolean): Pick<StepWords, "title" | "story"> {
  return relayed
    ? {
        title: t`The end: Mallory read along between Alice and a real server`,
        story: t`Alice left out the check that would have told her. Question and answer lay open on Mallory’s desk.`,
      }
    : {
        title: t`The end: Mallory answered in a real server’s place`,
        story: t`Alice left out the check that would have told her. The server has heard nothing of all this.`,
      };
}
