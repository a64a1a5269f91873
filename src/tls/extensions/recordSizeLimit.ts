import { illegal } from "../failure.ts";
import { form, type Places } from "./form.ts";

const SMALLEST = 64;

const limit = form(
  "record_size_limit",
  (reader) => {
    const limit = reader.uint(2, "RecordSizeLimit", (size) => `${size} bytes`);
    if (limit < SMALLEST)
      illegal(reader.pathOf("RecordSizeLimit"), String(limit), `at least ${SMALLEST}`, "RFC 8449 §4");
    return { type: "record_size_limit", limit };
  },
  (writer, extension) => writer.uint(2, extension.limit),
);

/** record_size_limit (RFC 8449 §4). */
export const recordSizeLimit: Places = { CH: limit, EE: limit };
