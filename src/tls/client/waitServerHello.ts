import type { NamedGroupName } from "../codepoints.ts";
import { NAMED_GROUPS, show } from "../codepoints.ts";
import { find } from "../extensions/find.ts";
import type { KeyShareEntry } from "../extensions/types.ts";
import { illegal, refuse } from "../failure.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { ServerHello } from "../messages/types.ts";
import { EarlySecret } from "../schedule/secrets.ts";
import type { Suite } from "../schedule/suites.ts";
import { checkServerHello } from "./checkServerHello.ts";
import { retry } from "./retry.ts";
import type { ClientStateOf, Offer, OfferedPsk } from "./states.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type KeyExchange = Readonly<{ group: NamedGroupName; shared: Bytes }>;

/** WAIT_SH (RFC 8446 §A.1): a HelloRetryRequest, once; else the ServerHello, and the handshake keys that follow of it. */
export async function waitServerHello(
  state: ClientStateOf<"WAIT_SH">,
  hello: Received<ServerHello>,
  conversation: Conversation,
): Promise<ClientStateOf<"WAIT_SH"> | ClientStateOf<"WAIT_EE">> {
  const { offer } = state;
  if (hello.message.retry && offer.retry !== null) refuseSecondRetry(state.name);
  const suite = checkServerHello(hello.message, offer);
  if (hello.message.retry) return retry(offer, hello, suite, conversation);
  const psk = selectedPsk(hello.message, offer, suite);
  const exchange = await agree(hello.message, offer, psk !== null);
  return enterHandshake(offer, hello, { suite, psk, exchange }, conversation);
}

function refuseSecondRetry(state: string): never {
  return refuse({
    code: "unexpected-message",
    state,
    found: "HelloRetryRequest, the second",
    wanted: ["server_hello"],
    section: "RFC 8446 §4.1.4",
  });
}

/** The PSK that the server took (§4.2.11); null: none. */
function selectedPsk(message: ServerHello, offer: Offer, suite: Suite): OfferedPsk | null {
  const extension = find(message.extensions, "pre_shared_key_selected");
  if (extension === null) return null;
  const { psk } = offer;
  const field = "ServerHello.extensions.pre_shared_key.selected_identity";
  const section = "RFC 8446 §4.2.11";
  if (psk === null || extension.selected !== 0)
    return illegal(field, `${extension.selected}`, "0, the only one", section);
  if (psk.suite.hash !== suite.hash) {
    return illegal("ServerHello.cipher_suite", suite.name, `a suite with the PSK's ${psk.suite.hash}`, section);
  }
  return psk;
}

/** The secret of the key exchange (§4.2.8), without which we don't go on, with a PSK or not. */
async function agree(message: ServerHello, offer: Offer, withPsk: boolean): Promise<KeyExchange> {
  const [entry] = find(message.extensions, "key_share")?.shares ?? [];
  if (entry === undefined) return refuseNoShare(withPsk);
  const own = offer.shares.find((share) => NAMED_GROUPS[share.group] === entry.group);
  if (own === undefined) {
    const field = "ServerHello.extensions.key_share.group";
    return illegal(field, show(NAMED_GROUPS, entry.group), "a group of our shares", "RFC 8446 §4.2.8");
  }
  const shared = await own.agree(entry.keyExchange);
  return shared === null ? refuseShare(entry) : { group: own.group, shared };
}

function refuseShare(entry: KeyShareEntry): never {
  const found = `${entry.keyExchange.length} bytes that are no public key`;
  const wanted = `a public key of ${show(NAMED_GROUPS, entry.group)}`;
  return illegal("ServerHello.extensions.key_share.key_exchange", found, wanted, "RFC 8446 §4.2.8.2");
}

function refuseNoShare(withPsk: boolean): never {
  if (!withPsk) {
    return refuse({
      code: "missing-extension",
      extension: "key_share",
      message: "ServerHello",
      section: "RFC 8446 §9.2",
    });
  }
  const field = "ServerHello.extensions";
  return illegal(field, "pre_shared_key without key_share", "psk_dhe_ke, as we offered", "RFC 8446 §4.2.9");
}

/** The handshake traffic secrets (§7.1), and the keys of them. */
function enterHandshake(
  offer: Offer,
  hello: Received<ServerHello>,
  chosen: Readonly<{ suite: Suite; psk: OfferedPsk | null; exchange: KeyExchange }>,
  conversation: Conversation,
): ClientStateOf<"WAIT_EE"> {
  const { setup } = offer;
  const { suite, psk, exchange } = chosen;
  const { transcript } = conversation;
  transcript.use(suite.hash);
  transcript.add(hello.bytes);
  conversation.setSuite(suite);
  const early = psk?.early ?? new EarlySecret(suite, null);
  if (psk === null) conversation.tell("early_secret", early.secret, null);
  const secret = early.handshake(exchange.shared);
  const hash = transcript.hash();
  const clientTraffic = secret.clientTraffic(hash);
  const serverTraffic = secret.serverTraffic(hash);
  conversation.tell("handshake_secret", secret.secret, null);
  conversation.tell("client_handshake_traffic_secret", clientTraffic, hash);
  conversation.tell("server_handshake_traffic_secret", serverTraffic, hash);
  conversation.readWith("handshake", serverTraffic);
  const mayTakeEarlyData = offer.earlyDataSent && psk !== null && offer.retry === null;
  if (!mayTakeEarlyData) conversation.writeWith("handshake", clientTraffic);
  const earlyData = !offer.earlyDataSent ? "none" : mayTakeEarlyData ? "sent" : "rejected";
  const { group } = exchange;
  const resumed = psk?.session ?? null;
  const retried = offer.retry !== null;
  const keys = { secret, clientTraffic, serverTraffic };
  return {
    name: "WAIT_EE",
    handshake: { setup, hello: offer.hello, suite, group, resumed, retried, earlyData, ...keys },
  };
}
