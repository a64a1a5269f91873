import { fromBase64Url } from "../../crypto/base64.ts";
import { loadSigningKey, type SigningKey } from "../../crypto/signatures.ts";
import type { Identity, VerifyPeer } from "../config.ts";
import { remembering } from "./chance.ts";

/**
 * Who the ends of a fuzzed handshake are. Keys and certificates always are the same, so that a case that failed once
 * can be run again: a number in it always means the same byte. Both certificates are of localhost, and may be a server's
 * and a client's in the year 2026. They are worth nothing: their keys stand beside them.
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** What all clocks say, in milliseconds. */
export const TIME = Date.parse("2026-06-01T12:00:00Z");

/** The authority that issued both, DER. */
export const ROOT = decoded(`
  MIIBiDCCAS-gAwIBAgIQQAAAAAAAAAAAAAAAAAAAATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlGdXp6IHJvb3QwHhcNMjYwMTAxMDAwMDAwWhcN
  MjYxMjMxMjM1OTU5WjAUMRIwEAYDVQQDDAlGdXp6IHJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQVsXhUEv0sMrYApD_BNk29UO2bsEXZ
  TN8VXJqPjp2Jd6oZ9k6qZlARVPRAEJ7trkOYIbwQ7bB-iKi_kxwqMyyAo2MwYTAPBgNVHRMBAf8EBTADAQH_MA4GA1UdDwEB_wQEAwIBBjAdBgNV
  HQ4EFgQUs9wsbJsy50TpkA8nj4f2xifSMIUwHwYDVR0jBBgwFoAUs9wsbJsy50TpkA8nj4f2xifSMIUwCgYIKoZIzj0EAwIDRwAwRAIgWkSiwmNc
  WlNvHfOEQOC_KH6ryDJkyw8K71CZN3gRoywCICYXIIbk3gan59LDm4lHso4m30gec4qGG7INWj6KVZp4
`);

const P256_CERTIFICATE = decoded(`
  MIIBuDCCAV6gAwIBAgIQQAAAAAAAAAAAAAAAAAAAAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlGdXp6IHJvb3QwHhcNMjYwMTAxMDAwMDAwWhcN
  MjYxMjMxMjM1OTU5WjAPMQ0wCwYDVQQDDARQMjU2MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE4w9Biy6Odys9p0ZJOfJ_4AW1CzGuTHfgmX4V
  3oRuxOdCz_XT31WlLrCQtVBhtgFcehckNUbtrwX6NgYsLDGBe6OBljCBkzAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB_wQEAwIHgDAdBgNVHSUEFjAU
  BggrBgEFBQcDAQYIKwYBBQUHAwIwFAYDVR0RBA0wC4IJbG9jYWxob3N0MB0GA1UdDgQWBBS8BVZTEpC4ZqnFpBg7qShEk34aCDAfBgNVHSMEGDAW
  gBSz3CxsmzLnROmQDyePh_bGJ9IwhTAKBggqhkjOPQQDAgNIADBFAiAqkGK3Y_2cMYJQhI5uSEJvMh3NA4BbOHaQWOt7NruUkgIhALeesxCX4zXd
  cHQgF_-xkMNl_dH-5nWnf6QBfUUXo4IT
`);
const P256_KEY = decoded(`
  MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgg4qgVcGTO-LVyZ3xHblYxVjqiueZnZg5NahKZ6Hb2X2hRANCAATjD0GLLo53Kz2n
  Rkk58n_gBbULMa5Md-CZfhXehG7E50LP9dPfVaUusJC1UGG2AVx6FyQ1Ru2vBfo2BiwsMYF7
`);
const ED25519_CERTIFICATE = decoded(`
  MIIBjDCCATKgAwIBAgIQQAAAAAAAAAAAAAAAAAAABDAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlGdXp6IHJvb3QwHhcNMjYwMTAxMDAwMDAwWhcN
  MjYxMjMxMjM1OTU5WjASMRAwDgYDVQQDDAdFZDI1NTE5MCowBQYDK2VwAyEAURPXDg0Kab4_jFTP0IUDxkh07XgK5hibGFHYDy-6-n-jgZYwgZMw
  DAYDVR0TAQH_BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0lBBYwFAYIKwYBBQUHAwEGCCsGAQUFBwMCMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAd
  BgNVHQ4EFgQUEguNu5jJAAwxEsKTsyuXbdO_e3EwHwYDVR0jBBgwFoAUs9wsbJsy50TpkA8nj4f2xifSMIUwCgYIKoZIzj0EAwIDSAAwRQIhAK5S
  3o1DH1YH4NAOW3L1HFeXc0bIKrPFCAJ5w5-iibCTAiArjaqwK56B3l1AocX8m-cIGForibSgRRHHq_2bXjbgUg
`);
const ED25519_KEY = decoded(`
  MC4CAQAwBQYDK2VwBCIEIIRNjrFJmAzCMvitLp1fUi6ws4wZFrAhJGWiv4teAayr
`);

export type Person = Identity & Readonly<{ spki: Bytes }>;

/** Identities, with keys that sign the same thing but once. */
export async function makePeople(): Promise<Readonly<Record<"p256" | "ed25519", Person>>> {
  const [p256, ed25519] = await Promise.all([
    person(P256_CERTIFICATE, P256_KEY),
    person(ED25519_CERTIFICATE, ED25519_KEY),
  ]);
  return { p256, ed25519 };
}

/** Believes everybody to be this one: what a certificate says is not asked, only whether its holder signed. */
export function believing({ spki }: Person): VerifyPeer {
  return async () => ({ ok: true, publicKey: spki, subject: "whoever it is" });
}

async function person(certificate: Bytes, pkcs8: Bytes): Promise<Person> {
  const key: SigningKey | null = await loadSigningKey(pkcs8);
  if (key === null || key.spki === null) throw new Error("a key that can't be used");
  return { path: [certificate], key: remembering(key), spki: key.spki };
}

function decoded(base64: string): Bytes {
  return fromBase64Url(base64.replaceAll(/\s/g, ""));
}
