import { readExtensions, writeExtensions } from "../extensions/codec.ts";
import { sizeOf } from "../extensions/names.ts";
import { messageForm } from "./form.ts";

/** CertificateRequest (RFC 8446 §4.3.2). That it names signature algorithms is the client's to check. */
export const certificateRequest = messageForm(
  "certificate_request",
  "CertificateRequest",
  (reader) => ({
    type: "certificate_request",
    context: reader.vector(1, "certificate_request_context", sizeOf),
    extensions: readExtensions(reader, "CR", { min: 2 }),
  }),
  (writer, { context, extensions }) => {
    writer.vector(1, context);
    writeExtensions(writer, "CR", extensions);
  },
);
