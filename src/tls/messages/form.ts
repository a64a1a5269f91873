import type { Reader } from "../../bytes/reader.ts";
import type { Writer } from "../../bytes/writer.ts";
import type { HandshakeTypeName } from "../codepoints.ts";
import type { HandshakeMessage } from "./types.ts";

/** What decoding has to know beside the bytes. */
export type DecodeContext = Readonly<{
  /** Bytes of the transcript's hash: the size of Finished. Left out: no cipher suite is chosen yet. */
  hashSize?: number;
}>;

/** The body of a handshake message, read and written: what stands behind the 4-byte header (RFC 8446 §4). */
export type MessageForm = Readonly<{
  /** As RFC 8446 spells it; the root of the field tree. */
  name: string;
  read(reader: Reader, context: DecodeContext): HandshakeMessage;
  /** Throws RangeError for a message of another type: that is a bug of ours. */
  write(writer: Writer, message: HandshakeMessage): void;
}>;

type MessageOf<T extends HandshakeMessage["type"]> = Extract<HandshakeMessage, { type: T }>;

function isMessage<T extends HandshakeMessage["type"]>(message: HandshakeMessage, type: T): message is MessageOf<T> {
  return message.type === type;
}

/** The form of one type of message. */
export function messageForm<T extends HandshakeMessage["type"] & HandshakeTypeName>(
  type: T,
  name: string,
  read: (reader: Reader, context: DecodeContext) => MessageOf<T>,
  write: (writer: Writer, message: MessageOf<T>) => void,
): MessageForm {
  return {
    name,
    read,
    write(writer, message) {
      if (!isMessage(message, type)) throw new RangeError(`${message.type} where ${type} stands`);
      write(writer, message);
    },
  };
}

/** The bytes, where they have the size that their field has. Throws RangeError otherwise: that is a bug of ours. */
export function sized(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new RangeError(`${bytes.length} bytes where ${size} stand`);
  return bytes;
}
