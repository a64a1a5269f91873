import { clientMachine } from "./client/machine.ts";
import type { ClientConfig } from "./config.ts";
import { type Connection, connectionOf } from "./connection.ts";

/**
 * The client's end of a TLS 1.3 connection (RFC 8446 §A.1), for one server. Call `start` for the first flight. Throws
 * RangeError where the configuration contradicts itself.
 */
export function connectClient(config: ClientConfig): Connection {
  return connectionOf(clientMachine(config), config);
}
