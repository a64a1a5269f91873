import type { Hex } from "../bytes/hex.ts";
import { DecodeError } from "../bytes/reader.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "../crypto/der.ts";
import { type AltName, askableNames, readAltNames } from "./altNames.ts";
import {
  readAccessDescriptions,
  readAuthorityKeyId,
  readBasicConstraints,
  readExtendedKeyUsage,
  readSubjectKeyId,
} from "./extensionValues.ts";
import type { GeneralName } from "./generalNames.ts";
import { KEY_USAGES, namedBits } from "./keyUsage.ts";
import { type NameConstraints, readNameConstraints } from "./nameConstraints.ts";
import { oidName, readOid } from "./oid.ts";
import {
  type PolicyConstraints,
  type PolicyMapping,
  readInhibitAnyPolicy,
  readPolicies,
  readPolicyConstraints,
  readPolicyMappings,
} from "./policies.ts";

/** What a certificate's extensions say (RFC 5280 §4.2), as far as the path checks ask. null: no such extension. */
export type Extensions = Readonly<{
  names: readonly AltName[];
  /** All of subjectAltName, kinds that nobody can ask for included. */
  altNames: readonly GeneralName[] | null;
  isCA: boolean;
  pathLength: number | null;
  keyUsage: readonly string[] | null;
  extendedKeyUsage: readonly string[] | null;
  subjectKeyId: Hex | null;
  authorityKeyId: Hex | null;
  nameConstraints: NameConstraints | null;
  policies: readonly string[] | null;
  policyMappings: readonly PolicyMapping[] | null;
  policyConstraints: PolicyConstraints | null;
  inhibitAnyPolicy: number | null;
  /** All that it has, by the names of `oidName`: whether critical, and the DER inside. */
  extensions: ReadonlyMap<string, Extension>;
  /** Those that nothing here hangs on, and that can't be read. */
  unreadable: readonly string[];
  /** Extensions that bind whoever accepts the certificate, and that we do not process: it must be refused. */
  unprocessed: readonly string[];
}>;

/** One Extension: `value` is what its octet string holds. */
export type Extension = Readonly<{ id: string; critical: boolean; value: Uint8Array }>;

/**
 * Where these are marked critical, that is heeded: by a check, or because there is nothing to do for a path
 * (issuerAltName, and where lists of the revoked can be had). Key identifiers and authorityInfoAccess are not among
 * them: those MUST NOT be critical.
 */
const PROCESSED = new Set([
  "basicConstraints",
  "keyUsage",
  "extKeyUsage",
  "subjectAltName",
  "issuerAltName",
  "nameConstraints",
  "certificatePolicies",
  "policyMappings",
  "policyConstraints",
  "inhibitAnyPolicy",
  "cRLDistributionPoints",
]);
const NONE: ReadonlyMap<string, Extension> = new Map();
const PATH = "Extensions";
const BOOLEAN = 0x01;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;

/** Reads the `[3]` element of a TBSCertificate. Throws DecodeError or RangeError on what is malformed. */
export function readExtensions(bytes: Uint8Array, explicit: DerElement | undefined): Extensions {
  const all = explicit === undefined ? NONE : collect(bytes, explicit);
  const read = <T>(name: string, reader: (value: Uint8Array) => T): T | null => {
    const extension = all.get(name);
    return extension === undefined ? null : reader(extension.value);
  };
  const basic = read("basicConstraints", readBasicConstraints);
  const altNames = read("subjectAltName", readAltNames);
  return {
    names: altNames === null ? [] : askableNames(altNames),
    altNames,
    isCA: basic?.isCA ?? false,
    pathLength: basic?.pathLength ?? null,
    keyUsage: read("keyUsage", readKeyUsage),
    extendedKeyUsage: read("extKeyUsage", readExtendedKeyUsage),
    subjectKeyId: read("subjectKeyIdentifier", readSubjectKeyId),
    authorityKeyId: read("authorityKeyIdentifier", readAuthorityKeyId),
    nameConstraints: read("nameConstraints", readNameConstraints),
    policies: read("certificatePolicies", readPolicies),
    policyMappings: read("policyMappings", readPolicyMappings),
    policyConstraints: read("policyConstraints", readPolicyConstraints),
    inhibitAnyPolicy: read("inhibitAnyPolicy", readInhibitAnyPolicy),
    extensions: all,
    unreadable: isReadable(all.get("authorityInfoAccess")) ? [] : ["authorityInfoAccess"],
    unprocessed: [...all].filter(([name, { critical }]) => critical && !PROCESSED.has(name)).map(([name]) => name),
  };
}

/** Where to ask about an issuer is of no use to a judge who asks nobody: it must not make a certificate unreadable. */
function isReadable(access: Extension | undefined): boolean {
  try {
    if (access !== undefined) readAccessDescriptions(access.value);
    return true;
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) return false;
    throw error;
  }
}

/** By name; an extension that stands there twice is an error (RFC 5280 §4.2). */
export function collect(bytes: Uint8Array, explicit: DerElement): ReadonlyMap<string, Extension> {
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

/** A BIT STRING (§4.2.1.3). */
function readKeyUsage(value: Uint8Array): readonly string[] {
  const whole = readWhole(value, "KeyUsage");
  const [unused, ...bits] = contentOf(value, whole);
  if (whole.tag !== BIT_STRING || unused === undefined || unused > 7) throw new RangeError("KeyUsage is no bit string");
  return namedBits(Uint8Array.from(bits), KEY_USAGES);
}
