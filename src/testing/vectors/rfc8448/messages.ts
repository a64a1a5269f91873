import { fromHex } from "../../../bytes/hex.ts";
import { MessageAssembler } from "../../../tls/record/messages.ts";
import type { Side, Trace } from "./trace.ts";

/** A handshake message of a trace, with its 4-byte header. */
export type TraceMessage = Readonly<{ from: Side; type: number; bytes: Uint8Array<ArrayBuffer> }>;

/** The handshake messages of a trace, in the order of its records. */
export function messagesOf(trace: Trace): readonly TraceMessage[] {
  const found: TraceMessage[] = [];
  for (const { from, type, payload } of trace.records) {
    if (type !== "handshake") continue;
    const messages = new MessageAssembler(2 ** 16);
    messages.push(fromHex(payload));
    for (let bytes = messages.next(); bytes !== null; bytes = messages.next()) {
      found.push({ from, type: bytes[0] ?? 0, bytes });
    }
    if (messages.partial > 0) throw new Error("a record of the trace ends within a message");
  }
  return found;
}
