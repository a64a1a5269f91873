import type { NamedGroupName, SignatureSchemeName } from "../codepoints.ts";
import type { Identity, ServerConfig, TicketStore } from "../config.ts";
import { settingsOf, within } from "../handshake/defaults.ts";
import { LONGEST_LIFETIME } from "../messages/newSessionTicket.ts";
import { SUITES, type Suite } from "../schedule/suites.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A server's configuration with every default filled in. */
export type ServerSettings = Readonly<{
  suites: readonly Suite[];
  groups: readonly NamedGroupName[];
  schemes: readonly SignatureSchemeName[];
  alpn: readonly string[];
  /** Null: the extension is not sent. */
  recordSizeLimit: number | null;
  identities: readonly Identity[];
  /** In lower case; null: any name is taken. */
  serverNames: readonly string[] | null;
  clientAuthentication: "none" | "optional" | "required";
  certificateAuthorities: readonly Bytes[];
  tickets: TicketStore | null;
  ticketCount: number;
  /** Seconds. */
  ticketLifetime: number;
  /** Bytes. */
  maxEarlyData: number;
  cookie: boolean;
}>;

/** Fills in the defaults of config.ts. Throws RangeError where a number is out of its range: the caller's bug. */
export function settle(config: ServerConfig): ServerSettings {
  const { suites, groups, schemes } = settingsOf(config);
  const settings: ServerSettings = {
    suites: suites.map((name) => SUITES[name]),
    groups,
    schemes,
    alpn: config.alpn ?? [],
    recordSizeLimit: config.recordSizeLimit ?? null,
    identities: config.identities,
    serverNames: config.serverNames?.map((name) => name.toLowerCase()) ?? null,
    clientAuthentication: config.clientAuthentication ?? "none",
    certificateAuthorities: config.certificateAuthorities ?? [],
    tickets: config.tickets ?? null,
    ticketCount: config.ticketCount ?? 2,
    ticketLifetime: config.ticketLifetime ?? 7200,
    maxEarlyData: config.maxEarlyData ?? 0,
    cookie: config.cookie ?? false,
  };
  within("ticketCount", settings.ticketCount, 0, 255);
  within("ticketLifetime", settings.ticketLifetime, 0, LONGEST_LIFETIME);
  within("maxEarlyData", settings.maxEarlyData, 0, 2 ** 32 - 1);
  return settings;
}
