import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement } from "../../crypto/derNumbers.ts";
import { bits, oid, sequenceOf, time } from "../issue/der.ts";

/** Certificates that no authority issues, byte by byte: what a stranger can send without having anything signed. */

type Attribute = readonly [id: string, value: string];

export type Crafted = Readonly<{
  subject: string | readonly Attribute[];
  issuer: string;
  /** SubjectPublicKeyInfo; left out: a DSA key without parameters. */
  spki?: Uint8Array;
  /** AlgorithmIdentifier of the signature; left out: DSA with SHA-256. */
  algorithm?: Uint8Array;
  signature?: Uint8Array;
  serial?: Uint8Array;
  /** Whole Extensions. */
  extensions?: readonly Uint8Array[];
}>;

const COMMON_NAME = "2.5.4.3";
const DSA_KEY = sequenceOf(sequenceOf(oid("1.2.840.10040.4.1")), bits(integer(5)));
const DSA_SHA256 = sequenceOf(oid("2.16.840.1.101.3.4.3.2"));
const FROM = new Date("2026-01-01T00:00:00Z");
const TO = new Date("2026-12-31T23:59:59Z");

export function integer(...content: readonly number[]): Bytes {
  return writeElement(0x02, Uint8Array.from(content));
}

export function craft(wish: Crafted): Bytes {
  const { algorithm = DSA_SHA256, extensions = [] } = wish;
  const said = sequenceOf(
    writeElement(0xa0, integer(2)),
    wish.serial ?? integer(1),
    algorithm,
    nameOf(wish.issuer),
    sequenceOf(time(FROM), time(TO)),
    nameOf(wish.subject),
    wish.spki ?? DSA_KEY,
    ...(extensions.length === 0 ? [] : [writeElement(0xa3, sequenceOf(...extensions))]),
  );
  return sequenceOf(said, algorithm, bits(wish.signature ?? sequenceOf(integer(1), integer(1))));
}

function nameOf(name: Crafted["subject"]): Bytes {
  const attributes: readonly Attribute[] = typeof name === "string" ? [[COMMON_NAME, name]] : name;
  return sequenceOf(
    ...attributes.map(([id, value]) =>
      writeElement(0x31, sequenceOf(oid(id), writeElement(0x0c, new TextEncoder().encode(value)))),
    ),
  );
}
