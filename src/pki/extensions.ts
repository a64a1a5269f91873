import type { Hex } from "../bytes/hex.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "../crypto/der.ts";
import { type AltName, readAltNames } from "./altNames.ts";
import { readAuthorityKeyId, readBasicConstraints, readExtendedKeyUsage, readSubjectKeyId } from "./extensionValues.ts";
import { KEY_USAGES, namedBits } from "./keyUsage.ts";
import { oidName, readOid } from "./oid.ts";

/** What a certificate's extensions say (RFC 5280 §4.2), as far as the path checks ask. */
export type Extensions = Readonly<{
  names: readonly AltName[];
  isCA: boolean;
  pathLength: number | null;
  /** null: no such extension. */
  keyUsage: readonly string[] | null;
  extendedKeyUsage: readonly string[] | null;
  subjectKeyId: Hex | null;
  authorityKeyId: Hex | null;
  /** Extensions that bind whoever accepts the certificate, and that we do not process: it must be refused. */
  unprocessed: readonly string[];
}>;

/** One Extension: `value` is what its octet string holds. */
type Extension = Readonly<{ id: string; critical: boolean; value: Uint8Array }>;

/** Policies are processed in that any policy is accepted (RFC 5280 §6.1.1). */
const PROCESSED = ["basicConstraints", "keyUsage", "extKeyUsage", "subjectAltName", "certificatePolicies"];
const PATH = "Extensions";
const BOOLEAN = 0x01;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;

/** Reads the `[3]` element of a TBSCertificate. Throws DecodeError or RangeError on what is malformed. */
export function readExtensions(bytes: Uint8Array, explicit: DerElement | undefined): Extensions {
  const all = explicit === undefined ? new Map<string, Extension>() : collect(bytes, explicit);
  const read = <T>(name: string, reader: (value: Uint8Array) => T): T | null => {
    const extension = all.get(name);
    return extension === undefined ? null : reader(extension.value);
  };
  const basic = read("basicConstraints", readBasicConstraints);
  return {
    names: read("subjectAltName", readAltNames) ?? [],
    isCA: basic?.isCA ?? false,
    pathLength: basic?.pathLength ?? null,
    keyUsage: read("keyUsage", readKeyUsage),
    extendedKeyUsage: read("extKeyUsage", readExtendedKeyUsage),
    subjectKeyId: read("subjectKeyIdentifier", readSubjectKeyId),
    authorityKeyId: read("authorityKeyIdentifier", readAuthorityKeyId),
    unprocessed: [...all.values()].filter(binds).map((extension) => oidName(extension.id)),
  };
}

/** By name; an extension that stands there twice is an error (RFC 5280 §4.2). */
function collect(bytes: Uint8Array, explicit: DerElement): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  const [list, ...more] = childrenOf(bytes, explicit, PATH);
  if (list?.tag !== SEQUENCE || more.length > 0) throw new RangeError("Extensions is no sequence");
  for (const element of childrenOf(bytes, list, PATH)) {
    const extension = readExtension(bytes, element);
    const name = oidName(extension.id);
    if (found.has(name)) throw new RangeError(`${name} stands there twice`);
    found.set(name, extension);
  }
  return found;
}

function readExtension(bytes: Uint8Array, element: DerElement): Extension {
  const parts = element.tag === SEQUENCE ? childrenOf(bytes, element, PATH) : [];
  const [first, second, third] = parts;
  const last = parts.length === 3 ? third : second;
  const flag = parts.length === 3 ? second : undefined;
  const id = first?.tag === OBJECT_IDENTIFIER ? readOid(contentOf(bytes, first)) : null;
  const isMarked = flag === undefined || (flag.tag === BOOLEAN && flag.end - flag.contentStart === 1);
  if (id === null || last?.tag !== OCTET_STRING || parts.length > 3 || !isMarked) {
    throw new RangeError("an extension is malformed");
  }
  // DER has one TRUE, 0xff; whatever else is not FALSE binds all the same.
  const critical = flag !== undefined && contentOf(bytes, flag)[0] !== 0;
  return { id, critical, value: contentOf(bytes, last) };
}

function readKeyUsage(value: Uint8Array): readonly string[] {
  return namedBits(contentOf(value, readWhole(value, "KeyUsage")).subarray(1), KEY_USAGES);
}

/** Name constraints bind even where their issuer forgot to mark them critical (RFC 5280 §4.2.1.10 says MUST). */
function binds({ id, critical }: Extension): boolean {
  const name = oidName(id);
  return name === "nameConstraints" || (critical && !PROCESSED.includes(name));
}
