import { EXTENSIONS } from "../codepoints.ts";
import { type BlockPlace, readExtensions, writeExtensions } from "../extensions/codec.ts";
import { showSuite, showVersion, sizeOf } from "../extensions/names.ts";
import { messageForm, sized } from "./form.ts";
import { isRetryRandom } from "./retry.ts";

/**
 * ServerHello (RFC 8446 §4.1.3) and HelloRetryRequest (§4.1.4), also of servers before TLS 1.3: they send no
 * supported_versions, and what else they send follows other rules, so that it is kept unread.
 */
export const serverHello = messageForm(
  "server_hello",
  "ServerHello",
  (reader) => {
    const legacyVersion = reader.uint(2, "legacy_version", showVersion);
    const random = reader.fixed(32, "random");
    const retry = isRetryRandom(random);
    return {
      type: "server_hello",
      retry,
      legacyVersion,
      random,
      legacySessionIdEcho: reader.vector(1, "legacy_session_id_echo", sizeOf, { max: 32 }),
      cipherSuite: reader.uint(2, "cipher_suite", showSuite),
      legacyCompressionMethod: reader.uint(1, "legacy_compression_method", (method) =>
        method === 0 ? "null" : String(method),
      ),
      extensions: reader.remaining === 0 ? [] : readExtensions(reader, placeOf(reader.ahead, retry), { min: 1 }),
    };
  },
  (writer, message) => {
    if (message.retry !== isRetryRandom(message.random)) throw new RangeError("another random than `retry` says");
    writer.uint(2, message.legacyVersion).fixed(sized(message.random, 32)).vector(1, message.legacySessionIdEcho);
    writer.uint(2, message.cipherSuite).uint(1, message.legacyCompressionMethod);
    if (message.extensions.length > 0) writeExtensions(writer, message.retry ? "HRR" : "SH", message.extensions);
  },
);

function placeOf(extensions: Uint8Array, retry: boolean): BlockPlace {
  if (retry) return "HRR";
  return holds(extensions, EXTENSIONS.supported_versions) ? "SH" : "older";
}

/** Whether a block of extensions holds one of this number. Keeps nothing; what is malformed is found in reading. */
function holds(block: Uint8Array, code: number): boolean {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  for (let at = 2; at + 4 <= view.byteLength; at += 4 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === code) return true;
  }
  return false;
}
