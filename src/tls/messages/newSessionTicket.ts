import { readExtensions, writeExtensions } from "../extensions/codec.ts";
import { sizeOf } from "../extensions/names.ts";
import { messageForm } from "./form.ts";

/**
 * Seven days, in seconds: no server may say more, and no client keeps a ticket longer whatever the server says
 * (RFC 8446 §4.6.1). A larger number is no reason to end a connection that works.
 */
export const LONGEST_LIFETIME = 604_800;

/** NewSessionTicket (RFC 8446 §4.6.1). */
export const newSessionTicket = messageForm(
  "new_session_ticket",
  "NewSessionTicket",
  (reader) => {
    return {
      type: "new_session_ticket",
      lifetime: reader.uint(4, "ticket_lifetime", (seconds) => `${seconds} s`),
      ageAdd: reader.uint(4, "ticket_age_add"),
      nonce: reader.vector(1, "ticket_nonce", sizeOf),
      ticket: reader.vector(2, "ticket", sizeOf, { min: 1 }),
      extensions: readExtensions(reader, "NST", { max: 0xfffe }),
    };
  },
  (writer, { lifetime, ageAdd, nonce, ticket, extensions }) => {
    writer.uint(4, lifetime).uint(4, ageAdd).vector(1, nonce).vector(2, ticket);
    writeExtensions(writer, "NST", extensions);
  },
);
