import type { Command } from "./schema.ts";

/** What waits for its turn, the first first. */
export type Line = readonly Command[];

/** More than this never waits. */
export const LONGEST_LINE = 64;

export type Joined = Readonly<{
  line: Line;
  /** The command that is void now, if any: one that was overtaken, or the new one where there is no room. */
  gone: Readonly<{ command: Command; code: "superseded" | "too-many" }> | null;
}>;

/**
 * A line with one more command. Where it sets anew what the last in the line would set, it takes that one's place: a
 * thousand throws of one switch are one. Commands of other kinds between them keep their order, for a switch is thrown
 * at the step where it is thrown.
 */
export function join(line: Line, command: Command): Joined {
  const last = line.at(-1);
  if (last !== undefined && isOvertaken(last, command)) {
    return { line: [...line.slice(0, -1), command], gone: { command: last, code: "superseded" } };
  }
  if (line.length >= LONGEST_LINE) return { line, gone: { command, code: "too-many" } };
  return { line: [...line, command], gone: null };
}

function isOvertaken(last: Command, next: Command): boolean {
  switch (next.method) {
    case "seek":
    case "set-depth":
    case "set-eyes":
    case "set-state":
      return last.method === next.method;
    case "set-switch":
      return last.method === "set-switch" && last.args[0] === next.args[0];
    default:
      return false;
  }
}
