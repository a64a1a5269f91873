import { messageForm } from "./form.ts";

/** EndOfEarlyData (RFC 8446 §4.5): it is empty. */
export const endOfEarlyData = messageForm(
  "end_of_early_data",
  "EndOfEarlyData",
  () => ({ type: "end_of_early_data" }),
  () => {},
);
