import { form, type Places } from "./form.ts";

const indicated = form(
  "early_data",
  () => ({ type: "early_data", maxEarlyData: null }),
  (_, { maxEarlyData }) => {
    if (maxEarlyData !== null) throw new RangeError("early_data has a size in NewSessionTicket only");
  },
);

const limited = form(
  "early_data",
  (reader) => ({
    type: "early_data",
    maxEarlyData: reader.uint(4, "max_early_data_size", (size) => `${size} bytes`),
  }),
  (writer, { maxEarlyData }) => {
    if (maxEarlyData === null) throw new RangeError("early_data has a size in NewSessionTicket");
    writer.uint(4, maxEarlyData);
  },
);

/** early_data (RFC 8446 §4.2.10). */
export const earlyData: Places = { CH: indicated, EE: indicated, NST: limited };
