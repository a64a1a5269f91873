import type { Reader } from "../../bytes/reader.ts";
import { readExtensions, writeExtensions } from "../extensions/codec.ts";
import { readList } from "../extensions/lists.ts";
import { sizeOf } from "../extensions/names.ts";
import { messageForm } from "./form.ts";
import type { CertificateEntry } from "./types.ts";

function readEntry(reader: Reader): CertificateEntry {
  return reader.scope("CertificateEntry", () => ({
    data: reader.vector(3, "cert_data", sizeOf, { min: 1 }),
    extensions: readExtensions(reader, "CT"),
  }));
}

/** Certificate (RFC 8446 §4.4.2) with X.509 entries. Whether the list may be empty is the states' to check. */
export const certificate = messageForm(
  "certificate",
  "Certificate",
  (reader) => ({
    type: "certificate",
    context: reader.vector(1, "certificate_request_context", sizeOf),
    entries: readList(reader, 3, "certificate_list", () => readEntry(reader)),
  }),
  (writer, { context, entries }) => {
    writer.vector(1, context).block(3, (list) => {
      for (const { data, extensions } of entries) {
        list.vector(3, data);
        writeExtensions(list, "CT", extensions);
      }
    });
  },
);
