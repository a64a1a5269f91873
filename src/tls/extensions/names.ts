import {
  CERTIFICATE_SCHEMES,
  CIPHER_SUITES,
  EXTENSIONS,
  NAMED_GROUPS,
  nameOf,
  PSK_MODES,
  VERSIONS,
} from "../codepoints.ts";

/**
 * Extensions that this engine does not know but often meets: names of IANA's registry, for the field tree only.
 * They are unknown in the sense of RFC 8446 §4.2.
 */
const OTHER_EXTENSIONS = {
  ec_point_formats: 11,
  encrypt_then_mac: 22,
  extended_main_secret: 23,
  compress_certificate: 27,
  delegated_credential: 34,
  session_ticket: 35,
  quic_transport_parameters: 57,
  application_settings: 17613,
  encrypted_client_hello: 65037,
  renegotiation_info: 65281,
} as const;

/** Whether a two-byte number is one of those kept free so that peers learn to pass over what they don't know. */
export function isGrease(code: number): boolean {
  return (code & 0x0f0f) === 0x0a0a && code >> 8 === (code & 0xff);
}

function shown(table: Readonly<Record<string, number>>, code: number): string {
  const hex = `0x${code.toString(16).padStart(4, "0")}`;
  return nameOf(table, code) ?? (isGrease(code) ? `GREASE (${hex})` : hex);
}

const NODES: ReadonlyMap<number, string> = new Map(
  Object.entries({ ...OTHER_EXTENSIONS, ...EXTENSIONS }).map(([name, code]) => [code, name]),
);

/** The name of an extension's node in the field tree. */
export function extensionNode(code: number): string {
  return NODES.get(code) ?? (isGrease(code) ? "GREASE" : "unknown");
}

export function showExtension(code: number): string {
  return NODES.get(code) ?? shown({}, code);
}

export function showSuite(code: number): string {
  return shown(CIPHER_SUITES, code);
}

export function showGroup(code: number): string {
  return shown(NAMED_GROUPS, code);
}

export function showScheme(code: number): string {
  return shown(CERTIFICATE_SCHEMES, code);
}

export function showVersion(code: number): string {
  return shown(VERSIONS, code);
}

export function showPskMode(code: number): string {
  return nameOf(PSK_MODES, code) ?? `0x${code.toString(16).padStart(2, "0")}`;
}

/** How long something is that has no shorter meaning. */
export function sizeOf(bytes: Uint8Array): string {
  return bytes.length === 1 ? "1 byte" : `${bytes.length} bytes`;
}
