import { toHex } from "../../bytes/hex.ts";
import { concat } from "../../bytes/text.ts";
import { ALERTS, CONTENT_TYPES } from "../codepoints.ts";
import { alertFor } from "../failure.ts";
import type { Output } from "../output.ts";
import type { Call, End } from "./end.ts";
import type { Role } from "./scenarios.ts";
import { type Read, readAll } from "./witness.ts";

/** What no input may make a connection allocate in one call, beside as much as it was given. */
const MEBIBYTE = 2 ** 20;
const PER_PIECE = 2 ** 14;

/**
 * What an end did that it may never do, whatever comes: a peer's bytes lead to an alert that fits the failure, is really
 * sent and is the last word (RFC 8446 §6), or to a connection that goes on.
 *
 * @returns null where it did nothing of the kind
 */
export async function misconduct(end: End, role: Role): Promise<string | null> {
  if (end.thrown !== null) return `a method did not resolve: ${end.thrown}`;
  return allocation(end) ?? failedOnce(end) ?? (await lastWord(end, role)) ?? silence(end);
}

function allocation({ calls }: End): string | null {
  const most = calls.find((call) => excessOf(call) > MEBIBYTE + call.given);
  return most === undefined ? null : `${most.what} of ${most.given} bytes allocated ${most.allocated}`;
}

/**
 * Bytes that a call allocated, garbage included, less what is put down to each record and message: most of that is
 * WebCrypto's, and let go at once. (What is held, of whatever size, is measured in fuzzMemory.test.ts.)
 */
export function excessOf({ output, allocated }: Call): number {
  return allocated - PER_PIECE * output.events.filter(({ type }) => type === "record" || type === "message").length;
}

/** The event "failed" and the property tell the same, once; and no failure is of our own making. */
function failedOnce({ connection, events }: End): string | null {
  const told = events.flatMap((event) => (event.type === "failed" ? [event.failure] : []));
  const { failure } = connection;
  const isAlerted = events.some(
    (event) => event.type === "alert" && event.direction === "sent" && event.level === "fatal",
  );
  if (isAlerted && (failure === null || failure.code === "truncated"))
    return "a fatal alert without a failure of the peer's";
  if (failure === null) return told.length === 0 ? null : "failed was told, and there is no failure";
  if (told.length !== 1 || told[0] !== failure) return `${told.length} events of one failure`;
  return failure.code === "internal" ? `an exception inside: ${failure.why}` : null;
}

/** Reads what the end sent: at most one fatal alert, the failure's own, with nothing behind it. */
async function lastWord({ connection, calls, events }: End, role: Role): Promise<string | null> {
  const { failure } = connection;
  const bytes = concat(...calls.map(({ output }) => output.bytes));
  if (failure?.code === "truncated" || failure === null) return null;
  const read = await readAll(bytes, events, role);
  if (read === null) return `${failure.code}, and what was sent can't be read: ${toHex(bytes)}`;
  const fatal = read.filter(isFatal);
  const alert = wasClosed(calls) ? null : alertFor(failure);
  if (alert === null) return fatal.length === 0 ? null : `${failure.code} is answered with an alert`;
  const last = read.at(-1);
  const isRight = fatal.length === 1 && last !== undefined && isFatal(last) && last.content[1] === ALERTS[alert];
  return isRight
    ? null
    : `${failure.code} without ${alert} as the last word: ${toHex(last?.content ?? new Uint8Array())}`;
}

function isFatal({ type, content }: Read): boolean {
  return type === CONTENT_TYPES.alert && content.length === 2 && content[0] === 2;
}

/** We said that we would say nothing more, before it failed. */
function wasClosed(calls: End["calls"]): boolean {
  const failed = calls.findIndex(({ output }) => output.events.some(({ type }) => type === "failed"));
  return calls.slice(0, failed).some(({ what }) => what === "close");
}

/** After a failure, and after the end of the transport, nothing comes of any call. */
function silence({ calls }: End): string | null {
  const end = calls.find(({ what }) => what === "end");
  if (end !== undefined && end.output.bytes.length > 0) return "the end of the transport was answered";
  const over = calls.findIndex(
    ({ what, output }) => what === "end" || output.events.some(({ type }) => type === "failed"),
  );
  const loud = calls.slice(over + 1).find(({ output }) => !isNothing(output));
  return loud === undefined ? null : `${loud.what} gave something after the end`;
}

function isNothing({ bytes, events }: Output): boolean {
  return bytes.length === 0 && events.length === 0;
}
