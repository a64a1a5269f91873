import { TcpTalk } from "../../sim/capture/tcp.ts";
import type { Crossing } from "./proxy.ts";

/**
 * A capture file (libpcap's) of one TCP connection, made from the bytes that really crossed it: capturing itself wants
 * rights that not everybody has. Only the frames around the bytes are made up: a handshake, numbered segments, an end.
 */

const LINKTYPE_RAW = 101;
const SNAPLEN = 65_535;
const LOCALHOST = Uint8Array.of(127, 0, 0, 1);

/** @param serverPort what tshark is told the server's port is */
export function captureOf(crossings: readonly Crossing[], serverPort: number): Buffer {
  const talk = new TcpTalk({
    client: { address: LOCALHOST, port: 50_000, first: 1000 },
    server: { address: LOCALHOST, port: serverPort, first: 5000 },
  });
  const frames: Buffer[] = [];
  const put = (_: unknown, packet: Uint8Array): void => {
    frames.push(frameOf(packet, frames.length));
  };
  talk.begin(put);
  for (const { from, bytes } of crossings) talk.say(from, bytes, put);
  talk.end("client", put);
  return Buffer.concat([fileHeader(), ...frames]);
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(SNAPLEN, 16);
  header.writeUInt32LE(LINKTYPE_RAW, 20);
  return header;
}

/** A millisecond for each frame. */
function frameOf(packet: Uint8Array, index: number): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(1_700_000_000, 0);
  header.writeUInt32LE(index * 1000, 4);
  header.writeUInt32LE(packet.length, 8);
  header.writeUInt32LE(packet.length, 12);
  return Buffer.concat([header, packet]);
}
