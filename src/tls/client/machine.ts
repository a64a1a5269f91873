import type { HandshakeTypeName } from "../codepoints.ts";
import type { ClientConfig } from "../config.ts";
import { refuse } from "../failure.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import { expectMessage } from "../handshake/expect.ts";
import type { Machine } from "../handshake/machine.ts";
import { connected } from "./connected.ts";
import { setupOf } from "./setup.ts";
import { start } from "./start.ts";
import type { ClientState } from "./states.ts";
import { waitCertificate } from "./waitCertificate.ts";
import { waitCertificateOrRequest } from "./waitCertificateOrRequest.ts";
import { waitCertificateVerify } from "./waitCertificateVerify.ts";
import { waitEncryptedExtensions } from "./waitEncryptedExtensions.ts";
import { waitFinished } from "./waitFinished.ts";
import { waitServerHello } from "./waitServerHello.ts";

/** RFC 8446 §A.1: what each state takes. */
const WANTED: Readonly<Record<ClientState["name"], readonly HandshakeTypeName[]>> = {
  START: [],
  WAIT_SH: ["server_hello"],
  WAIT_EE: ["encrypted_extensions"],
  WAIT_CERT_CR: ["certificate_request", "certificate"],
  WAIT_CERT: ["certificate"],
  WAIT_CV: ["certificate_verify"],
  WAIT_FINISHED: ["finished"],
  CONNECTED: ["new_session_ticket"],
};

/** The client's handshake (RFC 8446 §A.1). Throws RangeError where the configuration contradicts itself. */
export function clientMachine(config: ClientConfig): Machine<ClientState> {
  return {
    role: "client",
    initial: { name: "START", setup: setupOf(config) },
    wants: (state) => WANTED[state.name],
    start: async (state, conversation) => (state.name === "START" ? start(state, conversation) : state),
    step,
    earlyData: async (state) => refuseData(state),
    mayWrite: () => false,
  };
}

async function step(state: ClientState, received: Received, conversation: Conversation): Promise<ClientState> {
  switch (state.name) {
    case "START":
      throw new Error("START takes no message");
    case "WAIT_SH":
      return waitServerHello(state, expectMessage(received, "server_hello"), conversation);
    case "WAIT_EE":
      return waitEncryptedExtensions(state, expectMessage(received, "encrypted_extensions"), conversation);
    case "WAIT_CERT_CR":
      return waitCertificateOrRequest(state, received, conversation);
    case "WAIT_CERT":
      return waitCertificate(state, expectMessage(received, "certificate"), conversation);
    case "WAIT_CV":
      return waitCertificateVerify(state, expectMessage(received, "certificate_verify"), conversation);
    case "WAIT_FINISHED":
      return waitFinished(state, expectMessage(received, "finished"), conversation);
    case "CONNECTED":
      return connected(state, expectMessage(received, "new_session_ticket"), conversation);
  }
}

/** A server has nothing to send to the application before its Finished. */
function refuseData(state: ClientState): never {
  const section = "RFC 8446 §A.1";
  return refuse({ code: "unexpected-record", state: state.name, found: "application_data", section });
}
