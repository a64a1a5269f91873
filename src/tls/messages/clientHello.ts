import { readExtensions, writeExtensions } from "../extensions/codec.ts";
import { readNumbers, writeNumbers } from "../extensions/lists.ts";
import { showSuite, showVersion, sizeOf } from "../extensions/names.ts";
import { messageForm, sized } from "./form.ts";

/**
 * ClientHello (RFC 8446 §4.1.2), also of clients before TLS 1.3: they may send no extensions at all, or fewer than the 8
 * bytes that TLS 1.3 always has. What TLS 1.3 wants of the legacy fields is the server's to check.
 */
export const clientHello = messageForm(
  "client_hello",
  "ClientHello",
  (reader) => ({
    type: "client_hello",
    legacyVersion: reader.uint(2, "legacy_version", showVersion),
    random: reader.fixed(32, "random"),
    legacySessionId: reader.vector(1, "legacy_session_id", sizeOf, { max: 32 }),
    cipherSuites: readNumbers(
      reader,
      2,
      "cipher_suites",
      { size: 2, name: "CipherSuite", show: showSuite },
      { min: 2 },
    ),
    legacyCompressionMethods: reader.vector(1, "legacy_compression_methods", showMethods, { min: 1 }),
    extensions: reader.remaining === 0 ? [] : readExtensions(reader, "CH", { min: 1 }),
  }),
  (writer, message) => {
    writer.uint(2, message.legacyVersion).fixed(sized(message.random, 32)).vector(1, message.legacySessionId);
    writeNumbers(writer, 2, 2, message.cipherSuites);
    writer.vector(1, message.legacyCompressionMethods);
    if (message.extensions.length > 0) writeExtensions(writer, "CH", message.extensions);
  },
);

function showMethods(methods: Uint8Array): string {
  return methods.length === 1 && methods[0] === 0 ? "null" : sizeOf(methods);
}
