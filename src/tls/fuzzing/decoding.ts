import { DecodeError } from "../../bytes/reader.ts";
import { sameBytes } from "../../bytes/text.ts";
import { type ByteTree, leaves } from "../../bytes/tree.ts";
import { alertFor, Refused } from "../failure.ts";
import { decodeMessage, encodeMessage } from "../messages/codec.ts";
import { framesOf } from "./frames.ts";
import { type Recording, ROLES } from "./recording.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const HANDSHAKE = 22;
const FINISHED = 20;
/** Hashes of the suites, and no suite yet: Finished alone is read by that. */
const CONTEXTS = [{}, { hashSize: 32 }, { hashSize: 48 }] as const;

/**
 * What decoding these bytes does wrong; null: nothing. They are refused with an alert, or taken; what is taken is written
 * back to the byte, and its field tree covers each byte once. Nothing else may come of it.
 *
 * @param withTree whether the field tree is looked at too, which takes most of the time
 */
export function decode(bytes: Uint8Array, withTree: boolean): string | null {
  const contexts = bytes[0] === FINISHED ? CONTEXTS : CONTEXTS.slice(0, 1);
  for (const context of contexts) {
    const wrong = decodeIn(bytes, context, withTree);
    if (wrong !== null) return wrong;
  }
  return null;
}

function decodeIn(bytes: Uint8Array, context: { hashSize?: number }, withTree: boolean): string | null {
  try {
    const { message, tree } = decodeMessage(bytes, context);
    if (!sameBytes(encodeMessage(message), bytes)) return "what was read is written otherwise";
    return !withTree || isTiled(tree, bytes.length) ? null : "the field tree doesn't cover the message";
  } catch (error) {
    if (error instanceof DecodeError) return null;
    if (error instanceof Refused) return alertFor(error.failure) === "internal_error" ? error.failure.code : null;
    return `an exception: ${error instanceof Error ? error.stack : error}`;
  }
}

function isTiled(tree: ByteTree, size: number): boolean {
  let at = 0;
  for (const leaf of leaves(tree)) {
    if (leaf.start !== at) return false;
    at = leaf.end;
  }
  return at === size;
}

/** Every different handshake message of these recordings. */
export function messagesOf(library: readonly Recording[]): readonly Bytes[] {
  const all = new Map<string, Bytes>();
  for (const recording of library) {
    for (const to of ROLES) {
      for (const { type, content } of framesOf(recording, { to, attacker: "peer" })) {
        if (type === HANDSHAKE) all.set(content.join(), content);
      }
    }
  }
  return [...all.values()];
}

/** A message with each bit of it turned, each of its bytes set to what numbers begin and end with, and cut off anywhere. */
export function* variantsOf(message: Bytes): Generator<Bytes> {
  for (const [at, byte] of message.entries()) {
    for (let bit = 0; bit < 8; bit++) yield message.with(at, byte ^ (1 << bit));
    for (const value of [0x00, 0xff, (byte + 1) % 256, (byte + 255) % 256]) {
      if (value !== byte) yield message.with(at, value);
    }
    yield message.slice(0, at);
  }
}
