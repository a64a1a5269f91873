import { illegal } from "../failure.ts";
import { messageForm } from "./form.ts";

const NOT_REQUESTED = 0;
const REQUESTED = 1;

/** KeyUpdate (RFC 8446 §4.6.3). */
export const keyUpdate = messageForm(
  "key_update",
  "KeyUpdate",
  (reader) => {
    const request = reader.uint(1, "request_update", showRequest);
    if (request !== NOT_REQUESTED && request !== REQUESTED) {
      illegal(reader.pathOf("request_update"), String(request), "0 or 1", "RFC 8446 §4.6.3");
    }
    return { type: "key_update", requestUpdate: request === REQUESTED };
  },
  (writer, { requestUpdate }) => writer.uint(1, requestUpdate ? REQUESTED : NOT_REQUESTED),
);

function showRequest(value: number): string {
  if (value === NOT_REQUESTED) return "update_not_requested";
  return value === REQUESTED ? "update_requested" : String(value);
}
