import { sameSecret } from "../../crypto/hash.ts";
import { refuse } from "../failure.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { Finished } from "../messages/types.ts";
import { finishedData } from "../schedule/derive.ts";
import { giveTickets } from "./giveTickets.ts";
import type { ServerState, WaitFinished } from "./states.ts";

/** WAIT_FINISHED: the client's Finished (RFC 8446 §4.4.4) completes the handshake; tickets follow (§4.6.1). */
export async function waitFinished(
  { agreement }: WaitFinished,
  received: Received<Finished>,
  conversation: Conversation,
): Promise<ServerState> {
  const { suite, clientHandshake, clientApplication, main, negotiated } = agreement;
  const { transcript } = conversation;
  const expected = finishedData(suite, clientHandshake, transcript.hash());
  const { verifyData } = received.message;
  if (!sameSecret(expected, verifyData)) {
    return refuse({ code: "wrong-finished", expected, received: verifyData, section: "RFC 8446 §4.4.4" });
  }
  transcript.add(received.bytes);
  conversation.readWith("application", clientApplication);
  const hash = transcript.hash();
  const resumption = main.resumption(hash);
  conversation.tell("resumption_master_secret", resumption, hash);
  conversation.emit({ type: "connected", negotiated });
  await giveTickets(agreement, resumption, conversation);
  return { name: "CONNECTED" };
}
