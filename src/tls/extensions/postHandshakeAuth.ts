import { form, type Places } from "./form.ts";

const empty = form(
  "post_handshake_auth",
  () => ({ type: "post_handshake_auth" }),
  () => {},
);

/** post_handshake_auth (RFC 8446 §4.2.6): the extension is empty. */
export const postHandshakeAuth: Places = { CH: empty };
