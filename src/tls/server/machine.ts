import type { HandshakeTypeName } from "../codepoints.ts";
import type { ServerConfig } from "../config.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import { expectMessage } from "../handshake/expect.ts";
import type { Machine } from "../handshake/machine.ts";
import { takeEarlyData } from "./earlyData.ts";
import { settle } from "./settings.ts";
import { start } from "./start.ts";
import type { Pass, ServerState } from "./states.ts";
import { waitCertificate } from "./waitCertificate.ts";
import { waitCertificateVerify } from "./waitCertificateVerify.ts";
import { waitEndOfEarlyData } from "./waitEndOfEarlyData.ts";
import { waitFinished } from "./waitFinished.ts";

const WANTS: Readonly<Record<ServerState["name"], readonly HandshakeTypeName[]>> = {
  START: ["client_hello"],
  WAIT_EOED: ["end_of_early_data"],
  WAIT_CERT: ["certificate"],
  WAIT_CV: ["certificate_verify"],
  WAIT_FINISHED: ["finished"],
  CONNECTED: [],
};

/** The server's handshake (RFC 8446 appendix A.2). */
export function serverMachine(config: ServerConfig): Machine<ServerState> {
  return {
    role: "server",
    initial: { name: "START", settings: settle(config), retry: null },
    wants: (state) => WANTS[state.name],
    start: async (state) => state,
    step,
    earlyData: async (state, data, conversation) => takeEarlyData(state, data, conversation),
    mayWrite,
  };
}

async function step(
  state: ServerState,
  received: Received,
  conversation: Conversation,
  pass: Pass,
): Promise<ServerState> {
  switch (state.name) {
    case "START":
      return start(state, expectMessage(received, "client_hello"), conversation, pass);
    case "WAIT_EOED":
      return waitEndOfEarlyData(state, expectMessage(received, "end_of_early_data"), conversation, pass);
    case "WAIT_CERT":
      return waitCertificate(state, expectMessage(received, "certificate"), conversation);
    case "WAIT_CV":
      return waitCertificateVerify(state, expectMessage(received, "certificate_verify"), conversation);
    case "WAIT_FINISHED":
      return waitFinished(state, expectMessage(received, "finished"), conversation);
    case "CONNECTED":
      throw new Error("a server that is connected takes no handshake message but KeyUpdate");
  }
}

/**
 * A server may write once its Finished is out (RFC 8446 §2). Where the client is to prove who it is, it waits for that:
 * nothing goes to a client that would have been refused.
 */
function mayWrite(state: ServerState): boolean {
  if (state.name === "START" || state.name === "CONNECTED") return state.name === "CONNECTED";
  const { settings, negotiated } = state.agreement;
  return negotiated.resumed || settings.clientAuthentication === "none";
}
