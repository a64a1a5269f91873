import * as v from "valibot";
import { MOST_STEPS, recordingSchema } from "../../player/recordingSchema.ts";
import type { Recording } from "../../sim/recording.ts";

/**
 * What the two windows of a presentation say to each other. Each message is an envelope of one version, with the
 * presentation’s session and the window’s own number for it; what is inside is closed and bounded.
 */

export const APP = "between-alice-and-bob/present";
export const VERSION = 1;

const id = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,300}$/));
const sentence = v.pipe(v.string(), v.maxLength(2000));
const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_STEPS));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const size = v.pipe(v.number(), v.minValue(1), v.maxValue(20_000));
const speed = v.picklist([0.5, 1, 2, 4]);
const depth = v.picklist(["story", "protocol", "bytes"]);
const selection = v.nullable(
  v.strictObject({
    kind: v.picklist(["packet", "key", "certificate", "request", "status", "verdict", "actor"]),
    id,
  }),
);
const guesses = v.pipe(v.record(id, id), v.maxEntries(40));
/** Held to the shape that files are held to, and left as it came. */
const recording = v.custom<Recording>((value) => v.is(recordingSchema, value));
const cover = v.nullable(v.picklist(["black", "white"]));

/** What stands over the stage besides the scene itself. */
const room = v.strictObject({
  cover,
  /** Whether the code that leads a phone here is shown. */
  code: v.boolean(),
  /** The predictions whose answers the teacher lets come out of the run. */
  revealed: v.pipe(v.array(id), v.maxLength(40)),
});

/** A command that needs nothing else. */
const plain = v.strictObject({
  type: v.literal("do"),
  what: v.picklist(["next", "previous", "first", "last", "play", "pause", "togglePlay", "restart", "reveal"]),
});

/** What the presenter says. */
export const presenterBody = v.variant("type", [
  v.strictObject({ type: v.literal("hello") }),
  v.strictObject({ type: v.literal("ping") }),
  v.strictObject({ type: v.literal("bye") }),
  plain,
  v.strictObject({ type: v.literal("seek"), index }),
  v.strictObject({ type: v.literal("speed"), speed }),
  v.strictObject({ type: v.literal("depth"), depth }),
  v.strictObject({ type: v.literal("eyes"), eyes: id }),
  v.strictObject({ type: v.literal("select"), selection }),
  v.strictObject({ type: v.literal("switch"), switch: id, value: id }),
  v.strictObject({ type: v.literal("hops"), hops: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(40)) }),
  v.strictObject({ type: v.literal("guess"), prediction: id, option: id }),
  v.strictObject({ type: v.literal("dismiss"), index }),
  v.strictObject({ type: v.literal("cover"), cover }),
  v.strictObject({ type: v.literal("code"), open: v.boolean() }),
  v.strictObject({ type: v.literal("scene"), scene: id }),
  v.strictObject({
    type: v.literal("spot"),
    /** Where on the stage, as shares of its width and height; null: nowhere. */
    spot: v.nullable(v.strictObject({ kind: v.picklist(["laser", "light"]), x: share, y: share })),
  }),
  /** To an audience’s window that has been loaded again: what it showed. */
  v.strictObject({
    type: v.literal("held"),
    recording: v.nullable(recording),
    guesses,
    asking: v.nullable(id),
    room: v.nullable(room),
  }),
]);

/** What the audience’s window says. It owns the run. */
export const audienceBody = v.variant("type", [
  v.strictObject({
    type: v.literal("hello"),
    /** Whether it has just been loaded, and asks for what it showed. */
    wants: v.boolean(),
  }),
  v.strictObject({ type: v.literal("ping") }),
  v.strictObject({ type: v.literal("bye") }),
  /** It shows no scene at present: the start page, or something else. */
  v.strictObject({ type: v.literal("away") }),
  /** To another window that would be this presentation’s audience: there is one. */
  v.strictObject({ type: v.literal("taken") }),
  /** The teacher’s stopwatch begins anew. */
  v.strictObject({ type: v.literal("timer") }),
  v.strictObject({ type: v.literal("recording"), run: id, recording }),
  v.strictObject({
    type: v.literal("state"),
    /** Which recording it is about: the one that was sent under this name. */
    run: id,
    index,
    moving: v.boolean(),
    playing: v.boolean(),
    speed,
    depth,
    eyes: id,
    selection,
    asking: v.nullable(id),
    guesses,
    notices: v.pipe(v.array(sentence), v.maxLength(12)),
    recordingBusy: v.boolean(),
    live: v.boolean(),
    room,
    /** The stage’s size in CSS pixels; null where it is not on screen. */
    stage: v.nullable(v.strictObject({ width: size, height: size })),
  }),
]);

const head = v.object({
  app: v.literal(APP),
  version: v.literal(VERSION),
  session: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  role: v.picklist(["audience", "presenter"]),
  window: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  /** Rises by one with each message of a window. */
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  body: v.unknown(),
});

export type Role = "audience" | "presenter";
export type Head = v.InferOutput<typeof head>;
export type PresenterBody = v.InferOutput<typeof presenterBody>;
export type AudienceBody = v.InferOutput<typeof audienceBody>;
export type StateBody = Extract<AudienceBody, { type: "state" }>;
export type HeldBody = Extract<PresenterBody, { type: "held" }>;
export type SpotBody = Extract<PresenterBody, { type: "spot" }>;
export type Room = v.InferOutput<typeof room>;
export type Cover = Room["cover"];
export type Spot = NonNullable<SpotBody["spot"]>;

/** The envelope of a message; null where it is none of ours, or of another version. Its body is still unread. */
export function headOf(data: unknown): Head | null {
  const parsed = v.safeParse(head, data, { abortEarly: true });
  return parsed.success ? parsed.output : null;
}

/** What a presenter’s message says; null where it makes no sense. Not copied: recordings stay as they came. */
export function presenterBodyOf(body: unknown): PresenterBody | null {
  return v.is(presenterBody, body) ? body : null;
}

/** What an audience’s message says; null where it makes no sense. */
export function audienceBodyOf(body: unknown): AudienceBody | null {
  return v.is(audienceBody, body) ? body : null;
}
