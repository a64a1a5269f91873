import { concat } from "../../bytes/text.ts";
import { Writer } from "../../bytes/writer.ts";

/** Segments of TCP (RFC 9293) in IPv4 (RFC 791), made up around bytes that really crossed. */

const FLAGS = { fin: 1, syn: 2, push: 8, ack: 16 } as const;
/** The most bytes in one segment: what fits a frame of Ethernet, with room. */
export const MOST = 1400;

const IP_HEADER = 20;
const TCP_HEADER = 20;
const WINDOW = 65_535;
const DONT_FRAGMENT = 0x4000;
const TTL = 64;
const TCP = 6;

/** One end of a TCP connection. */
export type TcpEnd = Readonly<{
  /** IPv4, 4 bytes. */
  address: Uint8Array;
  port: number;
  /** The sequence number that it begins with. */
  first: number;
}>;

type Side = "client" | "server";

/** A TCP connection as it is told, packet by packet: it keeps count of what either end has sent. */
export class TcpTalk {
  private readonly sent: Record<Side, number>;

  constructor(private readonly ends: Readonly<Record<Side, TcpEnd>>) {
    this.sent = { client: ends.client.first, server: ends.server.first };
  }

  /** The three packets before any data. */
  begin(send: (from: Side, packet: Uint8Array) => void): void {
    send("client", this.packet("client", FLAGS.syn));
    send("server", this.packet("server", FLAGS.syn | FLAGS.ack));
    send("client", this.packet("client", FLAGS.ack));
  }

  /** The bytes in segments, each acknowledging what has come so far. */
  say(from: Side, bytes: Uint8Array, send: (from: Side, packet: Uint8Array) => void): void {
    for (let at = 0; at < bytes.length; at += MOST) {
      send(from, this.packet(from, FLAGS.push | FLAGS.ack, bytes.subarray(at, at + MOST)));
    }
  }

  /** Both ends have said all; `first` says so first. */
  end(first: Side, send: (from: Side, packet: Uint8Array) => void): void {
    const other = otherThan(first);
    send(first, this.packet(first, FLAGS.fin | FLAGS.ack));
    send(other, this.packet(other, FLAGS.fin | FLAGS.ack));
    send(first, this.packet(first, FLAGS.ack));
  }

  private packet(from: Side, flags: number, payload: Uint8Array = new Uint8Array()): Uint8Array {
    const to = otherThan(from);
    const acknowledged = flags & FLAGS.ack ? this.sent[to] : 0;
    const packet = packetOf(this.ends[from], this.ends[to], this.sent[from], acknowledged, flags, payload);
    // A SYN and a FIN count as one byte each; the numbers go round (RFC 9293 §3.4).
    this.sent[from] = (this.sent[from] + payload.length + (flags & (FLAGS.syn | FLAGS.fin) ? 1 : 0)) % 2 ** 32;
    return packet;
  }
}

function otherThan(side: Side): Side {
  return side === "client" ? "server" : "client";
}

function packetOf(
  from: TcpEnd,
  to: TcpEnd,
  sequence: number,
  acknowledged: number,
  flags: number,
  payload: Uint8Array,
): Uint8Array {
  const size = TCP_HEADER + payload.length;
  const tcp = (sum: number) =>
    new Writer()
      .uint(2, from.port)
      .uint(2, to.port)
      .uint(4, sequence)
      .uint(4, acknowledged)
      .uint(1, (TCP_HEADER / 4) << 4)
      .uint(1, flags)
      .uint(2, WINDOW)
      .uint(2, sum)
      .uint(2, 0)
      .finish();
  const pseudo = new Writer().fixed(from.address).fixed(to.address).uint(2, TCP).uint(2, size).finish();
  const ip = (sum: number) =>
    new Writer()
      .uint(1, 0x45)
      .uint(1, 0)
      .uint(2, IP_HEADER + size)
      .uint(2, 0)
      .uint(2, DONT_FRAGMENT)
      .uint(1, TTL)
      .uint(1, TCP)
      .uint(2, sum)
      .fixed(from.address)
      .fixed(to.address)
      .finish();
  return concat(ip(checksum(ip(0))), tcp(checksum(concat(pseudo, tcp(0), payload))), payload);
}

/** The Internet checksum (RFC 1071): over bytes that hold their own, it is 0. */
export function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
