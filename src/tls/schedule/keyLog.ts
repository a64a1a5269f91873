import { toHex } from "../../bytes/hex.ts";
import type { SecretName } from "../events.ts";

/** The labels of RFC 9850 §2.1 for TLS 1.3. Stages of the schedule that are no traffic or exporter secret have none. */
const LABELS: Readonly<Partial<Record<SecretName, string>>> = {
  client_early_traffic_secret: "CLIENT_EARLY_TRAFFIC_SECRET",
  early_exporter_master_secret: "EARLY_EXPORTER_SECRET",
  client_handshake_traffic_secret: "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
  server_handshake_traffic_secret: "SERVER_HANDSHAKE_TRAFFIC_SECRET",
  client_application_traffic_secret: "CLIENT_TRAFFIC_SECRET_0",
  server_application_traffic_secret: "SERVER_TRAFFIC_SECRET_0",
  exporter_master_secret: "EXPORTER_SECRET",
};

/**
 * A secret as a line of an NSS key log (SSLKEYLOGFILE, RFC 9850), without line end; null where the format has no label
 * for it. Generations after KeyUpdates have none: readers derive them from the first.
 *
 * @param clientRandom of the ClientHello, 32 bytes
 */
export function keyLogLine(
  clientRandom: Uint8Array,
  event: Readonly<{ name: SecretName; generation: number; secret: Uint8Array }>,
): string | null {
  const label = LABELS[event.name];
  if (label === undefined || event.generation > 0) return null;
  return `${label} ${toHex(clientRandom)} ${toHex(event.secret)}`;
}
