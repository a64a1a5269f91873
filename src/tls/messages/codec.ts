import { DecodeError, Reader } from "../../bytes/reader.ts";
import { type ByteTree, laterTree } from "../../bytes/tree.ts";
import { Writer } from "../../bytes/writer.ts";
import { HANDSHAKE_TYPES, type HandshakeTypeName, nameOf, show } from "../codepoints.ts";
import { refuse } from "../failure.ts";
import type { DecodeContext, MessageForm } from "./form.ts";
import { isRetryRandom } from "./retry.ts";
import { MESSAGE_TABLE } from "./table.ts";
import type { HandshakeMessage } from "./types.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * One handshake message (RFC 8446 §4) and its field tree, whose paths begin with the message's name. The tree is made
 * by the same decoder, in a second reading, when somebody first looks into it.
 *
 * @param bytes exactly one message, with its 4-byte header
 * @throws DecodeError where the bytes are not such a message; Refused for what is well formed and forbidden
 *   (illegal-parameter), for an unknown type or a Finished before any cipher suite (unexpected-message), and for lists
 *   that no peer needs (too-much)
 */
export function decodeMessage(
  bytes: Uint8Array,
  context: DecodeContext = {},
): Readonly<{ message: HandshakeMessage; tree: ByteTree }> {
  const form = formOf(bytes);
  const name = nameAs(bytes, form.name);
  const reader = new Reader(bytes, name, false);
  const message = readMessage(reader, form, context);
  reader.finish();
  // The caller may go on using its buffer before the tree is looked at.
  const own = bytes.slice();
  return { message, tree: laterTree(name, own.length, () => readTree(own, name, form, context)) };
}

function readTree(bytes: Uint8Array, name: string, form: MessageForm, context: DecodeContext): ByteTree {
  const reader = new Reader(bytes, name);
  readMessage(reader, form, context);
  return reader.finish();
}

function readMessage(reader: Reader, form: MessageForm, context: DecodeContext): HandshakeMessage {
  reader.uint(1, "msg_type", (code) => show(HANDSHAKE_TYPES, code, 2));
  const size = reader.uint(3, "length");
  return reader.within(size, () => form.read(reader, context));
}

function formOf(bytes: Uint8Array): MessageForm {
  if (bytes.length === 0) throw new DecodeError("Handshake.msg_type", 0, "1 bytes, but 0 are left");
  const type = typeOf(bytes);
  return type === null || type === "message_hash" ? refuseType(bytes) : MESSAGE_TABLE[type];
}

/** The message's bytes, with its 4-byte header (RFC 8446 §4). Throws RangeError where a field's value does not fit. */
export function encodeMessage(message: HandshakeMessage): Bytes {
  return new Writer()
    .uint(1, HANDSHAKE_TYPES[message.type])
    .block(3, (body) => MESSAGE_TABLE[message.type].write(body, message))
    .finish();
}

/** The type of a message that begins with these bytes; null where there is none or it is unknown (RFC 8446 §4). */
export function typeOf(bytes: Uint8Array): HandshakeTypeName | null {
  const [code] = bytes;
  return code === undefined ? null : nameOf(HANDSHAKE_TYPES, code);
}

function refuseType(bytes: Uint8Array): never {
  return refuse({
    code: "unexpected-message",
    state: "any",
    found: show(HANDSHAKE_TYPES, bytes[0] ?? 0, 2),
    wanted: Object.keys(MESSAGE_TABLE),
    section: "RFC 8446 §4",
  });
}

/** The root of the tree. A HelloRetryRequest has the type of ServerHello and is told by its random alone (§4.1.4). */
function nameAs(bytes: Uint8Array, name: string): string {
  return name === "ServerHello" && isRetryRandom(bytes.subarray(6, 38)) ? "HelloRetryRequest" : name;
}
