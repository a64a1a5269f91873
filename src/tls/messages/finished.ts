import { sizeOf } from "../extensions/names.ts";
import { refuse } from "../failure.ts";
import { messageForm } from "./form.ts";

/** Finished (RFC 8446 §4.4.4): its size is that of the hash, so that it can't be read before a cipher suite is chosen. */
export const finished = messageForm(
  "finished",
  "Finished",
  (reader, { hashSize }) => {
    if (hashSize === undefined) {
      const wanted = ["client_hello", "server_hello"];
      refuse({
        code: "unexpected-message",
        state: "no cipher suite",
        found: "finished",
        wanted,
        section: "RFC 8446 §4.4.4",
      });
    }
    return { type: "finished", verifyData: reader.fixed(hashSize, "verify_data", sizeOf) };
  },
  (writer, { verifyData }) => writer.fixed(verifyData),
);
