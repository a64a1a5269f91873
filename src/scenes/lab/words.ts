import { tellTls } from "../phrases/tls/tell.ts";
import type { StepWords } from "../types.ts";
import type { LabSetup } from "./setup.ts";

export const labWords = tellTls({});

/** Before the first step: what was chosen. */
export function openingOf(_setup: LabSetup): StepWords {
  return { title: "The lab", story: "Everything is chosen by you.", protocol: "TLS 1.3 (RFC 8446).", tick: "start" };
}

export const leavesOut: readonly string[] = [
  "A real client tries again after many a failure, with other settings or another address.",
];
