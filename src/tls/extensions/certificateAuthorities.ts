import { form, type Places } from "./form.ts";
import { readList } from "./lists.ts";
import { sizeOf } from "./names.ts";

const names = form(
  "certificate_authorities",
  (reader) => {
    const name = () => reader.vector(2, "DistinguishedName", sizeOf, { min: 1 });
    return { type: "certificate_authorities", authorities: readList(reader, 2, "authorities", name, { min: 3 }) };
  },
  (writer, { authorities }) =>
    writer.block(2, (list) => {
      for (const authority of authorities) list.vector(2, authority);
    }),
);

/** certificate_authorities (RFC 8446 §4.2.4). */
export const certificateAuthorities: Places = { CH: names, CR: names };
