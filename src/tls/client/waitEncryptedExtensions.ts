import { EXTENSIONS, show } from "../codepoints.ts";
import type { Negotiated } from "../config.ts";
import { codeOf, find } from "../extensions/find.ts";
import type { Extension } from "../extensions/types.ts";
import { illegal, refuse } from "../failure.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { EncryptedExtensions } from "../messages/types.ts";
import { MAX_INNER } from "../record/sizes.ts";
import type { ClientStateOf, Handshake } from "./states.ts";

type Extensions = readonly Extension[];

/** WAIT_EE (RFC 8446 §A.1, §4.3.1): what the server answers to our extensions, early data among them. */
export async function waitEncryptedExtensions(
  state: ClientStateOf<"WAIT_EE">,
  received: Received<EncryptedExtensions>,
  conversation: Conversation,
): Promise<ClientStateOf<"WAIT_CERT_CR"> | ClientStateOf<"WAIT_FINISHED">> {
  const { message, bytes } = received;
  const { extensions } = message;
  checkAsked(extensions, state.handshake);
  const alpn = protocolOf(extensions, state.handshake);
  const recordSizeLimit = limitsOf(extensions, state.handshake);
  const handshake = settleEarlyData(extensions, alpn, state.handshake, conversation);
  conversation.transcript.add(bytes);
  conversation.limitRecords(recordSizeLimit);
  const settled = { handshake, alpn, recordSizeLimit };
  const { resumed } = handshake;
  if (resumed === null) return { name: "WAIT_CERT_CR", settled };
  return { name: "WAIT_FINISHED", settled, request: null, proven: { peer: resumed.peer, scheme: null } };
}

/** Answers only to what was asked (§4.2): also supported_groups, which is information for the next time (§4.2.7). */
function checkAsked(extensions: Extensions, handshake: Handshake): void {
  const asked = handshake.hello.extensions.map(codeOf);
  for (const extension of extensions) {
    if (asked.includes(codeOf(extension))) continue;
    refuse({
      code: "unsupported-extension",
      extension: show(EXTENSIONS, codeOf(extension)),
      message: "EncryptedExtensions",
      section: "RFC 8446 §4.2",
    });
  }
}

/** RFC 7301 §3.2: one of those that we offered. */
function protocolOf(extensions: Extensions, handshake: Handshake): string | null {
  const extension = find(extensions, "application_layer_protocol_negotiation");
  if (extension === null) return null;
  const [protocol = ""] = extension.protocols;
  if (handshake.setup.alpn.includes(protocol)) return protocol;
  const field = "EncryptedExtensions.extensions.application_layer_protocol_negotiation";
  return illegal(field, JSON.stringify(protocol), "a protocol that we offered", "RFC 7301 §3.2");
}

/** RFC 8449 §4: in force where both ends say it; each way as the receiver asked. */
function limitsOf(extensions: Extensions, handshake: Handshake): Negotiated["recordSizeLimit"] {
  const extension = find(extensions, "record_size_limit");
  if (extension === null) return { sending: MAX_INNER, receiving: MAX_INNER };
  return { sending: Math.min(extension.limit, MAX_INNER), receiving: handshake.setup.recordSizeLimit ?? MAX_INNER };
}

/** §4.2.10: taken only with the session's first PSK, suite and application protocol. Else we go on as if none was sent. */
function settleEarlyData(
  extensions: Extensions,
  alpn: string | null,
  handshake: Handshake,
  conversation: Conversation,
): Handshake {
  const accepted = find(extensions, "early_data") !== null;
  const { earlyData, resumed, suite } = handshake;
  if (accepted && (earlyData !== "sent" || resumed?.suite !== suite.name || resumed.alpn !== alpn)) {
    const wanted = "the session's PSK, cipher suite and application protocol";
    illegal("EncryptedExtensions.extensions.early_data", "accepted with others", wanted, "RFC 8446 §4.2.10");
  }
  if (earlyData === "none") return handshake;
  conversation.emit({ type: "early-data", accepted });
  if (earlyData === "sent" && !accepted) conversation.writeWith("handshake", handshake.clientTraffic);
  return { ...handshake, earlyData: accepted ? "accepted" : "rejected" };
}
