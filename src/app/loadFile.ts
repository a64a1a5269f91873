import { leaveRecording } from "../embed/leftRecording.ts";
import { visit } from "../embed/place.ts";
import { t } from "../language/t.ts";
import { cards } from "../scenes/catalog.ts";
import type { Recording } from "../sim/recording.ts";

/** A scene with a page of its own. */
const LAB = "lab";

/** Reads a recording file; a sentence where it is none, or none of a scene that there is. `here`: the one that is open. */
export async function readRecording(file: File, here?: string): Promise<Recording | string> {
  const { LARGEST_FILE, parseRecording } = await import("../player/recordingFile.ts");
  if (file.size > LARGEST_FILE) return t`This file is too large to be a recording (more than 20 MB).`;
  const text = await file.text().catch(() => null);
  if (text === null) return t`The file could not be read.`;
  const parsed = parseRecording(text);
  if (!parsed.ok) return parsed.sentence;
  const known = [here, LAB, ...cards.map(({ id }) => id)].includes(parsed.recording.scene);
  return known ? parsed.recording : t`This recording is of a scene that this page doesn’t have.`;
}

/** Goes to a recording's scene and shows it there. */
export function openRecording(recording: Recording): void {
  leaveRecording(recording);
  visit(recording.scene === LAB ? "#/lab" : `#/scene/${recording.scene}`);
}
