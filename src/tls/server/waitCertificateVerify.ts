import { acceptCertificateVerify } from "../handshake/authenticate.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { CertificateVerify } from "../messages/types.ts";
import type { ServerState, WaitCertificateVerify } from "./states.ts";

/** WAIT_CV: the client proves that it holds the key of its certificate (RFC 8446 §4.4.3). */
export async function waitCertificateVerify(
  { agreement, claimed }: WaitCertificateVerify,
  received: Received<CertificateVerify>,
  conversation: Conversation,
): Promise<ServerState> {
  const peerScheme = await acceptCertificateVerify(received, claimed, agreement.settings.schemes, conversation);
  const negotiated = { ...agreement.negotiated, peer: claimed, peerScheme };
  return { name: "WAIT_FINISHED", agreement: { ...agreement, negotiated } };
}
