import type { FrameOptions } from "../options.ts";
import { createBudget } from "./budget.ts";
import { H5P_HELLO, isOfH5p, slideIn } from "./dialects.ts";
import type { Host } from "./host.ts";
import type { Report } from "./reporter.ts";
import { readMessage } from "./schema.ts";
import { createVoice } from "./voice.ts";
import { createWorker, type Subject } from "./worker.ts";

export type Bridge = Readonly<{
  /** From now on it is spoken of this. What waited for a scene is answered when one stands. */
  turnTo: (subject: Subject) => void;
  report: Report;
  stop: () => void;
}>;

export type Ears = Readonly<{
  options: () => FrameOptions;
  /** The host wants it to play, whether it stands yet or not. */
  onPlay: () => void;
  /** In reveal.js: the slide came into view, or left it. */
  onSlide: (slide: "start" | "stop") => void;
}>;

/** More than this at once, and this many a second, are not even looked at. */
const ALLOWANCE = { burst: 200, perSecond: 200 };

/** Speaks with the page around the frame, by the protocol of `protocol.ts`. Nothing that comes in throws or piles up. */
export function createBridge(page: Window, host: Host, ears: Ears): Bridge {
  const isAffordable = createBudget(ALLOWANCE);
  const voice = createVoice(host, ears.options);
  const worker = createWorker(voice);

  function receive(message: MessageEvent<unknown>): void {
    if (!host.isHeard(message.source, message.origin)) return;
    // The budget comes before the first look: only a look makes the browser unpack what was sent.
    const afforded = isAffordable(performance.now());
    if (afforded === "over") voice.refuse(null, "too-many");
    if (afforded !== "taken") return;
    if (!hearDialect(message.data)) hear(message.data, message.origin);
  }

  function hear(data: unknown, origin: string): void {
    const read = readMessage(data);
    if (!read.ours) return;
    if (read.ok) {
      host.remember(origin);
      if (read.command.method === "play") ears.onPlay();
      worker.take(read.command);
    } else voice.refuse(read.id, read.code);
  }

  /** Whether it was of another kind of page. */
  function hearDialect(data: unknown): boolean {
    const { host: kind } = ears.options();
    if (kind === "reveal") {
      const slide = slideIn(data);
      if (slide !== null) ears.onSlide(slide);
      return slide !== null;
    }
    if (kind !== "h5p" || !isOfH5p(data)) return false;
    if (data.action === "ready") host.postToAnyone(H5P_HELLO);
    else voice.repeatHeight();
    return true;
  }

  page.addEventListener("message", receive);
  if (ears.options().host === "h5p") host.postToAnyone(H5P_HELLO);
  return {
    turnTo: worker.turnTo,
    report: voice.report,
    stop: () => {
      page.removeEventListener("message", receive);
      worker.turnTo({ status: "waiting" });
    },
  };
}
