import { NAMED_GROUPS, type NamedGroupName, nameOf, show } from "../codepoints.ts";
import { find } from "../extensions/find.ts";
import { illegal, refuse } from "../failure.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import type { ServerHello } from "../messages/types.ts";
import type { Suite } from "../schedule/suites.ts";
import { bind, clientHello } from "./hello.ts";
import { makeShares } from "./start.ts";
import type { ClientStateOf, Offer, OfferedPsk } from "./states.ts";

/** What a server can need to remember by us; a larger cookie would not leave room in the ClientHello. */
const LARGEST_COOKIE = 16384;

/**
 * HelloRetryRequest (RFC 8446 §4.1.4): the same ClientHello once more, changed as §4.1.2 allows: another share, the
 * cookie, no early data, a new binder, and no PSK whose hash isn't the suite's.
 *
 * @param suite the suite that it names, which was offered
 */
export async function retry(
  offer: Offer,
  received: Received<ServerHello>,
  suite: Suite,
  conversation: Conversation,
): Promise<ClientStateOf<"WAIT_SH">> {
  const { setup } = offer;
  const group = requestedGroup(offer, received.message);
  const cookie = cookieOf(received.message);
  if (group === null && cookie === null) {
    illegal("HelloRetryRequest.extensions", "nothing to change", "key_share or cookie", "RFC 8446 §4.1.4");
  }
  const { transcript } = conversation;
  transcript.use(suite.hash);
  transcript.restart();
  transcript.add(received.bytes);
  const shares = group === null ? offer.shares : await makeShares([group], conversation);
  const psk = offer.psk !== null && offer.psk.suite.hash === suite.hash ? offer.psk : null;
  const hello = secondHello(offer, { shares, cookie, psk }, conversation);
  if (offer.earlyDataSent) conversation.writePlain();
  else if (setup.compatibility) conversation.sendChangeCipherSpec();
  conversation.send(hello);
  return { name: "WAIT_SH", offer: { ...offer, hello, shares, psk, retry: suite } };
}

function secondHello(
  offer: Offer,
  change: Pick<Parameters<typeof clientHello>[1], "shares" | "cookie"> & Readonly<{ psk: OfferedPsk | null }>,
  conversation: Conversation,
) {
  const { psk } = change;
  const { random, legacySessionId: sessionId } = offer.hello;
  const offered = psk === null ? null : { offered: psk, now: conversation.now() };
  const open = clientHello(offer.setup, { ...change, random, sessionId, earlyData: false, psk: offered });
  return psk === null ? open : bind(open, psk, (truncated) => conversation.transcript.hashWith(truncated));
}

/** The group that the server wants a share of: one that we offered and sent no share of (§4.2.8). */
function requestedGroup(offer: Offer, message: ServerHello): NamedGroupName | null {
  const extension = find(message.extensions, "key_share_retry");
  if (extension === null) return null;
  const group = nameOf(NAMED_GROUPS, extension.group);
  const field = "HelloRetryRequest.extensions.key_share.selected_group";
  const section = "RFC 8446 §4.2.8";
  if (group === null || !offer.setup.groups.includes(group)) {
    return illegal(field, show(NAMED_GROUPS, extension.group), "a group of supported_groups", section);
  }
  if (offer.shares.some((share) => share.group === group)) {
    return illegal(field, group, "a group without a share so far", section);
  }
  return group;
}

function cookieOf(message: ServerHello) {
  const cookie = find(message.extensions, "cookie")?.cookie ?? null;
  if (cookie !== null && cookie.length > LARGEST_COOKIE) {
    refuse({ code: "too-much", what: "bytes of a cookie", limit: LARGEST_COOKIE, section: "RFC 8446 §4.2.2" });
  }
  return cookie;
}
