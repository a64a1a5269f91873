import { refuse } from "../failure.ts";
import { acceptCertificate } from "../handshake/authenticate.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { Certificate } from "../messages/types.ts";
import type { ServerState, WaitCertificate } from "./states.ts";

/** Our CertificateRequest asks for no extension of a Certificate. */
const NOTHING_ASKED: readonly number[] = [];

/** WAIT_CERT: the client's certificates, or its word that it has none (RFC 8446 §4.4.2, §4.4.2.4). */
export async function waitCertificate(
  { agreement }: WaitCertificate,
  received: Received<Certificate>,
  conversation: Conversation,
): Promise<ServerState> {
  const claimed = await acceptCertificate(received, new Uint8Array(), NOTHING_ASKED, conversation);
  if (claimed !== null) return { name: "WAIT_CV", agreement, claimed };
  if (agreement.settings.clientAuthentication === "required") {
    return refuse({ code: "certificate-required", section: "RFC 8446 §4.4.2.4" });
  }
  return { name: "WAIT_FINISHED", agreement };
}
