import type { Recording } from "../sim/recording.ts";

let waiting: Recording | null = null;

/** Leaves a loaded recording for the next scene that is opened, which shall be its own. */
export function leaveRecording(recording: Recording): void {
  waiting = recording;
}

/** The recording that was left, if any. It stays until it is taken away. */
export function leftRecording(): Recording | null {
  return waiting;
}

export function takeAwayRecording(): void {
  waiting = null;
}
