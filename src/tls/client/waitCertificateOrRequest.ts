import { find } from "../extensions/find.ts";
import { illegal, refuse } from "../failure.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import { expectMessage, isA } from "../handshake/expect.ts";
import type { CertificateRequest } from "../messages/types.ts";
import type { ClientStateOf, Request } from "./states.ts";
import { waitCertificate } from "./waitCertificate.ts";

/** WAIT_CERT_CR (RFC 8446 §A.1): the server's Certificate, or first its request for ours. */
export async function waitCertificateOrRequest(
  state: ClientStateOf<"WAIT_CERT_CR">,
  received: Received,
  conversation: Conversation,
): Promise<ClientStateOf<"WAIT_CERT"> | ClientStateOf<"WAIT_CV">> {
  const { settled } = state;
  if (!isA(received, "certificate_request")) {
    const certificate = expectMessage(received, "certificate");
    return waitCertificate({ name: "WAIT_CERT", settled, request: null }, certificate, conversation);
  }
  const request = requestOf(received.message);
  conversation.transcript.add(received.bytes);
  return { name: "WAIT_CERT", settled, request };
}

/** RFC 8446 §4.3.2. Extensions in it that we don't know are passed over. */
function requestOf(message: CertificateRequest): Request {
  if (message.context.length > 0) {
    const field = "CertificateRequest.certificate_request_context";
    illegal(field, `${message.context.length} bytes`, "empty in the handshake", "RFC 8446 §4.3.2");
  }
  const schemes = find(message.extensions, "signature_algorithms")?.schemes;
  if (schemes === undefined) {
    return refuse({
      code: "missing-extension",
      extension: "signature_algorithms",
      message: "CertificateRequest",
      section: "RFC 8446 §4.3.2",
    });
  }
  return { schemes, authorities: find(message.extensions, "certificate_authorities")?.authorities ?? [] };
}
