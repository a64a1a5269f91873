import { certificate } from "./certificate.ts";
import { certificateRequest } from "./certificateRequest.ts";
import { certificateVerify } from "./certificateVerify.ts";
import { clientHello } from "./clientHello.ts";
import { encryptedExtensions } from "./encryptedExtensions.ts";
import { endOfEarlyData } from "./endOfEarlyData.ts";
import { finished } from "./finished.ts";
import type { MessageForm } from "./form.ts";
import { keyUpdate } from "./keyUpdate.ts";
import { newSessionTicket } from "./newSessionTicket.ts";
import { serverHello } from "./serverHello.ts";
import type { HandshakeMessage } from "./types.ts";

/** The form of every handshake message that crosses the wire (RFC 8446 §4). */
export const MESSAGE_TABLE: Readonly<Record<HandshakeMessage["type"], MessageForm>> = {
  client_hello: clientHello,
  server_hello: serverHello,
  new_session_ticket: newSessionTicket,
  end_of_early_data: endOfEarlyData,
  encrypted_extensions: encryptedExtensions,
  certificate,
  certificate_request: certificateRequest,
  certificate_verify: certificateVerify,
  finished,
  key_update: keyUpdate,
};
