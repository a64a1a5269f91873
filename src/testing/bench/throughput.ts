import { concat } from "../../bytes/text.ts";
import { subtle, webcrypto } from "../../crypto/web.ts";
import type { Connection } from "../../tls/connection.ts";
import type { Output } from "../../tls/output.ts";
import { handshake } from "./engine.ts";
import type { World } from "./world.ts";

const RECORD = 16_384;
const IN_FLIGHT = 8;
/** Records of one round: each is sealed, opened, and done again by bare WebCrypto before the next round begins. */
const ROUND = 64;
const BATCHES = ROUND / IN_FLIGHT;

/** How fast records go, in MB (10^6 bytes) of plaintext a second. */
export type Throughput = Readonly<{ seal: number; open: number; bareSeal: number; bareOpen: number }>;

type Round = Readonly<{ seal(): Promise<void>; open(): Promise<void> }>;
/** `arrive`, between the two: the line. */
type EngineRound = Round & Readonly<{ arrive(): void }>;

/**
 * The engine's write and receive against bare AES-128-GCM, 64 records of 16 KiB a round, eight in flight with each. All
 * four are timed in each of `rounds`, so that whatever else the machine does hits them alike, and who goes first takes
 * turns; keys and connection are made before. Gives each round's figures.
 */
export async function throughput(world: World, rounds: number): Promise<readonly Throughput[]> {
  const [client, server] = await handshake(world, false);
  const data = webcrypto.getRandomValues(new Uint8Array(RECORD));
  const key = await subtle.generateKey({ name: "AES-GCM", length: 128 }, false, ["encrypt", "decrypt"]);
  const measured: Throughput[] = [];
  for (let i = -Math.ceil(rounds / 4); i < rounds; i++) {
    const engine = engineRound(client, server, data);
    const bare = bareRound(key, data);
    const [seal, bareSeal] = await both(engine.seal, bare.seal, i % 2 === 0);
    engine.arrive();
    const [open, bareOpen] = await both(engine.open, bare.open, i % 2 === 0);
    if (i >= 0) measured.push({ seal, open, bareSeal, bareOpen });
  }
  return measured;
}

function engineRound(client: Connection, server: Connection, data: Uint8Array): EngineRound {
  const sealed: (readonly Output[])[] = [];
  const arrived: Uint8Array[] = [];
  return {
    async seal() {
      for (let i = 0; i < BATCHES; i++) {
        sealed.push(await eight(() => client.write(data)));
      }
    },
    arrive() {
      // What a socket brings at a time: the reader opens up to eight records of it at once.
      for (const batch of sealed) arrived.push(concat(...batch.flatMap(({ parts }) => parts)));
    },
    async open() {
      let received = 0;
      for (const bytes of arrived) {
        const { events } = await server.receive(bytes);
        for (const event of events) if (event.type === "data") received += event.data.length;
      }
      if (received !== ROUND * RECORD) throw new Error(`${received} bytes came`);
    },
  };
}

/**
 * As the record layer calls it: a nonce for each record, its header of five bytes as additional data, and a
 * TLSInnerPlaintext, which is one byte longer than what it holds (RFC 8446 §5.2).
 */
function bareRound(key: CryptoKey, data: Uint8Array<ArrayBuffer>): Round {
  const sealed: ArrayBuffer[] = [];
  const additionalData = new Uint8Array(5);
  const inner = new Uint8Array([...data, 23]);
  const parameters = (record: number) => ({ name: "AES-GCM", iv: nonceOf(record), additionalData, tagLength: 128 });
  return {
    async seal() {
      for (let i = 0; i < ROUND; i += IN_FLIGHT) {
        sealed.push(...(await eight((j) => subtle.encrypt(parameters(i + j), key, inner))));
      }
    },
    async open() {
      for (let i = 0; i < ROUND; i += IN_FLIGHT) {
        await eight((j) => subtle.decrypt(parameters(i + j), key, sealed[i + j] ?? new ArrayBuffer()));
      }
    },
  };
}

function nonceOf(record: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  nonce[11] = record;
  return nonce;
}

function eight<T>(make: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => make(index)));
}

/** The rates of both; which goes first is said, as the second pays for memory that the first left behind. */
async function both(
  one: () => Promise<void>,
  other: () => Promise<void>,
  oneFirst: boolean,
): Promise<readonly [number, number]> {
  if (oneFirst) return [await rate(one), await rate(other)];
  const second = await rate(other);
  return [await rate(one), second];
}

async function rate(round: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await round();
  return (ROUND * RECORD) / 1000 / (performance.now() - begun);
}
