import { connect, createServer } from "node:net";
import type { Bench } from "../harness/bench.ts";
import type { StartTls } from "./program.ts";

/**
 * Begins a connection as a database does, then hands on every byte to a plain TLS server: so the alerts that a
 * database's client sends are seen by `openssl s_server`. Gives its port.
 */
export async function startShim(bench: Bench, kind: StartTls, target: number): Promise<number> {
  const server = createServer((client) => {
    client.on("error", () => client.destroy());
    if (kind === "mysql") client.write(greeting());
    client.once("data", (first: Buffer) => {
      // Its wish for TLS; MySQL's client doesn't wait for an answer, so that more may have come with it.
      const rest = first.subarray(kind === "mysql" ? 4 + first.readUIntLE(0, 3) : first.readUInt32BE(0));
      const onward = connect(target, "127.0.0.1");
      onward.on("error", () => client.destroy());
      client.on("close", () => onward.destroy());
      if (kind === "postgres") client.write("S");
      onward.write(rest);
      client.pipe(onward).pipe(client);
    });
  });
  bench.atEnd(() => {
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

const CAPABILITIES = 0x81aaffdf;

/** MySQL's first packet: protocol 10, with the capability of TLS. */
function greeting(): Buffer {
  const low = Buffer.alloc(2);
  const high = Buffer.alloc(2);
  low.writeUInt16LE(CAPABILITIES & 0xffff);
  high.writeUInt16LE(CAPABILITIES >>> 16);
  const body = Buffer.concat([
    Buffer.from("\x0a10.11.0-MariaDB\0\x01\0\0\0abcdefgh\0", "latin1"),
    low,
    Buffer.from([45, 2, 0]),
    high,
    Buffer.from([21, ...new Array<number>(10).fill(0)]),
    Buffer.from("ijklmnopqrst\0mysql_native_password\0", "latin1"),
  ]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]);
}
