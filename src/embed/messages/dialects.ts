import * as v from "valibot";
import type { FrameOptions } from "../options.ts";
import type { EventDetails, EventName } from "./protocol.ts";

/**
 * What other kinds of pages are told in their own words, by `host=`. All of it is for anyone to hear: a height, that a
 * scene is over, that a key was pressed.
 */
export function inDialect<E extends EventName>(host: FrameOptions["host"], event: E, detail: EventDetails[E]): unknown {
  switch (host) {
    case null:
      return null;
    case "h5p":
      return "height" in detail ? { context: "h5p", action: "resize", scrollHeight: detail.height } : null;
    case "openlearning":
      if ("height" in detail) return JSON.stringify({ action: "resize", height: detail.height });
      return event === "complete" ? JSON.stringify({ action: "complete" }) : null;
    case "reveal":
      if (!("key" in detail) || detail.key === "escape") return null;
      return JSON.stringify({ method: detail.key === "next" ? "next" : "prev" });
  }
}

/** What H5P’s resizer wants to hear before it heeds any height. */
export const H5P_HELLO = { context: "h5p", action: "hello" } as const;

const h5pSchema = v.object({ context: v.literal("h5p"), action: v.picklist(["ready", "hello", "resize"]) });

/** Whether it is H5P’s resizer that speaks: it is there (`ready`), it heeds (`hello`), or its page has another width. */
export function isOfH5p(data: unknown): data is v.InferOutput<typeof h5pSchema> {
  return v.is(h5pSchema, data);
}

/** What reveal.js tells the frames of a slide that comes into view or leaves it; null: something else. */
export function slideIn(data: unknown): "start" | "stop" | null {
  if (data === "slide:start") return "start";
  return data === "slide:stop" ? "stop" : null;
}
