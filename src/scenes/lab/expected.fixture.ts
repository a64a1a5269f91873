import type { FaultId } from "../../pki/issue/faults.ts";
import type { AlertName } from "../../tls/codepoints.ts";
import type { LabSetup } from "./setup.ts";

/**
 * What must come of a set-up, worked out from the RFCs and from nothing that the lab itself uses: the tests hold runs
 * against it.
 */

type Purpose = "server" | "client";

/** RFC 8446 §6.2: which alert says what is wrong with a certificate; null: nothing that a peer minds. */
const ALERTS: Readonly<Record<FaultId | "good", AlertName | null>> = {
  good: null,
  // §4.4.2: a chain out of order is put up with.
  "wrong-order": null,
  expired: "certificate_expired",
  "not-yet-valid": "certificate_expired",
  "expired-intermediate": "certificate_expired",
  "wrong-name": "bad_certificate",
  "name-only-in-cn": "bad_certificate",
  "wildcard-too-wide": "bad_certificate",
  "name-outside-constraints": "bad_certificate",
  "tampered-signature": "bad_certificate",
  "weak-hash": "bad_certificate",
  "weak-key": "bad_certificate",
  "self-signed": "unknown_ca",
  "unknown-root": "unknown_ca",
  "missing-intermediate": "unknown_ca",
  "intermediate-not-a-ca": "unknown_ca",
  "path-too-long": "unknown_ca",
  "wrong-key-usage": "unsupported_certificate",
  "wrong-extended-key-usage": "unsupported_certificate",
  "revoked-by-crl": "certificate_revoked",
  "revoked-by-ocsp": "certificate_revoked",
  "key-not-held": "decrypt_error",
  "certificate-missing": null,
};

const NAME: readonly string[] = ["wrong-name", "name-only-in-cn", "wildcard-too-wide"];
const DATES: readonly string[] = ["expired", "not-yet-valid", "expired-intermediate"];
const USAGE: readonly string[] = ["wrong-key-usage", "wrong-extended-key-usage"];

/** What must become of a certificate: taken (null), refused with this alert, or either ("open"), where a what-if decides. */
export type Fate = AlertName | null | "open";

type Case = Readonly<{ fault: FaultId | "good"; purpose: Purpose; anchored: boolean; setup: LabSetup }>;

function fateOf({ fault, purpose, anchored, setup }: Case): Fate {
  // §4.4.2.4: a server must show one; what a client must do, the server says.
  if (fault === "certificate-missing") return purpose === "server" ? "decode_error" : "certificate_required";
  const lax = purpose === "server";
  if (lax && setup.anyAuthority === "on" && (!anchored || ALERTS[fault] === "unknown_ca")) return "open";
  if (!anchored) return "unknown_ca";
  const isSkipped =
    (setup.skipName === "on" && NAME.includes(fault)) ||
    (setup.ignoreDates === "on" && DATES.includes(fault)) ||
    (setup.ignoreUsage === "on" && USAGE.includes(fault));
  return lax && isSkipped ? null : ALERTS[fault];
}

/** Whether Mallory answers in Bob's place. */
export function poses({ mallory }: LabSetup): boolean {
  return mallory === "impersonate" || mallory === "relay";
}

/** What Alice must think of whoever answers her. */
export function fateOfServer(setup: LabSetup): Fate {
  const { malloryShows, bobShows, aliceTrusts, signedBy } = setup;
  const trustsRight = aliceTrusts === "right" || aliceTrusts === "right-and-mallory";
  const trustsMallory = aliceTrusts === "mallory" || aliceTrusts === "right-and-mallory";
  const of = (fault: FaultId | "good", anchored: boolean) => fateOf({ fault, purpose: "server", anchored, setup });
  if (!poses(setup)) return of(bobShows, trustsRight);
  if (malloryShows === "bobs" || malloryShows === "bobs-and-key") {
    const fate = of(bobShows, trustsRight);
    // Whatever is shown, without its key nothing is proved (§4.4.3).
    return malloryShows === "bobs" && fate === null ? "decrypt_error" : fate;
  }
  return of(malloryShows, signedBy === "own" ? trustsMallory : trustsRight);
}

/**
 * Whether Mallory’s own end goes on with Alice. She takes any certificate; but her TLS checks CertificateVerify as any
 * other does (§4.4.3), and signatures of a key that is too short it does not check at all.
 */
export function malloryTakesAlice({ bobAsks, aliceShows }: LabSetup): boolean {
  return bobAsks === "none" || (aliceShows !== "key-not-held" && aliceShows !== "weak-key");
}

/** What Bob must think of whoever calls him; null also where he does not ask. */
export function fateOfClient(setup: LabSetup): Fate {
  const { bobAsks, bobTrusts, mallory, malloryCalls } = setup;
  if (bobAsks === "none") return null;
  const trustsRight = bobTrusts === "right" || bobTrusts === "right-and-mallory";
  const trustsMallory = bobTrusts === "mallory" || bobTrusts === "right-and-mallory";
  // Over a relay it is Mallory who calls.
  const fault =
    mallory !== "relay" || malloryCalls === "alices"
      ? setup.aliceShows
      : malloryCalls === "own"
        ? "good"
        : "certificate-missing";
  if (fault === "certificate-missing" && bobAsks === "ask") return null;
  const anchored = mallory === "relay" && malloryCalls === "own" ? trustsMallory : trustsRight;
  const fate = fateOf({ fault, purpose: "client", anchored, setup });
  // A copy of Alice’s certificate proves nothing without its key (§4.4.3).
  return mallory === "relay" && malloryCalls === "alices" && fate === null ? "decrypt_error" : fate;
}

/** What the two must agree on (RFC 8446 §4.1.1, RFC 7301 §3.2), by the server's preference; or the alert for it. */
export function agreement(setup: LabSetup) {
  const first = <T extends string>(mine: readonly T[], theirs: readonly T[]) => mine.filter((x) => theirs.includes(x));
  const [suite = null] = first(setup.bobSuites, setup.aliceSuites);
  const groups = first(setup.bobGroups, setup.aliceGroups);
  // A share that is there saves a round trip.
  const [group = groups[0] ?? null] = first(groups, setup.aliceShares);
  const [alpn = null] = first(setup.bobAlpn, setup.aliceAlpn);
  const quarrel = alpn === null && setup.aliceAlpn.length > 0 && setup.bobAlpn.length > 0;
  const alert: AlertName | null =
    suite === null
      ? "handshake_failure"
      : quarrel
        ? "no_application_protocol"
        : group === null
          ? "handshake_failure"
          : null;
  return { suite, group, alpn, alert };
}

/** Whether a copy of Alice’s letter must be taken for a new one (§8): early, and nobody knows that its ticket was used. */
export function isRepeated(setup: LabSetup): boolean {
  const { mallory, sessions, noAccount } = setup;
  return mallory === "replay" && sessions === "early" && noAccount === "on" && isInOrder(setup);
}

/** Whether two ends who are left alone have nothing to complain of. */
export function isInOrder(setup: LabSetup): boolean {
  return agreement(setup).alert === null && fateOfServer(setup) === null && fateOfClient(setup) === null;
}

/** Whether Mallory lays hands on the n-th record that comes by her. */
export function touches({ mallory, record }: LabSetup, number: number): boolean {
  if (mallory === "drop") return record === "auto" || Number(record) === number;
  if (mallory === "downgrade") return number === 1;
  if (mallory === "truncate") return record !== "auto" && Number(record) <= number;
  return mallory === "tamper" && Number(record) === number;
}

/** Whether nobody on the way does more than listen, or does so only to records that never come. */
export function isQuiet({ mallory }: LabSetup): boolean {
  return mallory === "off" || mallory === "eavesdrop";
}
