import type { SecretName } from "./events.ts";

/** The secrets of the key schedule, from top to bottom as in RFC 8446 §7.1. */
export const SECRET_NAMES = [
  "early_secret",
  "binder_key",
  "client_early_traffic_secret",
  "early_exporter_master_secret",
  "handshake_secret",
  "client_handshake_traffic_secret",
  "server_handshake_traffic_secret",
  "master_secret",
  "client_application_traffic_secret",
  "server_application_traffic_secret",
  "exporter_master_secret",
  "resumption_master_secret",
] as const satisfies readonly SecretName[];
