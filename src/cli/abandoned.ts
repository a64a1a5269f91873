import { readFileSync } from "node:fs";

const EVERY = 1000;

/**
 * Calls once when npm, which started us, is gone. npm puts a shell between itself and a script, and that shell hands no
 * signals on: without this, ending `npm run bob` would leave Bob behind, on his port. Does nothing where it was not npm.
 */
export function whenAbandoned(call: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    call();
  }, EVERY);
  timer.unref();
}

/** Our parent and, where the system tells (Linux), its parent. */
function ancestors(): string {
  const { ppid } = process;
  try {
    // "pid (name) state ppid …"; the name may hold anything.
    const [, grandparent] = readFileSync(`/proc/${ppid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return `${ppid} ${grandparent}`;
  } catch {
    return String(ppid);
  }
}
