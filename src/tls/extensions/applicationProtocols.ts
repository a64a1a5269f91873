import type { Reader } from "../../bytes/reader.ts";
import type { Writer } from "../../bytes/writer.ts";
import { illegal } from "../failure.ts";
import { form, type Places } from "./form.ts";
import { readList } from "./lists.ts";
import { fromLatin1, latin1 } from "./text.ts";

function readNames(reader: Reader): string[] {
  const name = () => latin1(reader.vector(1, "ProtocolName", latin1, { min: 1 }));
  return readList(reader, 2, "protocol_name_list", name, { min: 2 });
}

function writeNames(writer: Writer, protocols: readonly string[]): void {
  writer.block(2, (list) => {
    for (const protocol of protocols) list.vector(1, fromLatin1(protocol));
  });
}

const offered = form(
  "application_layer_protocol_negotiation",
  (reader) => ({ type: "application_layer_protocol_negotiation", protocols: readNames(reader) }),
  (writer, { protocols }) => writeNames(writer, protocols),
);

const chosen = form(
  "application_layer_protocol_negotiation",
  (reader) => {
    const protocols = readNames(reader);
    if (protocols.length > 1) {
      const field = reader.pathOf("protocol_name_list");
      illegal(field, `${protocols.length} names`, "exactly one", "RFC 7301 §3.1");
    }
    return { type: "application_layer_protocol_negotiation", protocols };
  },
  (writer, { protocols }) => writeNames(writer, protocols),
);

/** application_layer_protocol_negotiation (RFC 7301 §3.1). Each character of a name is one byte. */
export const applicationProtocols: Places = { CH: offered, EE: chosen };
