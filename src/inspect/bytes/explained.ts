import { fromHex } from "../../bytes/hex.ts";
import { DecodeError } from "../../bytes/reader.ts";
import { type ByteTree, graft } from "../../bytes/tree.ts";
import { decodeHttp, isHttp } from "../../http/plain.ts";
import { t } from "../../language/t.ts";
import { certificateFields, requestFields, spkiFields } from "../../pki/fields.ts";
import type { Artifact } from "../../sim/recording.ts";
import { explainMessage } from "../../story/messages.ts";

/** Bytes with the fields in them, and what they are called. */
export type Explained = Readonly<{ title: string; bytes: Uint8Array<ArrayBuffer>; tree: ByteTree }>;

/** The public bytes of an artifact; null where it has none (a shared key, a verdict, an attempt). Never throws. */
export function explained(artifact: Artifact): Explained | null {
  switch (artifact.kind) {
    case "packet":
      if (artifact.records !== undefined) return null;
      return of(t`The packet’s bytes`, artifact.bytes, (bytes) =>
        isHttp(artifact.message) ? decodeHttp(bytes).tree : opened(explainMessage(bytes), bytes),
      );
    case "request":
      return of(t`The request’s bytes (DER)`, artifact.der, requestFields);
    case "certificate":
      return of(CERTIFICATE_TITLE, artifact.der, certificateFields);
    case "key":
      return artifact.publicPart === null
        ? null
        : of(t`The public part’s bytes (SPKI)`, artifact.publicPart, spkiFields);
    case "signature":
      return of(t`The signature’s bytes`, artifact.bytes, signatureFields);
    case "status":
      return of(STATUS_TITLES[artifact.what], artifact.der, plain);
    default:
      return null;
  }
}

/** A certificate's bytes, whatever they are. Never throws. */
export function explainedCertificate(der: Uint8Array<ArrayBuffer>): Explained {
  return { title: CERTIFICATE_TITLE, bytes: der, tree: safely(der, certificateFields) ?? plain(der) };
}

const STATUS_TITLES = { list: t`The list’s bytes (CRL, DER)`, answer: t`The answer’s bytes (OCSP, DER)` } as const;
const CERTIFICATE_TITLE = t`The certificate’s bytes (DER)`;

function of(title: string, hex: string, explain: (bytes: Uint8Array) => ByteTree): Explained {
  const bytes = fromHex(hex);
  return { title, bytes, tree: safely(bytes, explain) ?? plain(bytes) };
}

/** Keys and certificates inside a message, opened in their turn. */
function opened(tree: ByteTree, bytes: Uint8Array): ByteTree {
  if (tree.name === "certificate") return withInside(tree, bytes, certificateFields);
  if (tree.name === "subject_public_key_info") return withInside(tree, bytes, spkiFields);
  return { ...tree, children: tree.children.map((child) => opened(child, bytes)) };
}

function withInside(vector: ByteTree, bytes: Uint8Array, explain: (bytes: Uint8Array) => ByteTree): ByteTree {
  const children = vector.children.map((child) => {
    if (child.name !== "value") return child;
    const inner = safely(bytes.slice(child.start, child.end), explain);
    return inner === null ? child : { ...child, children: [graft(inner, child.start, child.path)] };
  });
  return { ...vector, children };
}

/** ECDSA over P-256 as r and s side by side, 32 bytes each; TLS has them in DER instead. */
function signatureFields(bytes: Uint8Array): ByteTree {
  if (bytes.length !== 64) return plain(bytes);
  const half = bytes.length / 2;
  const number = (name: string, start: number): ByteTree => {
    return { name, path: `signature.${name}`, start, end: start + half, value: null, children: [] };
  };
  return { ...plain(bytes), name: "signature", path: "signature", children: [number("r", 0), number("s", half)] };
}

function plain(bytes: Uint8Array): ByteTree {
  return { name: "bytes", path: "bytes", start: 0, end: bytes.length, value: `${bytes.length} bytes`, children: [] };
}

function safely(bytes: Uint8Array, explain: (bytes: Uint8Array) => ByteTree): ByteTree | null {
  try {
    return explain(bytes);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
