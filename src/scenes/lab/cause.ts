import { capital } from "../../language/cases.ts";
import { t } from "../../language/t.ts";
import { artifact, nameOf } from "../../sim/lookup.ts";
import type { ConnectionArtifact, Recording, VerdictArtifact } from "../../sim/recording.ts";
import { reasonOf } from "../phrases/judging.ts";
import { missesSomething } from "../phrases/tls/broken.ts";
import { thingIn } from "../phrases/tls/carrying.ts";
import { isMeddling } from "../phrases/tls/facts.ts";
import { verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext } from "../types.ts";
import { common, type LabSetup } from "./setup.ts";

/** Why a connection came to nothing: the title of an ending without its beginning, and one sentence. */
export type Cause = Readonly<{ title: string; sentence: string }>;

/** The end that first went wrong; null where none did. Who only heard of it was not the first. */
export function firstFailure(recording: Recording): ConnectionArtifact | null {
  const ends = recording.steps.flatMap(({ made }) => made.filter((one) => one.kind === "connection"));
  return ends.find(({ failure }) => failure !== null && failure.code !== "peer-alert") ?? null;
}

/** What it was that first went wrong, in the words of the run; null where nothing did. */
export function causeOf(context: StepContext, setup: LabSetup): Cause | null {
  const { recording } = context;
  const end = firstFailure(recording);
  if (end === null || end.failure === null) return null;
  const who = named(context, end.actor);
  const { code, alert } = end.failure;
  const refusal = verdictsOf(recording).find((verdict) => verdict.by === end.actor && !verdict.accepted);
  if (refusal !== undefined) return refused(context, refusal, who);
  if (code === "truncated") return truncated(context, end, who);
  if (code === "no-common-parameter" || code === "no-application-protocol") return nothingCommon(setup, who, alert);
  if (recording.steps.some(({ event }) => isMeddling(recording, event)) && code === "bad-record") {
    return {
      title: t`the hello was changed, and it was noticed`,
      sentence: t`Mallory had a hand in the hellos. They go into every key, so the two ends made different ones: ${who} hung up with \`${alert ?? code}\`.`,
    };
  }
  if (code === "bad-record") {
    return {
      title: t`${who} could not open a record`,
      sentence: missesSomething(context, end.actor)
        ? t`One record never came, so ${who} could not open the next, and hung up with \`${alert ?? ""}\`.`
        : t`${who} could not open what came, and hung up with \`${alert ?? ""}\`: TLS does not guess.`,
    };
  }
  return {
    title: t`${who} hung up: ${alert ?? code}`,
    sentence: t`${who} could not go on with what came, and hung up with \`${alert ?? code}\`.`,
  };
}

function refused(context: StepContext, verdict: VerdictArtifact, who: string): Cause {
  return {
    title: t`${who} refused, with ${verdict.alert ?? t`an alert`}`,
    sentence:
      verdict.presented.length === 0
        ? t`${who} wanted a certificate, and none was shown. ${heard(context, verdict)}`
        : t`What was shown was refused: ${reasonOf(verdict, who)}. ${heard(context, verdict)}`,
  };
}

/** Whether the one who was refused was told. */
function heard({ recording }: StepContext, verdict: VerdictArtifact): string {
  const told = recording.steps.some(({ made }) =>
    made.some((one) => one.kind === "connection" && one.actor !== verdict.by && one.failure?.code === "peer-alert"),
  );
  return told ? t`The other end heard why: \`${verdict.alert ?? ""}\`.` : t`The reason got no further than the wire.`;
}

function truncated(context: StepContext, end: ConnectionArtifact, who: string): Cause {
  const { recording } = context;
  const lost = recording.steps.flatMap(({ event }) => (event.type === "swallows" ? [event.packet] : []));
  const [first] = lost;
  const what =
    first === undefined
      ? ""
      : t`${capital(thingIn(context, artifact(recording, "packet", first)))} got no further than Mallory. `;
  return end.negotiated === null
    ? {
        title: t`the handshake was never finished`,
        sentence: t`${what}${who} waited for what never came, and noticed that the line was dead.`,
      }
    : {
        title: t`cut short, and noticed`,
        sentence: t`${what}No \`close_notify\` came, so ${who} knows that something may be missing.`,
      };
}

function nothingCommon(setup: LabSetup, who: string, alert: string | null): Cause {
  const missing = common(setup).missing;
  const what = missing === null ? t`what both need` : missing;
  return {
    title: t`nothing in common: ${alert ?? ""}`,
    sentence: t`The two ends have no ${what} in common. ${who} said so at once, with \`${alert ?? ""}\`: nothing was agreed on, so nothing was sealed.`,
  };
}

function named({ recording, after }: StepContext, actor: string): string {
  return actor === "mallory" ? "Mallory" : nameOf(recording, after, actor);
}
