import type { Reader } from "../../bytes/reader.ts";
import { illegal } from "../failure.ts";
import { form, type Places } from "./form.ts";
import { fromLatin1, latin1 } from "./text.ts";

const SECTION = "RFC 6066 §3";
const HOST_NAME = 0;
const PRINTABLE = /^[!-~]+$/;

function readHostName(reader: Reader): string {
  const type = reader.uint(1, "name_type", (value) => (value === HOST_NAME ? "host_name" : String(value)));
  // RFC 6066 defines no other type, and RFC 8446 §6 calls an unknown enum illegal.
  if (type !== HOST_NAME) illegal(reader.pathOf("name_type"), String(type), "host_name (0)", SECTION);
  const name = latin1(reader.vector(2, "host_name", latin1, { min: 1 }));
  if (!PRINTABLE.test(name)) {
    illegal(reader.pathOf("host_name"), JSON.stringify(name.slice(0, 255)), "a DNS name in ASCII", SECTION);
  }
  return name;
}

const asked = form(
  "server_name",
  (reader) => {
    const read = () => {
      const name = readHostName(reader);
      if (reader.remaining > 0) illegal(reader.pathOf("host_name"), "a second name", "one host_name", SECTION);
      reader.note(() => name);
      return name;
    };
    return { type: "server_name", name: reader.block(2, "server_name_list", read) };
  },
  (writer, { name }) => {
    if (name === null || !PRINTABLE.test(name)) throw new RangeError(`${JSON.stringify(name)} is no name for SNI`);
    writer.block(2, (list) => list.uint(1, HOST_NAME).vector(2, fromLatin1(name)));
  },
);

/** The server's: that it used the name. */
const answered = form(
  "server_name",
  () => ({ type: "server_name", name: null }),
  (_, { name }) => {
    if (name !== null) throw new RangeError("a server's server_name is empty");
  },
);

/**
 * server_name (RFC 6066 §3): one host_name of printable ASCII in ClientHello, empty in the answer. The name is given as
 * it came: whether it is one of a host's is for whoever compares it.
 */
export const serverName: Places = { CH: asked, EE: answered };
