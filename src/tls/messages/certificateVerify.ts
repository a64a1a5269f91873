import { showScheme, sizeOf } from "../extensions/names.ts";
import { messageForm } from "./form.ts";

/** CertificateVerify (RFC 8446 §4.4.3). */
export const certificateVerify = messageForm(
  "certificate_verify",
  "CertificateVerify",
  (reader) => ({
    type: "certificate_verify",
    scheme: reader.uint(2, "algorithm", showScheme),
    signature: reader.vector(2, "signature", sizeOf),
  }),
  (writer, { scheme, signature }) => writer.uint(2, scheme).vector(2, signature),
);
