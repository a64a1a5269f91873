import type { CipherSuiteName, NamedGroupName } from "../../tls/codepoints.ts";
import type { CommonConfig } from "../../tls/config.ts";
import type { LabSetup } from "./setup.ts";

/** What the lab's short names stand for on the wire (RFC 8446 §B.4, §4.2.7; RFC 7301 §3.1). */
export const SUITE_NAMES: Readonly<Record<LabSetup["aliceSuites"][number], CipherSuiteName>> = {
  aes128: "TLS_AES_128_GCM_SHA256",
  aes256: "TLS_AES_256_GCM_SHA384",
  chacha20: "TLS_CHACHA20_POLY1305_SHA256",
};
export const GROUP_NAMES: Readonly<Record<LabSetup["aliceGroups"][number], NamedGroupName>> = {
  x25519: "x25519",
  p256: "secp256r1",
  p384: "secp384r1",
  mlkem: "X25519MLKEM768",
};
export const PROTOCOL_NAMES: Readonly<Record<LabSetup["aliceAlpn"][number], string>> = {
  h2: "h2",
  "http1.1": "http/1.1",
  mqtt: "mqtt",
};

type Wishes = Pick<CommonConfig, "suites" | "groups" | "alpn"> & Readonly<{ shares?: readonly NamedGroupName[] }>;

/** How an end is configured; shares are the client's alone. */
export function wishesOf(setup: LabSetup, who: "alice" | "bob"): Wishes {
  const [suites, groups, alpn] =
    who === "alice"
      ? [setup.aliceSuites, setup.aliceGroups, setup.aliceAlpn]
      : [setup.bobSuites, setup.bobGroups, setup.bobAlpn];
  const both = {
    suites: suites.map((id) => SUITE_NAMES[id]),
    groups: groups.map((id) => GROUP_NAMES[id]),
    alpn: alpn.map((id) => PROTOCOL_NAMES[id]),
  };
  return who === "alice" ? { ...both, shares: setup.aliceShares.map((id) => GROUP_NAMES[id]) } : both;
}
