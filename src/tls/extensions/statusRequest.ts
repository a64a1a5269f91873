import type { Reader } from "../../bytes/reader.ts";
import { EXTENSIONS } from "../codepoints.ts";
import { illegal } from "../failure.ts";
import { type Form, form, type Places } from "./form.ts";
import { readList } from "./lists.ts";
import { sizeOf } from "./names.ts";

const OCSP = 1;

function showType(type: number): string {
  return type === OCSP ? "ocsp" : String(type);
}

const forOcsp = form(
  "status_request",
  (reader) => {
    reader.uint(1, "status_type", showType);
    const responder = () => reader.vector(2, "ResponderID", sizeOf, { min: 1 });
    const responders = readList(reader, 2, "responder_id_list", responder);
    return { type: "status_request", responders, requestExtensions: reader.vector(2, "request_extensions", sizeOf) };
  },
  (writer, { responders, requestExtensions }) => {
    writer.uint(1, OCSP).block(2, (list) => {
      for (const responder of responders) list.vector(2, responder);
    });
    writer.vector(2, requestExtensions);
  },
);

/** CertificateStatusRequest. A kind of status that we don't know is passed over, as if nothing had been asked. */
const asked: Form = {
  read(reader) {
    return reader.remaining === 0 || reader.peek(1, "status_type") === OCSP ? forOcsp.read(reader) : other(reader);
  },
  write: forOcsp.write,
};

function other(reader: Reader) {
  const data = reader.fixed(reader.remaining, "extension_data", sizeOf);
  return { type: "unread", code: EXTENSIONS.status_request, data } as const;
}

const answered = form(
  "certificate_status",
  (reader) => {
    const type = reader.uint(1, "status_type", showType);
    if (type !== OCSP) illegal(reader.pathOf("status_type"), String(type), "ocsp (1), as was asked", "RFC 6066 §8");
    return { type: "certificate_status", response: reader.vector(3, "OCSPResponse", sizeOf, { min: 1 }) };
  },
  (writer, { response }) => writer.uint(1, OCSP).vector(3, response),
);

/**
 * status_request (RFC 6066 §8): in ClientHello a wish for an OCSP response; in a CertificateEntry of the server that
 * response (RFC 8446 §4.4.2.1), unread: whether it is any good is for whoever judges the certificate. In a
 * CertificateRequest it is not read: we staple nothing to a client's certificate.
 */
export const statusRequest: Places = { CH: asked, CR: null, CT: answered };
