import type { Bounds, Reader } from "../../bytes/reader.ts";
import type { Writer } from "../../bytes/writer.ts";
import { EXTENSIONS, type ExtensionName } from "../codepoints.ts";
import { illegal } from "../failure.ts";
import { codeOf, nameOfType } from "./find.ts";
import type { Form } from "./form.ts";
import { readList } from "./lists.ts";
import { extensionNode, showExtension, sizeOf } from "./names.ts";
import { EXTENSION_TABLE } from "./table.ts";
import type { Extension, ExtensionPlace } from "./types.ts";

/** Where a block of extensions stands; "older": in a ServerHello before TLS 1.3, whose extensions are not read. */
export type BlockPlace = ExtensionPlace | "older";

const KNOWN = byCode(EXTENSIONS);

const MESSAGES: Readonly<Record<ExtensionPlace, string>> = {
  CH: "ClientHello",
  SH: "ServerHello",
  HRR: "HelloRetryRequest",
  EE: "EncryptedExtensions",
  CT: "Certificate",
  CR: "CertificateRequest",
  NST: "NewSessionTicket",
};

/**
 * A block of extensions (RFC 8446 §4.2), each by the form that it has in this message. What we do not know or do not
 * read is kept as `unread`.
 *
 * @param bounds bytes that the block may hold
 * @throws DecodeError where an extension's contents don't fill it exactly; Refused (illegal-parameter) for an extension
 *   that comes twice, that may not stand in this message, or that holds a forbidden value
 */
export function readExtensions(reader: Reader, place: BlockPlace, bounds?: Bounds): readonly Extension[] {
  const seen = new Set<number>();
  return readList(reader, 2, "extensions", () => readExtension(reader, place, seen), bounds);
}

function readExtension(reader: Reader, place: BlockPlace, seen: Set<number>): Extension {
  const code = reader.peek(2, "extension_type");
  const extension = reader.scope(extensionNode(code), () => {
    reader.uint(2, "extension_type", showExtension);
    const field = reader.pathOf("extension_type");
    if (seen.has(code)) illegal(field, `${showExtension(code)} again`, "each type once", "RFC 8446 §4.2");
    seen.add(code);
    const form = formOf(code, place, field);
    const size = reader.uint(2, "length");
    return reader.within(size, () => (form === null ? readUnread(reader, code) : form.read(reader)));
  });
  if (extension.type === "pre_shared_key" && reader.remaining > 0) {
    illegal(reader.pathOf("pre_shared_key"), "others behind it", "pre_shared_key last", "RFC 8446 §4.2.11");
  }
  return extension;
}

function byCode<Table extends Readonly<Record<string, number>>>(table: Table) {
  const names = new Map<number, keyof Table & string>();
  for (const name in table) {
    const code = table[name];
    if (code !== undefined) names.set(code, name);
  }
  return names;
}

function formOf(code: number, place: BlockPlace, field: string): Form | null {
  const name = KNOWN.get(code);
  if (name === undefined || place === "older") return null;
  const form = EXTENSION_TABLE[name][place];
  if (form === undefined) illegal(field, name, `what may stand in ${MESSAGES[place]}`, "RFC 8446 §4.2");
  return form;
}

function readUnread(reader: Reader, code: number): Extension {
  const data = reader.remaining === 0 ? new Uint8Array(0) : reader.fixed(reader.remaining, "extension_data", sizeOf);
  return { type: "unread", code, data };
}

/**
 * The opposite of readExtensions. Writes `unread` extensions as they are, anywhere, also twice; throws RangeError for
 * others where they can't stand.
 */
export function writeExtensions(writer: Writer, place: ExtensionPlace, extensions: readonly Extension[]): void {
  writer.block(2, (block) => {
    for (const extension of extensions) {
      block.uint(2, codeOf(extension)).block(2, (data) => {
        if (extension.type === "unread") data.fixed(extension.data);
        else formToWrite(nameOfType(extension.type), place).write(data, extension);
      });
    }
  });
}

function formToWrite(name: ExtensionName, place: ExtensionPlace): Form {
  const form = EXTENSION_TABLE[name][place];
  if (form === undefined || form === null) throw new RangeError(`${name} can't be written in ${MESSAGES[place]}`);
  return form;
}
