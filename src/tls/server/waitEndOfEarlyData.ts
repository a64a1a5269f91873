import type { Conversation, Received } from "../handshake/conversation.ts";
import type { EndOfEarlyData } from "../messages/types.ts";
import type { Pass, ServerState, WaitEndOfEarlyData } from "./states.ts";

/**
 * WAIT_EOED: the early data is complete, and what follows is under the handshake keys (RFC 8446 §4.5). A session that is
 * resumed asks for no certificate, so only Finished is left.
 */
export async function waitEndOfEarlyData(
  { agreement }: WaitEndOfEarlyData,
  received: Received<EndOfEarlyData>,
  conversation: Conversation,
  pass: Pass,
): Promise<ServerState> {
  conversation.transcript.add(received.bytes);
  conversation.readWith("handshake", agreement.clientHandshake);
  pass("WAIT_FLIGHT2");
  return { name: "WAIT_FINISHED", agreement };
}
