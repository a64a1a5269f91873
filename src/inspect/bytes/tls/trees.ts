import { fromHex } from "../../../bytes/hex.ts";
import { DecodeError } from "../../../bytes/reader.ts";
import { textOf } from "../../../bytes/text.ts";
import { type ByteTree, graft } from "../../../bytes/tree.ts";
import { t } from "../../../language/t.ts";
import { certificateFields } from "../../../pki/fields.ts";
import type { PacketArtifact } from "../../../sim/recording.ts";
import { contentEnd } from "../../../sim/tls/attempt.ts";
import { messagesIn } from "../../../sim/tls/inside.ts";
import { ALERTS, CONTENT_TYPES, type ContentTypeName, nameOf, show, VERSIONS } from "../../../tls/codepoints.ts";
import { Refused } from "../../../tls/failure.ts";
import { decodeMessage } from "../../../tls/messages/codec.ts";
import { HEADER_SIZE, TAG_SIZE } from "../../../tls/record/sizes.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of a packet of TLS records, field by field (RFC 8446 §5.1, §5.2): what lies open on the wire. */
export function recordsTree({ bytes: hex, records = [] }: PacketArtifact): ByteTree {
  const bytes = fromHex(hex);
  const children = records.map((span) =>
    graft(recordTree(bytes.slice(span.start, span.end), span.key !== null), span.start, "records"),
  );
  return children.length === 1 && children[0] !== undefined
    ? children[0]
    : node("records", 0, bytes.length, t`${children.length} records`, children);
}

/** A TLSInnerPlaintext, field by field (RFC 8446 §5.2): what a key brings to light. */
export function innerTree(inner: Bytes): ByteTree {
  const name = "TLSInnerPlaintext";
  const end = contentEnd(inner);
  const type = nameOf(CONTENT_TYPES, inner[end] ?? 0);
  const content = contentTrees(inner.slice(0, end), type).map((tree) => graft(tree, 0, `${name}.content`));
  const zeros = inner.length - end - 1;
  return node(name, 0, inner.length, null, [
    ...(end === 0 ? [] : [node("content", 0, end, null, content, `${name}.content`)]),
    node("type", end, end + 1, show(CONTENT_TYPES, inner[end] ?? 0, 2), [], `${name}.type`),
    ...(zeros === 0 ? [] : [node("zeros", end + 1, inner.length, t`${zeros} bytes`, [], `${name}.zeros`)]),
  ]);
}

function recordTree(record: Bytes, isSealed: boolean): ByteTree {
  const name = isSealed ? "TLSCiphertext" : "TLSPlaintext";
  const type = record[0] ?? 0;
  const version = ((record[1] ?? 0) << 8) | (record[2] ?? 0);
  const header = [
    node(
      isSealed ? "opaque_type" : "type",
      0,
      1,
      show(CONTENT_TYPES, type, 2),
      [],
      `${name}.${isSealed ? "opaque_type" : "type"}`,
    ),
    node("legacy_record_version", 1, 3, show(VERSIONS, version), [], `${name}.legacy_record_version`),
    node("length", 3, HEADER_SIZE, String(record.length - HEADER_SIZE), [], `${name}.length`),
  ];
  const rest = record.slice(HEADER_SIZE);
  return node(name, 0, record.length, null, [
    ...header,
    isSealed ? sealedTree(name, record.length) : openTree(name, rest, nameOf(CONTENT_TYPES, type)),
  ]);
}

function sealedTree(parent: string, end: number): ByteTree {
  const path = `${parent}.encrypted_record`;
  const tag = Math.max(HEADER_SIZE, end - TAG_SIZE);
  const parts = [
    node("ciphertext", HEADER_SIZE, tag, t`${tag - HEADER_SIZE} bytes`, [], `${path}.ciphertext`),
    node("tag", tag, end, t`${end - tag} bytes`, [], `${path}.tag`),
  ];
  return node("encrypted_record", HEADER_SIZE, end, t`${end - HEADER_SIZE} bytes`, parts, path);
}

function openTree(parent: string, content: Bytes, type: ContentTypeName | null): ByteTree {
  const path = `${parent}.fragment`;
  const children = contentTrees(content, type).map((tree) => graft(tree, HEADER_SIZE, path));
  return node("fragment", HEADER_SIZE, HEADER_SIZE + content.length, null, children, path);
}

/** What a record holds, by its type; the trees begin at offset 0 of the content. */
function contentTrees(content: Bytes, type: ContentTypeName | null): readonly ByteTree[] {
  switch (type) {
    case "handshake": {
      let at = 0;
      return messagesIn(content).map((message) => {
        const tree = moved(handshakeTree(message), at);
        at += message.length;
        return tree;
      });
    }
    case "alert":
      return [alertTree(content)];
    case "change_cipher_spec":
      return [node("change_cipher_spec", 0, content.length, "1", [])];
    case "application_data":
      return [node("application_data", 0, content.length, textOf(content), [])];
    case null:
      return [node("unknown", 0, content.length, t`${content.length} bytes`, [])];
  }
}

function handshakeTree(message: Bytes): ByteTree {
  try {
    return withHalves(withCertificates(decodeMessage(message, { hashSize: message.length - 4 }).tree, message));
  } catch (error) {
    if (!(error instanceof DecodeError || error instanceof Refused || error instanceof RangeError)) throw error;
    return node("unreadable", 0, message.length, t`${message.length} bytes`, []);
  }
}

const X25519_SIZE = 32;
/** X25519MLKEM768’s shares by their size: what stands before the half on the curve. */
const KEM_PARTS: ReadonlyMap<number, string> = new Map([
  [1216, "encapsulation_key"],
  [1120, "kem_ciphertext"],
]);

/** Shares of X25519MLKEM768 have two parts (RFC 10024 §4). */
function withHalves(tree: ByteTree): ByteTree {
  const kem =
    tree.name === "value" && tree.path.endsWith("key_exchange.value")
      ? KEM_PARTS.get(tree.end - tree.start)
      : undefined;
  if (kem === undefined) return { ...tree, children: tree.children.map(withHalves) };
  const between = tree.end - X25519_SIZE;
  const part = (name: string, start: number, end: number) =>
    node(name, start, end, t`${end - start} bytes`, [], `${tree.path}.${name}`);
  return { ...tree, children: [part(kem, tree.start, between), part("x25519", between, tree.end)] };
}

/** Certificates are opened in their turn, down to their own fields (RFC 5280 §4.1). */
function withCertificates(tree: ByteTree, bytes: Bytes): ByteTree {
  const isCertificate = tree.name === "value" && tree.path.endsWith("cert_data.value") && tree.end > tree.start;
  if (!isCertificate) return { ...tree, children: tree.children.map((child) => withCertificates(child, bytes)) };
  try {
    return { ...tree, children: [graft(certificateFields(bytes.slice(tree.start, tree.end)), tree.start, tree.path)] };
  } catch (error) {
    if (error instanceof DecodeError) return tree;
    throw error;
  }
}

function alertTree(content: Bytes): ByteTree {
  const level = content[0] === 1 ? "warning" : "fatal";
  return node(t`Alert`, 0, content.length, null, [
    node("level", 0, 1, level, [], "Alert.level"),
    node("description", 1, content.length, show(ALERTS, content[1] ?? 0, 2), [], "Alert.description"),
  ]);
}

function node(
  name: string,
  start: number,
  end: number,
  value: string | null,
  children: readonly ByteTree[],
  path = name,
): ByteTree {
  return { name, path, start, end, value, children };
}

function moved(tree: ByteTree, by: number): ByteTree {
  if (by === 0) return tree;
  const children = tree.children.map((child) => moved(child, by));
  return { ...tree, start: tree.start + by, end: tree.end + by, children };
}
