import { CIPHER_SUITES, NAMED_GROUPS, type NamedGroupName, show } from "../codepoints.ts";
import type { KeyShareEntry } from "../extensions/types.ts";
import { illegal, refuse } from "../failure.ts";
import { MAX_INNER } from "../record/sizes.ts";
import type { Suite } from "../schedule/suites.ts";
import type { Offer } from "./offer.ts";
import type { ServerSettings } from "./settings.ts";
import type { Retry } from "./states.ts";

/** What a server chooses out of an offer, before it looks at PSKs and certificates. */
export type Parameters = Readonly<{
  suite: Suite;
  group: NamedGroupName;
  /** The client's share of the group; null where a HelloRetryRequest has to ask for it. */
  share: KeyShareEntry | null;
  alpn: string | null;
}>;

/**
 * Chooses cipher suite, group and application protocol, all in the server's order of preference (RFC 8446 §4.1.1,
 * RFC 7301 §3.2). After a HelloRetryRequest, suite and group stay what it said (§4.1.4).
 *
 * Of the common groups, one that already has a share is taken before all others: that saves a round trip, and the order
 * counts among those. A HelloRetryRequest asks only where no share is of any use.
 *
 * Refuses with handshake_failure, unrecognized_name (RFC 6066 §3) or no_application_protocol.
 */
export function choose(offer: Offer, settings: ServerSettings, retry: Retry | null): Parameters {
  const suite = retry?.suite ?? chooseSuite(offer, settings);
  checkServerName(offer.serverName, settings.serverNames);
  const alpn = chooseProtocol(offer.alpn, settings.alpn);
  const asked = retry?.group ?? null;
  const [group, share] = asked === null ? chooseGroup(offer, settings) : [asked, askedShare(offer, asked)];
  return { suite, group, share, alpn };
}

function chooseSuite(offer: Offer, settings: ServerSettings): Suite {
  const offered = offer.hello.cipherSuites;
  const suite = settings.suites.find(({ code }) => offered.includes(code));
  if (suite !== undefined) return suite;
  return refuse({
    code: "no-common-parameter",
    what: "cipher suite",
    offered: offered.map((code) => show(CIPHER_SUITES, code)),
    section: "RFC 8446 §4.1.1",
  });
}

function chooseGroup(offer: Offer, settings: ServerSettings): readonly [NamedGroupName, KeyShareEntry | null] {
  const common = settings.groups.filter((group) => offer.groups.includes(NAMED_GROUPS[group]));
  for (const group of common) {
    const share = shareOf(offer, group);
    if (share !== null) return [group, share];
  }
  const [group] = common;
  if (group !== undefined) return [group, null];
  return refuse({
    code: "no-common-parameter",
    what: "group",
    offered: offer.groups.map((code) => show(NAMED_GROUPS, code)),
    section: "RFC 8446 §4.1.1",
  });
}

/** §4.2.8: what we asked for, and nothing else. */
function askedShare(offer: Offer, group: NamedGroupName): KeyShareEntry {
  const share = shareOf(offer, group);
  if (share !== null && offer.shares.length === 1) return share;
  const found = offer.shares.map((entry) => show(NAMED_GROUPS, entry.group)).join(", ");
  return illegal(
    "ClientHello.extensions.key_share",
    found === "" ? "no share" : found,
    `one share, of ${group}`,
    "RFC 8446 §4.1.2",
  );
}

function shareOf(offer: Offer, group: NamedGroupName): KeyShareEntry | null {
  return offer.shares.find((share) => share.group === NAMED_GROUPS[group]) ?? null;
}

/** RFC 6066 §3. A client that names no server is taken: §9.2 leaves that to the server. */
function checkServerName(name: string | null, known: readonly string[] | null): void {
  if (name === null || known === null || known.includes(name.toLowerCase())) return;
  refuse({ code: "unrecognized-name", name, section: "RFC 6066 §3" });
}

/** RFC 7301 §3.2. Where one of the two has no list, there is no application protocol to agree on. */
function chooseProtocol(offered: readonly string[] | null, own: readonly string[]): string | null {
  if (offered === null || own.length === 0) return null;
  const protocol = own.find((name) => offered.includes(name));
  return protocol ?? refuse({ code: "no-application-protocol", offered, section: "RFC 7301 §3.2" });
}

/** The largest plaintext that each way may carry (RFC 8449 §4): what the client asked for, also where we don't ask. */
export function recordLimits(offer: Offer, settings: ServerSettings) {
  const { recordSizeLimit: asked } = offer;
  return {
    sending: Math.min(asked ?? MAX_INNER, MAX_INNER),
    receiving: asked === null ? MAX_INNER : (settings.recordSizeLimit ?? MAX_INNER),
  };
}
