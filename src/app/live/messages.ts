import * as v from "valibot";

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const text = v.pipe(v.string(), v.maxLength(4096));
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** What the local server tells of its sockets. */
const message = v.variant("type", [
  v.object({
    type: v.literal("hello"),
    bob: v.nullable(port),
    folder: text,
    alice: v.nullable(v.object({ host: text, port, path: text })),
    ca: v.nullable(v.pipe(v.string(), v.maxLength(1_000_000))),
  }),
  v.object({ type: v.literal("opened"), id, way: v.picklist(["in", "out"]), address: v.nullable(text) }),
  v.object({ type: v.literal("bytes"), id, bytes: v.pipe(v.string(), v.base64()) }),
  v.object({ type: v.literal("ended"), id }),
  v.object({ type: v.literal("closed"), id, why: v.nullable(text) }),
  v.object({ type: v.literal("replaced") }),
]);

export type BridgeMessage = v.InferOutput<typeof message>;

/** Reads one line; null where it is no message that this page knows. */
export function readMessage(line: string): BridgeMessage | null {
  try {
    const read = v.safeParse(message, JSON.parse(line));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** The bytes of a message. */
export function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
