import * as v from "valibot";
import { type CommandMessage, type FailureCode, type MessageId, NAMESPACE, VERSION } from "./protocol.ts";

/** What a host asks for, as far as it can be held against the protocol without knowing the scene. */
export type Command = DistributiveOmit<Required<CommandMessage>, "namespace" | "version" | "id"> &
  Readonly<{ /** null: no answer is wanted. */ id: MessageId | null }>;

export type Read =
  | Readonly<{ ours: true; ok: true; command: Command }>
  | Readonly<{ ours: true; ok: false; id: MessageId | null; code: FailureCode }>
  /** A page has all sorts of messages; this one is no business of ours. */
  | Readonly<{ ours: false }>;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const LONGEST_ID = 64;
const LONGEST_NAME = 128;
/** As long as an address may be. */
const LONGEST_STATE = 4096;

const idSchema = v.union([v.pipe(v.string(), v.maxLength(LONGEST_ID)), v.pipe(v.number(), v.safeInteger())]);
const nameSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_NAME));
const noArgs = v.optional(v.strictTuple([]), []);

const commandSchema = v.variant("method", [
  v.object({ method: v.literal("hello"), args: noArgs }),
  v.object({ method: v.literal("play"), args: noArgs }),
  v.object({ method: v.literal("pause"), args: noArgs }),
  v.object({ method: v.literal("next"), args: noArgs }),
  v.object({ method: v.literal("previous"), args: noArgs }),
  v.object({
    method: v.literal("seek"),
    args: v.strictTuple([v.union([nameSchema, v.pipe(v.number(), v.safeInteger(), v.minValue(0))])]),
  }),
  v.object({ method: v.literal("set-switch"), args: v.strictTuple([nameSchema, nameSchema]) }),
  v.object({ method: v.literal("set-depth"), args: v.strictTuple([v.picklist(["story", "protocol", "bytes"])]) }),
  v.object({ method: v.literal("set-eyes"), args: v.strictTuple([nameSchema]) }),
  v.object({ method: v.literal("get-state"), args: noArgs }),
  v.object({
    method: v.literal("set-state"),
    args: v.strictTuple([v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_STATE))]),
  }),
]);

const METHODS: readonly unknown[] = commandSchema.options.map((option) => option.entries.method.literal);

/** Longer than any list of arguments: what is longer is not looked into. */
const MOST_ARGUMENTS = 4;

const envelopeSchema = v.object({ namespace: v.literal(NAMESPACE), id: v.optional(v.unknown()) });

/**
 * Reads a message. Total, and at a cost that doesn't grow with the message: of what somebody sends, only the fields that
 * the protocol has are looked at, strings by their length, lists up to a handful, and nothing is gone into any deeper.
 */
export function readMessage(data: unknown): Read {
  const envelope = v.safeParse(envelopeSchema, data);
  if (!envelope.success || !isRecord(data)) return { ours: false };
  const id = v.safeParse(v.optional(v.nullable(idSchema), null), envelope.output.id);
  if (!id.success) return { ours: true, ok: false, id: null, code: "malformed" };
  const refuse = (code: FailureCode): Read => ({ ours: true, ok: false, id: id.output, code });
  const { version, method, args } = data;
  if (version !== VERSION) return refuse(typeof version === "number" ? "version" : "malformed");
  if (typeof method !== "string") return refuse("malformed");
  if (!METHODS.includes(method)) return refuse("unknown-method");
  if (Array.isArray(args) && args.length > MOST_ARGUMENTS) return refuse("bad-arguments");
  const command = v.safeParse(commandSchema, { method, args });
  return command.success
    ? { ours: true, ok: true, command: { ...command.output, id: id.output } }
    : refuse("bad-arguments");
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null;
}
