import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Check, Recording, SimEvent, StepId, VerdictArtifact } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";
import { stepOf } from "./facts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** The verdict given in the step of that id; null where there is none. */
export function verdictAt(recording: Recording, id: StepId): VerdictArtifact | null {
  const event = stepOf(recording, id)?.event;
  return event?.type === "checks" ? artifact(recording, "verdict", event.verdict) : null;
}

/** The verdict of the step at hand; null where it gives none. */
export function verdictOf(context: StepContext): VerdictArtifact | null {
  return verdictAt(context.recording, context.step.id);
}

/** All verdicts of a run, in order. */
export function verdictsOf(recording: Recording): readonly VerdictArtifact[] {
  return recording.steps.flatMap(({ id }) => verdictAt(recording, id) ?? []);
}

/** A check of a verdict, by its id. */
export function checkOf(verdict: VerdictArtifact, id: Check["id"]): Check | null {
  return verdict.checks.find((check) => check.id === id) ?? null;
}

/**
 * Whether a signature was made with the key of the certificate that its maker took out last, or has on the desk; null
 * where the step makes none, or there is no certificate.
 */
export function signsWithItsKey(context: StepContext): boolean | null {
  const { event, recording, index } = context;
  if (event.type !== "signs") return null;
  const shown = recording.steps
    .slice(0, index)
    .map((step) => step.event)
    .findLast((e): e is Of<"makes"> => e.type === "makes" && e.certificate !== null && e.actor === event.actor);
  const certificate = shown?.certificate ?? context.after.actors[event.actor]?.certificates[0];
  return certificate === undefined ? null : artifact(recording, "certificate", certificate).key === event.key;
}

const CHECKS: Readonly<Record<Check["id"], string>> = {
  chain: t`who signed the certificate`,
  form: t`whether the certificate has the form that it must have`,
  signatures: t`whether the signatures in the chain fit`,
  strength: t`whether its keys and hashes are strong`,
  dates: t`whether the certificate is still valid`,
  issuers: t`whether its issuers may issue`,
  constraints: t`for which names its issuers may issue`,
  policies: t`under which policy it was issued`,
  revocation: t`whether it was revoked`,
  name: t`for whom the certificate was made out`,
  usage: t`what the certificate is for`,
  possession: t`whether the conversation was signed with the certificate’s key`,
};

/** What a check asks, as the end of a sentence (`Nobody asked …`). */
export function askedBy(check: Check): string {
  return CHECKS[check.id];
}

/**
 * The checks that a what-if left out of a verdict and that mattered: those that would have failed, else the one that
 * nobody can say about, because nobody looked.
 */
export function leftOut(verdict: VerdictArtifact): readonly Check[] {
  const skipped = verdict.checks.filter((check) => check.result === "skipped" && check.skippedBy !== null);
  const fatal = skipped.filter((check) => check.reason !== null);
  return fatal.length > 0 ? fatal : skipped.filter((check) => check.id === "possession");
}

/** What nobody looked at in the verdicts that accepted, as the end of a sentence; null where nothing was left out. */
export function notAsked(recording: Recording): string | null {
  const missing = verdictsOf(recording)
    .filter((verdict) => verdict.accepted)
    .flatMap(leftOut)
    .map(askedBy);
  return missing.length === 0 ? null : [...new Set(missing)].join(t`, or `);
}

/**
 * The words of a verdict in a scene about refusals: why it refused, by reason, or that a check was left out. null where
 * the common words say it well.
 */
export function refusalWords(
  context: StepContext,
  refused: Readonly<Record<string, string>>,
  careless: (missing: string) => Pick<StepWords, "title" | "story">,
): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  if (!verdict.accepted) {
    const story = refused[verdict.reason ?? ""];
    return story === undefined ? null : { story };
  }
  const [missing] = leftOut(verdict);
  return missing === undefined ? null : careless(askedBy(missing));
}
