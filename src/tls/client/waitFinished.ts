import { sameSecret } from "../../crypto/hash.ts";
import type { SignatureSchemeName } from "../codepoints.ts";
import type { Negotiated } from "../config.ts";
import { refuse } from "../failure.ts";
import { chooseIdentity, sendCertificate, sendCertificateVerify } from "../handshake/authenticate.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { Finished } from "../messages/types.ts";
import { finishedData } from "../schedule/derive.ts";
import type { ClientStateOf, Handshake, Request } from "./states.ts";

/** WAIT_FINISHED (RFC 8446 §A.1, §4.4.4): the server's Finished, then our second flight and the application keys. */
export async function waitFinished(
  state: ClientStateOf<"WAIT_FINISHED">,
  finished: Received<Finished>,
  conversation: Conversation,
): Promise<ClientStateOf<"CONNECTED">> {
  const { handshake } = state.settled;
  const { suite } = handshake;
  const { transcript } = conversation;
  checkFinished(finished.message, handshake, conversation);
  transcript.add(finished.bytes);
  const main = handshake.secret.main();
  const hash = transcript.hash();
  const clientTraffic = main.clientTraffic(hash);
  const serverTraffic = main.serverTraffic(hash);
  conversation.tell("master_secret", main.secret, null);
  conversation.tell("client_application_traffic_secret", clientTraffic, hash);
  conversation.tell("server_application_traffic_secret", serverTraffic, hash);
  conversation.tell("exporter_master_secret", main.exporter(hash), hash);
  conversation.readWith("application", serverTraffic);
  const ownScheme = await sendFlight(handshake, state.request, conversation);
  conversation.writeWith("application", clientTraffic);
  const flightHash = transcript.hash();
  const resumption = main.resumption(flightHash);
  conversation.tell("resumption_master_secret", resumption, flightHash);
  const negotiated = negotiatedOf(state, ownScheme);
  conversation.emit({ type: "connected", negotiated });
  return { name: "CONNECTED", setup: handshake.setup, negotiated, suite, resumption, tickets: 0 };
}

function checkFinished(message: Finished, handshake: Handshake, conversation: Conversation): void {
  const expected = finishedData(handshake.suite, handshake.serverTraffic, conversation.transcript.hash());
  const received = message.verifyData;
  if (!sameSecret(expected, received)) {
    refuse({ code: "wrong-finished", expected, received, section: "RFC 8446 §4.4.4" });
  }
}

/** EndOfEarlyData, Certificate and CertificateVerify where they are due, and Finished. Gives the scheme that we signed with. */
async function sendFlight(
  handshake: Handshake,
  request: Request | null,
  conversation: Conversation,
): Promise<SignatureSchemeName | null> {
  const { setup, suite, clientTraffic, earlyData, retried } = handshake;
  if (earlyData === "accepted") {
    conversation.send({ type: "end_of_early_data" });
    conversation.writeWith("handshake", clientTraffic);
  }
  // In compatibility mode one has gone out already behind the first ClientHello with early data, or before the second.
  if (setup.compatibility && earlyData === "none" && !retried) conversation.sendChangeCipherSpec();
  const scheme = request === null ? null : await authenticate(handshake, request, conversation);
  const verifyData = finishedData(suite, clientTraffic, conversation.transcript.hash());
  conversation.send({ type: "finished", verifyData });
  return scheme;
}

/** Answers a CertificateRequest, with an empty Certificate where no identity fits (§4.4.2). */
async function authenticate(
  handshake: Handshake,
  request: Request,
  conversation: Conversation,
): Promise<SignatureSchemeName | null> {
  const { identities, schemes } = handshake.setup;
  const choice = chooseIdentity(identities, request.schemes, schemes, request.authorities);
  sendCertificate(conversation, new Uint8Array(), choice?.identity ?? null, null);
  if (choice === null) return null;
  await sendCertificateVerify(conversation, choice);
  return choice.scheme;
}

function negotiatedOf(state: ClientStateOf<"WAIT_FINISHED">, ownScheme: SignatureSchemeName | null): Negotiated {
  const { settled, proven } = state;
  const { handshake, alpn, recordSizeLimit } = settled;
  return {
    version: "TLS 1.3",
    suite: handshake.suite.name,
    group: handshake.group,
    alpn,
    serverName: handshake.setup.sni,
    peerScheme: proven.scheme,
    ownScheme,
    peer: proven.peer,
    resumed: handshake.resumed !== null,
    retried: handshake.retried,
    earlyData: handshake.earlyData === "sent" ? "rejected" : handshake.earlyData,
    recordSizeLimit,
  };
}
