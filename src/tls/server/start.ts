import { SIGNATURE_SCHEMES, show } from "../codepoints.ts";
import { refuse } from "../failure.ts";
import { type Choice as Credential, chooseIdentity } from "../handshake/authenticate.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { ClientHello } from "../messages/types.ts";
import { passOverEarlyData } from "./earlyData.ts";
import { answerHello } from "./flight.ts";
import { choose } from "./negotiate.ts";
import { missing, type Offer, readOffer } from "./offer.ts";
import { resume } from "./resume.ts";
import { askAgain, checkFirstHello, checkSecondHello } from "./retry.ts";
import type { ServerSettings } from "./settings.ts";
import type { Pass, ServerState, Start } from "./states.ts";

/**
 * START: takes a ClientHello (RFC 8446 §4.1.2) and answers it with our whole flight, or with a HelloRetryRequest, after
 * which it waits for the second one. On the way it passes RECVD_CH and NEGOTIATED of appendix A.2.
 */
export async function start(
  state: Start,
  received: Received<ClientHello>,
  conversation: Conversation,
  pass: Pass,
): Promise<ServerState> {
  const { settings, retry } = state;
  const { message: hello, bytes } = received;
  pass("RECVD_CH");
  if (retry !== null) checkSecondHello(hello, retry);
  const offer = readOffer(hello);
  if (retry === null) checkFirstHello(hello);
  const parameters = choose(offer, settings, retry);
  // With a PSK there may be no need of a certificate: that is known only once no HelloRetryRequest can follow.
  const certain = offer.psk === null ? chooseCredential(offer, settings) : null;
  const share = settings.cookie && retry === null ? null : parameters.share;
  if (share === null) {
    if (offer.earlyData) passOverEarlyData(settings, conversation);
    return askAgain(received, parameters, settings, conversation);
  }
  conversation.transcript.use(parameters.suite.hash);
  const resumption = await resume(offer, bytes, parameters, settings, conversation);
  const credential = resumption === null ? (certain ?? chooseCredential(offer, settings)) : null;
  pass("NEGOTIATED");
  const settled = { settings, offer, parameters, share, retry, resumption, credential };
  const next = await answerHello(settled, bytes, conversation);
  if (next.name !== "WAIT_EOED") pass("WAIT_FLIGHT2");
  return next;
}

/**
 * The certificate to show, and the scheme to sign with (§4.4.2.2): the first of our identities that fits the client's
 * signature_algorithms, which only a client that is resumed may leave out (§4.2.3); before others, one that is issued by
 * an authority which the client names (§4.2.4).
 */
function chooseCredential(offer: Offer, settings: ServerSettings): Credential {
  const { schemes } = offer;
  if (schemes === null) return missing("signature_algorithms", "RFC 8446 §4.2.3");
  const credential = chooseIdentity(settings.identities, schemes, settings.schemes, offer.authorities);
  if (credential !== null) return credential;
  return refuse({
    code: "no-common-parameter",
    what: "signature scheme",
    offered: schemes.map((scheme) => show(SIGNATURE_SCHEMES, scheme)),
    section: "RFC 8446 §4.4.2.2",
  });
}
