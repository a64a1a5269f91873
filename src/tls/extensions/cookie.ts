import { form, type Places } from "./form.ts";
import { sizeOf } from "./names.ts";

const opaque = form(
  "cookie",
  (reader) => ({ type: "cookie", cookie: reader.vector(2, "cookie", sizeOf, { min: 1 }) }),
  (writer, { cookie }) => writer.vector(2, cookie),
);

/** cookie (RFC 8446 §4.2.2). */
export const cookie: Places = { CH: opaque, HRR: opaque };
