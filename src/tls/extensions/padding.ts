import { illegal } from "../failure.ts";
import { form, type Places } from "./form.ts";
import { sizeOf } from "./names.ts";

const zeros = form(
  "padding",
  (reader) => {
    if (reader.remaining === 0) return { type: "padding", size: 0 };
    const bytes = reader.fixed(reader.remaining, "zeros", sizeOf);
    if (bytes.some((byte) => byte !== 0)) illegal(reader.pathOf("zeros"), "other bytes", "zero bytes", "RFC 7685 §3");
    return { type: "padding", size: bytes.length };
  },
  (writer, { size }) => writer.fixed(new Uint8Array(size)),
);

/** padding (RFC 7685 §3). */
export const padding: Places = { CH: zeros };
