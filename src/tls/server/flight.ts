import { NAMED_GROUPS } from "../codepoints.ts";
import type { Negotiated } from "../config.ts";
import type { KeyShareEntry } from "../extensions/types.ts";
import { illegal } from "../failure.ts";
import { type Choice as Credential, sendCertificate, sendCertificateVerify } from "../handshake/authenticate.ts";
import type { Conversation } from "../handshake/conversation.ts";
import { finishedData } from "../schedule/derive.ts";
import { EarlySecret, type HandshakeSecret, type MainSecret } from "../schedule/secrets.ts";
import { certificateRequest, encryptedExtensions, serverHello } from "./answers.ts";
import { earlyDataTaken, earlyTraffic, offersEarlyData, passOverEarlyData } from "./earlyData.ts";
import { type Parameters, recordLimits } from "./negotiate.ts";
import type { Offer } from "./offer.ts";
import type { Resumption } from "./resume.ts";
import type { ServerSettings } from "./settings.ts";
import type { Retry, ServerState } from "./states.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Traffic = Readonly<{ client: Bytes; server: Bytes }>;

/** All that was settled before we answer a ClientHello. Either `resumption` or `credential` is null, not both. */
export type Settled = Readonly<{
  settings: ServerSettings;
  offer: Offer;
  parameters: Parameters;
  /** The client's share of the group. */
  share: KeyShareEntry;
  retry: Retry | null;
  resumption: Resumption | null;
  credential: Credential | null;
}>;

/**
 * Our whole flight (RFC 8446 §2): ServerHello, EncryptedExtensions, CertificateRequest where the client is to
 * authenticate, Certificate and CertificateVerify but for a resumed session, Finished. From there on we write with the
 * application's keys and read the client's flight: early data first, where it is taken.
 *
 * @param encoded the ClientHello with its header; it is added to the transcript here
 */
export async function answerHello(settled: Settled, encoded: Bytes, conversation: Conversation): Promise<ServerState> {
  const { settings, offer, parameters, resumption } = settled;
  const early = resumption?.early ?? new EarlySecret(parameters.suite, null);
  if (resumption === null) conversation.tell("early_secret", early.secret, null);
  conversation.transcript.add(encoded);
  const taken = earlyDataTaken(offer, resumption, parameters, settings, conversation.now());
  const earlySecret = taken === null ? null : earlyTraffic(early, conversation);

  const handshake = early.handshake(await sendServerHello(settled, conversation));
  const traffic = handshakeTraffic(handshake, conversation);
  conversation.setSuite(parameters.suite);
  conversation.writeWith("handshake", traffic.server);
  if (earlySecret !== null) {
    conversation.readWith("early", earlySecret);
    conversation.emit({ type: "early-data", accepted: true });
  } else {
    conversation.readWith("handshake", traffic.client);
    if (offer.earlyData) passOverEarlyData(settings, conversation);
  }

  const negotiated = negotiatedOf(settled, taken !== null);
  conversation.limitRecords(negotiated.recordSizeLimit);
  const asksClient = settings.clientAuthentication !== "none" && resumption === null;
  await sendParameters(settled, negotiated, asksClient, traffic.server, conversation);

  const main = handshake.main();
  const application = applicationTraffic(main, conversation);
  conversation.writeWith("application", application.server);
  const agreement = {
    settings,
    suite: parameters.suite,
    negotiated,
    clientHandshake: traffic.client,
    clientApplication: application.client,
    main,
    takesTickets: offer.takesTickets,
    authenticatedAt: resumption?.ticket.authenticatedAt ?? conversation.now(),
  };
  if (taken !== null) return { name: "WAIT_EOED", agreement, taken, left: taken };
  return { name: asksClient ? "WAIT_CERT" : "WAIT_FINISHED", agreement };
}

/** Sends ServerHello, and the dummy change_cipher_spec unless it went out before (§D.4); gives the shared secret. */
async function sendServerHello(settled: Settled, conversation: Conversation): Promise<Bytes> {
  const { offer, parameters, share, retry, resumption } = settled;
  const { group } = parameters;
  const answer = await conversation.chance.answer("server.key_share", group, share.keyExchange);
  if (answer === null) {
    const wanted = `a usable share of ${group}`;
    return illegal("ClientHello.extensions.key_share", `${share.keyExchange.length} bytes`, wanted, "RFC 8446 §4.2.8");
  }
  const random = await conversation.chance.random("server.random", 32);
  const own = { group: NAMED_GROUPS[group], keyExchange: answer.share };
  conversation.send(serverHello(offer.hello, random, parameters.suite, own, resumption?.index ?? null));
  if (offer.hello.legacySessionId.length > 0 && retry === null) conversation.sendChangeCipherSpec();
  return answer.secret;
}

/** What is sent under the handshake keys: EncryptedExtensions to Finished. */
async function sendParameters(
  settled: Settled,
  negotiated: Negotiated,
  asksClient: boolean,
  serverHandshake: Bytes,
  conversation: Conversation,
): Promise<void> {
  const { settings, offer, parameters, credential } = settled;
  conversation.send(encryptedExtensions(offer, settings, negotiated));
  if (asksClient) conversation.send(certificateRequest(settings));
  if (credential !== null) {
    const staple = offer.status ? (credential.identity.staple ?? null) : null;
    sendCertificate(conversation, new Uint8Array(), credential.identity, staple);
    await sendCertificateVerify(conversation, credential);
  }
  const verifyData = finishedData(parameters.suite, serverHandshake, conversation.transcript.hash());
  conversation.send({ type: "finished", verifyData });
}

/** The handshake traffic secrets; the transcript ends with ServerHello. */
function handshakeTraffic(handshake: HandshakeSecret, conversation: Conversation): Traffic {
  const hash = conversation.transcript.hash();
  const client = handshake.clientTraffic(hash);
  const server = handshake.serverTraffic(hash);
  conversation.tell("handshake_secret", handshake.secret, null);
  conversation.tell("client_handshake_traffic_secret", client, hash);
  conversation.tell("server_handshake_traffic_secret", server, hash);
  return { client, server };
}

/** The application traffic secrets and the exporter's; the transcript ends with our Finished. */
function applicationTraffic(main: MainSecret, conversation: Conversation): Traffic {
  const hash = conversation.transcript.hash();
  const client = main.clientTraffic(hash);
  const server = main.serverTraffic(hash);
  conversation.tell("master_secret", main.secret, null);
  conversation.tell("client_application_traffic_secret", client, hash);
  conversation.tell("server_application_traffic_secret", server, hash);
  conversation.tell("exporter_master_secret", main.exporter(hash), hash);
  return { client, server };
}

function negotiatedOf(settled: Settled, takesEarlyData: boolean): Negotiated {
  const { settings, offer, parameters, retry, resumption, credential } = settled;
  const rejected = offersEarlyData(offer, retry) ? "rejected" : "none";
  return {
    version: "TLS 1.3",
    suite: parameters.suite.name,
    group: parameters.group,
    alpn: parameters.alpn,
    serverName: offer.serverName,
    peerScheme: null,
    ownScheme: credential?.scheme ?? null,
    peer: resumption?.ticket.peer ?? null,
    resumed: resumption !== null,
    retried: retry !== null,
    earlyData: takesEarlyData ? "accepted" : rejected,
    recordSizeLimit: recordLimits(offer, settings),
  };
}
