import * as v from "valibot";
import { t } from "../language/t.ts";
import type { Recording } from "../sim/recording.ts";
import { recordingSchema } from "./recordingSchema.ts";
import { brokenReference } from "./references.ts";

/** The most characters that are read at all. */
export const LARGEST_FILE = 20_000_000;

export type Parsed = Readonly<{ ok: true; recording: Recording }> | Readonly<{ ok: false; sentence: string }>;

/**
 * Reads a recording from a file's text. Nothing is trusted: the shape is closed and bounded, and everything that it
 * names is in it. Never throws; what is wrong is said in one plain sentence.
 */
export function parseRecording(text: string): Parsed {
  if (text.length > LARGEST_FILE) return refuse(t`This file is too large to be a recording (more than 20 MB).`);
  const data = parseJson(text);
  if (data === undefined) return refuse(t`This file is not a recording: it is not JSON.`);
  const shape = v.safeParse(recordingSchema, data, { abortEarly: true });
  if (!shape.success) return refuse(sentenceOf(shape.issues[0]));
  const recording: Recording = shape.output;
  const broken = brokenReference(recording);
  if (broken !== null) return refuse(t`This recording is damaged: ${clean(broken)}.`);
  return { ok: true, recording };
}

/** A recording as the text of a file. Private keys and the story’s shared keys stand in it by fingerprint only; of a TLS
 * session its own secrets, which open nothing else, stand in it whole. */
export function serializeRecording(recording: Recording): string {
  return `${JSON.stringify(recording)}\n`;
}

function refuse(sentence: string): Parsed {
  return { ok: false, sentence };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  if (path === null || path === "format") return t`This file is not a recording of Between Alice and Bob.`;
  if (path === "version") return t`This recording was made by another version, which this page can’t read.`;
  return t`This recording is damaged: “${clean(path)}” is not as it should be.`;
}

/** Text of unknown origin as it can stand in a sentence. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\uFFFD").slice(0, 120);
}
