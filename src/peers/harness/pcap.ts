import type { Crossing } from "./proxy.ts";

/**
 * A capture file (libpcap's) of one TCP connection, made from the bytes that really crossed it: capturing itself wants
 * rights that not everybody has. Only the frames around the bytes are made up: a handshake, numbered segments, an end.
 */

const LINKTYPE_RAW = 101;
const IP_HEADER = 20;
const TCP_HEADER = 20;
const MOST = 1400;
const WINDOW = 65_535;
const LOCALHOST = 0x7f000001;
const FLAGS = { fin: 1, syn: 2, psh: 8, ack: 16 } as const;

type End = { port: number; sent: number };

/** @param serverPort what tshark is told the server's port is */
export function captureOf(crossings: readonly Crossing[], serverPort: number): Buffer {
  const client: End = { port: 50_000, sent: 1000 };
  const server: End = { port: serverPort, sent: 5000 };
  const frames: Buffer[] = [];
  const send = (from: End, flags: number, payload: Buffer = Buffer.alloc(0)): void => {
    const to = from === client ? server : client;
    const packet = packetOf(from, to, flags, payload);
    from.sent += payload.length + (flags & (FLAGS.syn | FLAGS.fin) ? 1 : 0);
    frames.push(frameOf(packet, frames.length));
  };
  send(client, FLAGS.syn);
  send(server, FLAGS.syn | FLAGS.ack);
  send(client, FLAGS.ack);
  for (const { from, bytes } of crossings) {
    for (let at = 0; at < bytes.length; at += MOST) {
      send(from === "client" ? client : server, FLAGS.psh | FLAGS.ack, bytes.subarray(at, at + MOST));
    }
  }
  send(client, FLAGS.fin | FLAGS.ack);
  send(server, FLAGS.fin | FLAGS.ack);
  send(client, FLAGS.ack);
  return Buffer.concat([fileHeader(), ...frames]);
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(WINDOW, 16);
  header.writeUInt32LE(LINKTYPE_RAW, 20);
  return header;
}

/** A millisecond for each frame. */
function frameOf(packet: Buffer, index: number): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(1_700_000_000, 0);
  header.writeUInt32LE(index * 1000, 4);
  header.writeUInt32LE(packet.length, 8);
  header.writeUInt32LE(packet.length, 12);
  return Buffer.concat([header, packet]);
}

function packetOf(from: End, to: End, flags: number, payload: Buffer): Buffer {
  const ip = Buffer.alloc(IP_HEADER);
  ip.writeUInt8(0x45, 0);
  ip.writeUInt16BE(IP_HEADER + TCP_HEADER + payload.length, 2);
  ip.writeUInt8(64, 8);
  ip.writeUInt8(6, 9);
  ip.writeUInt32BE(LOCALHOST, 12);
  ip.writeUInt32BE(LOCALHOST, 16);
  ip.writeUInt16BE(checksum(ip), 10);
  const tcp = Buffer.alloc(TCP_HEADER);
  tcp.writeUInt16BE(from.port, 0);
  tcp.writeUInt16BE(to.port, 2);
  tcp.writeUInt32BE(from.sent, 4);
  tcp.writeUInt32BE(flags & FLAGS.ack ? to.sent : 0, 8);
  tcp.writeUInt8((TCP_HEADER / 4) << 4, 12);
  tcp.writeUInt8(flags, 13);
  tcp.writeUInt16BE(WINDOW, 14);
  const pseudo = Buffer.concat([ip.subarray(12, 20), Buffer.from([0, 6, 0, 0])]);
  pseudo.writeUInt16BE(TCP_HEADER + payload.length, 10);
  tcp.writeUInt16BE(checksum(Buffer.concat([pseudo, tcp, payload])), 16);
  return Buffer.concat([ip, tcp, payload]);
}

/** The Internet checksum (RFC 1071). */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
