import type { NamedGroupName } from "../codepoints.ts";
import { VERSIONS } from "../codepoints.ts";
import type { ClientConfig, Identity, Session } from "../config.ts";
import { type Settings, settingsOf } from "../handshake/defaults.ts";
import { LONGEST_LIFETIME } from "../messages/newSessionTicket.ts";
import { SUITES, type Suite } from "../schedule/suites.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A client's configuration with its defaults filled in. */
export type Setup = Settings &
  Readonly<{
    /** Whom the client means to reach, DNS name or IP address; sessions are kept under it. */
    serverName: string | null;
    /** What server_name says; null: the extension is not sent. */
    sni: string | null;
    shares: readonly NamedGroupName[];
    alpn: readonly string[];
    identities: readonly Identity[];
    session: Session | null;
    earlyData: Bytes | null;
    /** Null: record_size_limit is not sent. */
    recordSizeLimit: number | null;
    /** Whether status_request is sent. */
    status: boolean;
    compatibility: boolean;
  }>;

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The version that every TLS 1.3 message states in its legacy_version (RFC 8446 §4.1.2). */
export const LEGACY_VERSION = VERSIONS["TLS 1.2"];

/** Fills in the defaults. Throws RangeError where the configuration contradicts itself: that is a bug of ours. */
export function setupOf(config: ClientConfig): Setup {
  const settings = settingsOf(config);
  const shares = config.shares ?? settings.groups.slice(0, 1);
  demand(settings.suites.length > 0, "no cipher suite to offer");
  demand(settings.groups.length > 0, "no group to offer");
  demand(settings.schemes.length > 0, "no signature scheme to offer");
  demand(inOrder(shares, settings.groups), "shares must be of the groups, in their order");
  return {
    ...settings,
    serverName: config.serverName,
    sni: sniOf(config.serverName),
    shares,
    alpn: config.alpn ?? [],
    identities: config.identities ?? [],
    session: config.session ?? null,
    earlyData: config.earlyData ?? null,
    recordSizeLimit: config.recordSizeLimit ?? null,
    status: config.status ?? false,
    compatibility: config.compatibility ?? true,
  };
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new RangeError(otherwise);
}

/** RFC 8446 §4.2.8: each share is of an offered group, and they stand in the same order, without repetition. */
function inOrder(shares: readonly NamedGroupName[], groups: readonly NamedGroupName[]): boolean {
  const places = shares.map((group) => groups.indexOf(group));
  return places.every((place, i) => place > (places[i - 1] ?? -1));
}

/** RFC 6066 §3: a DNS name without its last dot; IP addresses are not sent. */
function sniOf(name: string | null): string | null {
  if (name === null || name.includes(":") || IPV4.test(name)) return null;
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/**
 * The session to offer as a PSK (RFC 8446 §4.6.1, §4.2.11): of this server, not outlived, and of a suite whose hash one
 * of ours has. Null: none.
 */
export function usableSession(setup: Setup, now: number): Readonly<{ session: Session; suite: Suite }> | null {
  const { session } = setup;
  if (session === null || session.serverName !== setup.serverName) return null;
  const age = now - session.receivedAt;
  if (age < 0 || age > Math.min(session.lifetime, LONGEST_LIFETIME) * 1000) return null;
  // Else each session could be resumed from the one before, and the server's certificate would never be looked at again.
  if (now - session.authenticatedAt > LONGEST_LIFETIME * 1000) return null;
  const suite = SUITES[session.suite];
  return setup.suites.some((name) => SUITES[name].hash === suite.hash) ? { session, suite } : null;
}

/**
 * True where this early data may go with this session (RFC 8446 §4.2.10): the server takes as much, and suite and
 * application protocol of the session are offered again.
 */
export function allowsEarlyData(setup: Setup, session: Session): boolean {
  const { earlyData, suites, alpn } = setup;
  if (earlyData === null || earlyData.length === 0 || earlyData.length > session.maxEarlyData) return false;
  return suites.includes(session.suite) && (session.alpn === null || alpn.includes(session.alpn));
}
