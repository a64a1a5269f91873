import type { ServerConfig } from "./config.ts";
import { type Connection, connectionOf } from "./connection.ts";
import { serverMachine } from "./server/machine.ts";

/**
 * The server's end of a TLS 1.3 connection (RFC 8446 appendix A.2), for one client. It sends nothing until the client
 * does. Throws RangeError where a number of the configuration is out of its range.
 */
export function acceptClient(config: ServerConfig): Connection {
  return connectionOf(serverMachine(config), config);
}
