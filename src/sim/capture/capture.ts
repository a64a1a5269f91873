import { fromHex } from "../../bytes/hex.ts";
import { concat } from "../../bytes/text.ts";
import { Writer } from "../../bytes/writer.ts";
import { nameOf } from "../lookup.ts";
import type { ActorId, Recording } from "../recording.ts";
import { keyLogOfStream, seededNote } from "./keyLog.ts";
import { decryptionSecrets, enhancedPacket, interfaceDescription, sectionHeader } from "./pcapng.ts";
import { type Crossing, type Stream, type Tap, tapsOf } from "./streams.ts";
import { TcpTalk } from "./tcp.ts";

const APPLICATION = "Between Alice and Bob";
const COMMENT = `Made from a run of the scene, not captured: the payload of TCP is byte for byte what crossed the wire \
in the run, and the secrets are the run’s. The frames around it (Ethernet, IP, TCP, ports, times) are made up. Where \
what arrived is not what was sent, both hops stand here as interfaces and connections of their own.`;

/** What programs take for HTTPS on another port: on 443 Wireshark would wait for HTTP where there are letters. */
const PORT = 8443;
const FIRST_PORT = 50_000;
const IPV4 = 0x0800;
const FRAME_TIME = 1000;

/**
 * A run as a pcapng file with its TLS secrets inside, which Wireshark opens and decrypts: every TCP connection with the
 * bytes that crossed the hop next to the client and, where those are others, the hop next to the server. Frames are a
 * millisecond apart, from the scene's time on. What was said without TLS is left out; a run without TLS gives a file
 * without packets.
 */
export function captureOf(recording: Recording): Uint8Array<ArrayBuffer> {
  const taps = tapsOf(recording);
  const blocks = [sectionHeader(APPLICATION, commentOn(recording)), ...taps.map((tap) => placeOfTap(recording, tap))];
  const streams = taps.flatMap((tap, place) => tap.map((stream) => ({ stream, place })));
  let frames = 0;
  const told = streams.map(({ stream, place }, i) => {
    const put = (hop: Crossing["hop"], packet: Uint8Array, step: number): void => {
      const time = timeAt(recording, step) + frames * FRAME_TIME;
      blocks.push(enhancedPacket(place, time, ethernet(recording, hop, packet)));
      frames += 1;
    };
    return { stream, telling: new Telling(recording, stream, FIRST_PORT + i, put) };
  });
  for (const step of recording.steps.keys()) {
    for (const { stream, telling } of told) {
      if (stream.crossings[0]?.step === step) blocks.push(...secretsOf(recording, stream));
      telling.tell(step);
    }
  }
  return concat(...blocks);
}

function commentOn({ seed }: Recording): string {
  return seed === undefined ? COMMENT : `${COMMENT}\n${seededNote(seed)}`;
}

/** What opens a connection stands before its first frame, so that readers have it when they come to it. */
function secretsOf(recording: Recording, stream: Stream): readonly Uint8Array<ArrayBuffer>[] {
  const keyLog = keyLogOfStream(recording, stream);
  return keyLog === "" ? [] : [decryptionSecrets(keyLog)];
}

/** One connection on its way into the file. */
class Telling {
  private readonly talk: TcpTalk;

  constructor(
    recording: Recording,
    private readonly stream: Stream,
    port: number,
    private readonly put: (hop: Crossing["hop"], packet: Uint8Array, step: number) => void,
  ) {
    const { client, server } = stream;
    this.talk = new TcpTalk({
      client: { address: addressOf(recording, client), port, first: 1000 },
      server: { address: addressOf(recording, server), port: PORT, first: 5000 },
    });
  }

  /** Tells what crossed in a step; before the first crossing the handshake of TCP, after the last its end. */
  tell(step: number): void {
    const { crossings } = this.stream;
    const crossing = crossings.find((one) => one.step === step);
    if (crossing === undefined) return;
    const send = (from: "client" | "server", packet: Uint8Array): void => {
      const [a, b] = crossing.hop;
      this.put(from === crossing.from ? [a, b] : [b, a], packet, step);
    };
    if (crossing === crossings[0]) this.talk.begin(send);
    this.talk.say(crossing.from, fromHex(crossing.packet.bytes), send);
    if (crossing === crossings.at(-1)) this.talk.end(crossing.from, send);
  }
}

function placeOfTap(recording: Recording, [first]: Tap): Uint8Array<ArrayBuffer> {
  const crossing = first?.crossings[0];
  const [a, b] = crossing?.hop ?? ["", ""];
  const names = [a, b].map((id) => nameOf(recording, recording.steps.at(-1)?.world ?? recording.start, id));
  return interfaceDescription(`${a}-${b}`, `The hop between ${names.join(" and ")}`);
}

/** Microseconds since 1970, before which the format has no times. */
function timeAt(recording: Recording, step: number): number {
  return Math.max(0, Date.parse(recording.steps[step]?.world.time ?? recording.start.time) * 1000);
}

function ethernet(recording: Recording, [from, to]: Crossing["hop"], packet: Uint8Array): Uint8Array {
  return new Writer().fixed(macOf(recording, to)).fixed(macOf(recording, from)).uint(2, IPV4).fixed(packet).finish();
}

/** An address for documentation (RFC 5737): the clients', or the server's network. */
function addressOf(recording: Recording, id: ActorId): Uint8Array {
  const isServer = recording.cast.some((actor) => actor.id === id && actor.role === "server");
  const network = isServer ? [198, 51, 100] : [192, 0, 2];
  return Uint8Array.from([...network, placeOf(recording, id)]);
}

/** A locally administered address. */
function macOf(recording: Recording, id: ActorId): Uint8Array {
  return Uint8Array.from([2, 0, 0, 0, 0, placeOf(recording, id)]);
}

/** From 1 on, in the order in which they stand. */
function placeOf(recording: Recording, id: ActorId): number {
  return recording.cast.findIndex((actor) => actor.id === id) + 1;
}
