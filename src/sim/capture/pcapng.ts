import { concat, utf8 } from "../../bytes/text.ts";
import { Writer } from "../../bytes/writer.ts";

/**
 * Blocks of a pcapng file (draft-ietf-opsawg-pcapng), in network byte order, which the format allows. Texts are UTF-8;
 * each block is padded to 32 bits and says its length at both ends.
 */

type Bytes = Uint8Array<ArrayBuffer>;

const BLOCKS = { section: 0x0a0d0d0a, interface: 1, packet: 6, secrets: 10 } as const;
const OPTIONS = { comment: 1, interfaceName: 2, interfaceDescription: 3, application: 4 } as const;
const BYTE_ORDER = 0x1a2b3c4d;
const ETHERNET = 1;
/** `TLSK`: an NSS key log. */
const TLS_KEY_LOG = 0x544c534b;

/** The first block: whose file it is, and a remark on it (pcapng §4.1). */
export function sectionHeader(application: string, comment: string): Bytes {
  const unknownLength = new Uint8Array(8).fill(0xff);
  const fields = new Writer().uint(4, BYTE_ORDER).uint(2, 1).uint(2, 0).fixed(unknownLength).finish();
  return block(BLOCKS.section, fields, [
    [OPTIONS.comment, comment],
    [OPTIONS.application, application],
  ]);
}

/** A place where frames of Ethernet were written down; times are in microseconds (pcapng §4.2). */
export function interfaceDescription(name: string, description: string): Bytes {
  const fields = new Writer().uint(2, ETHERNET).uint(2, 0).uint(4, 0).finish();
  return block(BLOCKS.interface, fields, [
    [OPTIONS.interfaceName, name],
    [OPTIONS.interfaceDescription, description],
  ]);
}

/** The key log of what comes behind it (pcapng §4.7). */
export function decryptionSecrets(keyLog: string): Bytes {
  const data = utf8(keyLog);
  return block(BLOCKS.secrets, new Writer().uint(4, TLS_KEY_LOG).uint(4, data.length).fixed(padded(data)).finish(), []);
}

/** A frame, whole (pcapng §4.3). @param microseconds since 1970, UTC */
export function enhancedPacket(place: number, microseconds: number, frame: Uint8Array): Bytes {
  const fields = new Writer()
    .uint(4, place)
    .uint(4, Math.floor(microseconds / 2 ** 32))
    .uint(4, microseconds % 2 ** 32)
    .uint(4, frame.length)
    .uint(4, frame.length)
    .fixed(padded(frame))
    .finish();
  return block(BLOCKS.packet, fields, []);
}

type Option = readonly [code: number, text: string];

function block(type: number, fields: Uint8Array, options: readonly Option[]): Bytes {
  const body = concat(fields, ...options.map(option), options.length === 0 ? new Uint8Array() : new Uint8Array(4));
  const size = body.length + 12;
  return new Writer().uint(4, type).uint(4, size).fixed(body).uint(4, size).finish();
}

function option([code, text]: Option): Uint8Array {
  const value = utf8(text);
  return new Writer().uint(2, code).uint(2, value.length).fixed(padded(value)).finish();
}

function padded(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array((4 - (bytes.length % 4)) % 4));
}
