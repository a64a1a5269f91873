import type { Reader } from "../../bytes/reader.ts";
import { form, type Places } from "./form.ts";
import { readNumbers, writeNumbers } from "./lists.ts";
import { showScheme } from "./names.ts";

function readSchemes(reader: Reader): number[] {
  const item = { size: 2, name: "SignatureScheme", show: showScheme } as const;
  return readNumbers(reader, 2, "supported_signature_algorithms", item, { min: 2 });
}

const inSignatures = form(
  "signature_algorithms",
  (reader) => ({ type: "signature_algorithms", schemes: readSchemes(reader) }),
  (writer, { schemes }) => writeNumbers(writer, 2, 2, schemes),
);

const inCertificates = form(
  "signature_algorithms_cert",
  (reader) => ({ type: "signature_algorithms_cert", schemes: readSchemes(reader) }),
  (writer, { schemes }) => writeNumbers(writer, 2, 2, schemes),
);

/** signature_algorithms: what may stand in CertificateVerify (RFC 8446 §4.2.3). */
export const signatureAlgorithms: Places = { CH: inSignatures, CR: inSignatures };

/** signature_algorithms_cert: what may stand in certificates (RFC 8446 §4.2.3). */
export const signatureAlgorithmsCert: Places = { CH: inCertificates, CR: inCertificates };
