import { t } from "../../language/t.ts";
import { artifacts } from "../../sim/lookup.ts";
import type { ArtifactId, Recording, SimEvent, Step } from "../../sim/recording.ts";
import { subjectOf } from "../step/subject.ts";
import { explained } from "./explained.ts";

/** What the depth Bytes shows of a step: whose bytes, or why there are none to show. */
export type BytesOfStep = Readonly<{ of: ArtifactId; why: null }> | Readonly<{ of: null; why: string }>;

/** The bytes that a step is about, else one sentence that says why none belong to it. Total. */
export function bytesOfStep(recording: Recording, step: Step): BytesOfStep {
  const id = subjectOf(recording, step);
  const found = id === null ? undefined : artifacts(recording).get(id);
  const isRecords = found?.kind === "packet" && found.records !== undefined;
  // A shared key's own bytes are never shown, and its place says so.
  if (found !== undefined && (isRecords || found.kind === "key" || explained(found) !== null))
    return { of: found.id, why: null };
  return { of: null, why: WHY[step.event.type] ?? t`Nothing was written in this step, so there are no bytes to show.` };
}

const WHY: Readonly<Partial<Record<SimEvent["type"], string>>> = {
  schedules: t`Nothing crosses the wire: what is worked out stays where it is. The secrets stand in the key schedule, byte for byte.`,
  recomputes: t`Nothing crosses the wire: Mallory works with her copies. The secrets stand in the key schedule, byte for byte.`,
  checks: t`No certificate was shown, so there is none to look into.`,
  challenges: t`The token is handed over beside the wire: its characters stand above.`,
  leaves: t`Nobody sends anything: somebody leaves.`,
  waits: t`Nobody sends anything: only the date has changed, and with it what certificates and lists are judged by.`,
  withholds: t`What should have come does not: there are no bytes to show.`,
  fetches: t`Nothing came, so there is nothing to look into.`,
  reports: t`The report is made beside the wire, in no format of TLS’s.`,
  turns: t`A switch was thrown. The bytes before it stay as they are; those after it will be others.`,
  acts: t`Done in the world, and not on the wire: TLS’s work was over when the text was read.`,
  "gives-up": t`Nothing is sent any more: this end forgets its keys.`,
  ends: t`The run is over. Open any packet, key or certificate to see its bytes.`,
};
