import { acceptCertificateVerify } from "../handshake/authenticate.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { CertificateVerify } from "../messages/types.ts";
import type { ClientStateOf } from "./states.ts";

/** WAIT_CV (RFC 8446 §A.1, §4.4.3): the server shows that it holds the certificate's key. */
export async function waitCertificateVerify(
  state: ClientStateOf<"WAIT_CV">,
  verify: Received<CertificateVerify>,
  conversation: Conversation,
): Promise<ClientStateOf<"WAIT_FINISHED">> {
  const { settled, request, peer } = state;
  const { schemes } = settled.handshake.setup;
  const scheme = await acceptCertificateVerify(verify, peer, schemes, conversation);
  return { name: "WAIT_FINISHED", settled, request, proven: { peer, scheme } };
}
