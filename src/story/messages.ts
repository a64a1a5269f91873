import { toHex } from "../bytes/hex.ts";
import { DecodeError, Reader } from "../bytes/reader.ts";
import { textOf, utf8 } from "../bytes/text.ts";
import type { ByteTree } from "../bytes/tree.ts";
import { Writer } from "../bytes/writer.ts";
import { NONCE_LENGTH, TAG_LENGTH } from "../crypto/lengths.ts";
import { ALERTS, type AlertName, alertName } from "./alerts.ts";

/**
 * The small honest protocol of Acts I to IV: every message is real bytes, framed as a TLS handshake message is
 * (one byte of type, three of length, RFC 8446 §4). One real operation a message; what TLS 1.3 does besides
 * (negotiation, encrypted certificates, Finished, a key for each direction) is left to Act V.
 */
export type Bytes = Uint8Array<ArrayBuffer>;
export type Group = "X25519" | "P-256";

export type Message =
  | Readonly<{ type: "Letter"; text: string }>
  | Readonly<{ type: "KeyRequest" }>
  | Readonly<{ type: "PublicKey"; spki: Bytes }>
  | Readonly<{ type: "SealedLetter"; ciphertext: Bytes }>
  | Readonly<{ type: "SealedKey"; ciphertext: Bytes }>
  | Readonly<{ type: "Sealed"; nonce: Bytes; ciphertext: Bytes }>
  | Readonly<{ type: "ClientHalf"; serverName: string; group: Group; keyShare: Bytes }>
  | Readonly<{
      type: "ServerHalf";
      group: Group;
      keyShare: Bytes;
      certificates: readonly Bytes[];
      /** Whether the server asks for the client's certificate. */
      certificateRequest: boolean;
      signature: Bytes;
    }>
  | Readonly<{ type: "ClientProof"; certificates: readonly Bytes[]; signature: Bytes }>
  | Readonly<{ type: "Goodbye"; alert: AlertName }>;

export type MessageType = Message["type"];

const TYPES: Readonly<Record<MessageType, number>> = {
  Letter: 1,
  KeyRequest: 2,
  PublicKey: 3,
  SealedLetter: 4,
  SealedKey: 5,
  Sealed: 6,
  ClientHalf: 7,
  ServerHalf: 8,
  ClientProof: 9,
  Goodbye: 10,
};

/** NamedGroup's numbers, RFC 8446 §4.2.7. */
const GROUPS: Readonly<Record<Group, number>> = { X25519: 0x001d, "P-256": 0x0017 };

/** A message as bytes. */
export function encodeMessage(message: Message): Bytes {
  const body = new Writer();
  writeBody(body, message);
  return new Writer().uint(1, TYPES[message.type]).vector(3, body.finish()).finish();
}

/**
 * The bytes that a signature inside the message covers: the message as it would be without a signature, up to where
 * that would stand (so the header counts no signature either).
 */
export function unsignedPart(message: Message & { type: "ServerHalf" | "ClientProof" }): Bytes {
  const whole = encodeMessage({ ...message, signature: new Uint8Array() });
  return whole.slice(0, whole.length - 2);
}

/** Bytes as a message with its field tree. Throws DecodeError, and nothing else, where they are none. */
export function decodeMessage(bytes: Uint8Array): Readonly<{ message: Message; tree: ByteTree }> {
  const type = typeOf(bytes);
  const reader = new Reader(bytes, type ?? "Message");
  reader.uint(1, "msg_type", () => type ?? "unknown");
  if (type === null) throw reader.error("msg_type", "a message type of the story protocol");
  const message = reader.block(3, "body", () => readBody(reader, type));
  return { message, tree: reader.finish() };
}

/** The field tree of any bytes: of a message where they are one, else a single field. Never throws. */
export function explainMessage(bytes: Uint8Array): ByteTree {
  try {
    return decodeMessage(bytes).tree;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { name: "unreadable", path: "unreadable", start: 0, end: bytes.length, value: error.message, children: [] };
  }
}

function writeBody(body: Writer, message: Message): void {
  switch (message.type) {
    case "Letter":
      body.vector(2, utf8(message.text));
      break;
    case "KeyRequest":
      break;
    case "PublicKey":
      body.vector(2, message.spki);
      break;
    case "SealedLetter":
    case "SealedKey":
      body.vector(2, message.ciphertext);
      break;
    case "Sealed":
      body.fixed(message.nonce).vector(2, message.ciphertext);
      break;
    case "ClientHalf":
      body.vector(1, utf8(message.serverName)).uint(2, GROUPS[message.group]).vector(2, message.keyShare);
      break;
    case "ServerHalf":
      body.uint(2, GROUPS[message.group]).vector(2, message.keyShare);
      writeCertificates(body, message.certificates);
      body.uint(1, message.certificateRequest ? 1 : 0).vector(2, message.signature);
      break;
    case "ClientProof":
      writeCertificates(body, message.certificates);
      body.vector(2, message.signature);
      break;
    case "Goodbye":
      body.uint(1, ALERTS[message.alert]);
      break;
  }
}

function writeCertificates(body: Writer, certificates: readonly Bytes[]): void {
  body.block(3, (list) => {
    for (const certificate of certificates) list.vector(3, certificate);
  });
}

function readBody(reader: Reader, type: MessageType): Message {
  switch (type) {
    case "Letter": {
      const text = textOf(reader.vector(2, "text", (b) => textOf(b) ?? "no UTF-8"));
      if (text === null) throw reader.error("text", "UTF-8");
      return { type, text };
    }
    case "KeyRequest":
      return { type };
    case "PublicKey":
      return { type, spki: reader.vector(2, "subject_public_key_info") };
    case "SealedLetter":
    case "SealedKey":
      return { type, ciphertext: reader.vector(2, "ciphertext") };
    case "Sealed":
      return readSealed(reader);
    case "ClientHalf":
      return readClientHalf(reader);
    case "ServerHalf":
      return readServerHalf(reader);
    case "ClientProof":
      return { type, certificates: readCertificates(reader), signature: reader.vector(2, "signature") };
    case "Goodbye": {
      const alert = alertName(reader.uint(1, "alert", (code) => alertName(code) ?? "unknown"));
      if (alert === null) throw reader.error("alert", "an alert of RFC 8446");
      return { type, alert };
    }
  }
}

function readSealed(reader: Reader): Message {
  const nonce = reader.fixed(NONCE_LENGTH, "nonce", toHex);
  const ciphertext = reader.block(2, "ciphertext", () => {
    const size = reader.remaining - TAG_LENGTH;
    if (size < 0) throw reader.error("tag", `a tag of ${TAG_LENGTH} bytes`);
    const encrypted = reader.fixed(size, "encrypted_text", (b) => `${b.length} bytes`);
    const tag = reader.fixed(TAG_LENGTH, "tag", toHex);
    return new Uint8Array([...encrypted, ...tag]);
  });
  return { type: "Sealed", nonce, ciphertext };
}

function readClientHalf(reader: Reader): Message {
  const serverName = textOf(reader.vector(1, "server_name", (b) => textOf(b) ?? "no UTF-8"));
  if (serverName === null) throw reader.error("server_name", "UTF-8");
  return { type: "ClientHalf", serverName, group: readGroup(reader), keyShare: reader.vector(2, "key_share", toHex) };
}

function readServerHalf(reader: Reader): Message {
  return {
    type: "ServerHalf",
    group: readGroup(reader),
    keyShare: reader.vector(2, "key_share", toHex),
    certificates: readCertificates(reader),
    certificateRequest: readFlag(reader, "certificate_request"),
    signature: reader.vector(2, "signature"),
  };
}

function readGroup(reader: Reader): Group {
  const code = reader.uint(2, "group", (value) => groupName(value) ?? "unknown");
  const group = groupName(code);
  if (group === null) throw reader.error("group", "X25519 or P-256");
  return group;
}

function groupName(code: number): Group | null {
  if (code === GROUPS.X25519) return "X25519";
  return code === GROUPS["P-256"] ? "P-256" : null;
}

function readFlag(reader: Reader, name: string): boolean {
  const value = reader.uint(1, name, (v) => (v === 1 ? "yes" : "no"));
  if (value > 1) throw reader.error(name, "0 or 1");
  return value === 1;
}

function readCertificates(reader: Reader): readonly Bytes[] {
  return reader.block(3, "certificate_list", () => {
    const list: Bytes[] = [];
    while (reader.remaining > 0) list.push(reader.vector(3, "certificate", (b) => `${b.length} bytes of DER`));
    return list;
  });
}

function typeOf(bytes: Uint8Array): MessageType | null {
  for (const [name, code] of Object.entries(TYPES)) if (code === bytes[0] && isMessageType(name)) return name;
  return null;
}

function isMessageType(name: string): name is MessageType {
  return Object.hasOwn(TYPES, name);
}
