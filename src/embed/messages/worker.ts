import type { Player } from "../../player/store.ts";
import { factsOf } from "./facts.ts";
import { join, type Line } from "./line.ts";
import { obey } from "./obey.ts";
import { reportOn } from "./reporter.ts";
import type { Command } from "./schema.ts";
import type { Voice } from "./voice.ts";

/** What there is to speak of: a scene that stands, one that is still on its way, or none. */
export type Subject =
  | Readonly<{ status: "waiting" }>
  | Readonly<{ status: "failed"; sentence: string }>
  | Readonly<{ status: "open"; player: Player; begin: () => number }>;

export type Worker = Readonly<{
  /** Takes a command: it is obeyed and answered in its turn, once a scene stands. */
  take: (command: Command) => void;
  /** From now on it is worked on this. */
  turnTo: (subject: Subject) => void;
}>;

/** So long the host may keep the page busy before the page has its turn, in ms. */
const TURN_MS = 10;
const REST_MS = 16;

/** Obeys commands one after the other, with pauses in which the page moves on; tells what happens in the scene. */
export function createWorker(voice: Voice): Worker {
  let subject: Subject = { status: "waiting" };
  let line: Line = [];
  let isWorking = false;
  let stopReporting = (): void => undefined;

  function take(command: Command): void {
    if (subject.status === "failed") {
      voice.refuse(command.id, "not-open", subject.sentence);
      return;
    }
    const { line: longer, gone } = join(line, command);
    line = longer;
    if (gone !== null) voice.refuse(gone.command.id, gone.code);
    void work();
  }

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    try {
      let begun = performance.now();
      while (subject.status === "open") {
        const [command, ...rest] = line;
        if (command === undefined) return;
        line = rest;
        const answer = await obey(subject.player, subject.begin, command);
        if (answer.ok) voice.reply(command.id, answer.result);
        else voice.refuse(command.id, answer.code, answer.message);
        if (performance.now() - begun < TURN_MS) continue;
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
        begun = performance.now();
      }
    } finally {
      isWorking = false;
    }
  }

  function turnTo(next: Subject): void {
    stopReporting();
    stopReporting = () => undefined;
    subject = next;
    if (next.status === "open") {
      voice.report("ready", factsOf(next.player.store.getState()));
      stopReporting = reportOn(next.player, next.begin, voice.report);
      void work();
    } else if (next.status === "failed") {
      voice.refuse(null, "not-open", next.sentence);
      const waiting = line;
      line = [];
      for (const { id } of waiting) if (id !== null) voice.refuse(id, "not-open", next.sentence);
    }
  }

  return { take, turnTo };
}
