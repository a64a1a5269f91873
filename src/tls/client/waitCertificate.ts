import { codeOf } from "../extensions/find.ts";
import { refuse } from "../failure.ts";
import { acceptCertificate } from "../handshake/authenticate.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { Certificate } from "../messages/types.ts";
import type { ClientStateOf } from "./states.ts";

const NO_CONTEXT = new Uint8Array();

/** WAIT_CERT (RFC 8446 §A.1, §4.4.2): the server's Certificate, which the verifier judges. */
export async function waitCertificate(
  state: ClientStateOf<"WAIT_CERT">,
  certificate: Received<Certificate>,
  conversation: Conversation,
): Promise<ClientStateOf<"WAIT_CV">> {
  const { settled, request } = state;
  const asked = settled.handshake.hello.extensions.map(codeOf);
  const peer = await acceptCertificate(certificate, NO_CONTEXT, asked, conversation);
  if (peer !== null) return { name: "WAIT_CV", settled, request, peer };
  return refuse({
    code: "malformed",
    path: "Certificate.certificate_list",
    offset: 5,
    wanted: "at least one certificate, as every server has",
    section: "RFC 8446 §4.4.2.4",
  });
}
