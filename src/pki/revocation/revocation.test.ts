import { beforeAll, describe, expect, test } from "vitest";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement } from "../../crypto/derNumbers.ts";
import { type CrlRequest, issueCrl, type Revoked } from "../issue/crl.ts";
import { boolean, extensionOf, sequenceOf } from "../issue/der.ts";
import { dayFrom, daysFrom, type Holder, type HolderWish, issueHolder, liveKitChance } from "../issue/faults/kit.ts";
import { issueOcspResponse, type OcspRequest } from "../issue/ocsp.ts";
import { parseCertificate } from "../parse.ts";
import type { Finding } from "../path/finding.ts";
import { verifier } from "../path/links.ts";
import { checkRevocation } from "./checkRevocation.ts";
import { readEvidence } from "./evidence.ts";

/** What lists and answers count for, case by case; PKITS (`path/pkits.test.ts`) has the rest of RFC 5280 §6.3. */

const at = new Date("2026-06-01T12:00:00Z");
const kit = { random: liveKitChance, at };

let root: Holder;
let office: Holder;
let bob: Holder;
let stranger: Holder;

const CA = { ca: { pathLength: null } } as const;

beforeAll(async () => {
  root = await issueHolder(kit, "self", { subject: "Root", ...CA });
  office = await issueHolder(kit, root, { subject: "Office", ...CA });
  bob = await issueHolder(kit, office, { subject: "bob.example" });
  stranger = await issueHolder(kit, "self", { subject: "Office", ...CA });
});

const signer = ({ der, keys }: Holder) => ({ der, privateKey: keys.privateKey });

function list(by: Holder, wish: Partial<CrlRequest> = {}): Promise<Bytes> {
  const dates = { thisUpdate: dayFrom(at, -1), nextUpdate: dayFrom(at, 6) };
  return issueCrl({ issuer: signer(by), revoked: [], number: 1, ...dates, ...wish });
}

const revoked = (holder: Holder): readonly Revoked[] => [
  { der: holder.der, at: dayFrom(at, -2), reason: "superseded" },
];

function answer(wish: Partial<OcspRequest> = {}): Promise<Bytes> {
  return issueOcspResponse({
    certificate: bob.der,
    issuer: office.der,
    answer: { status: "good" },
    responder: { ...signer(office), by: "name" },
    certificates: [],
    hash: "SHA-256",
    producedAt: at,
    thisUpdate: dayFrom(at, -1),
    nextUpdate: dayFrom(at, 6),
    ...wish,
  });
}

type Given = Readonly<{
  crls?: readonly Bytes[];
  ocsp?: readonly Bytes[];
  others?: readonly Holder[];
  path?: Holder[];
}>;

function check({ crls = [], ocsp = [], others = [], path = [bob, office, root] }: Given): Promise<Finding> {
  const intermediates = others.map(({ der }) => parseCertificate(der));
  const parsed = path.map(({ der }) => parseCertificate(der));
  const verify = verifier([...parsed, ...intermediates]);
  return checkRevocation({ ...readEvidence(crls, ocsp), path: parsed, intermediates, at, verify });
}

describe("lists", () => {
  test("good ones for every certificate below the anchor", async () => {
    const found = await check({ crls: [await list(root), await list(office)] });
    expect(found).toMatchObject({ reason: null });
    expect(found.found).toContain("bob.example: not revoked, by the list of Office");
  });

  test("none at all: nobody was asked", async () => {
    expect(await check({})).toMatchObject({ reason: null, nothing: true });
  });

  test("say who is revoked, when and why", async () => {
    const found = await check({ crls: [await list(root), await list(office, { revoked: revoked(bob) })] });
    expect(found).toMatchObject({ reason: "revoked", section: "RFC 5280 §6.3.3" });
    expect(found.found).toBe("bob.example: revoked on 2026-05-30T12:00:00Z (superseded), by the list of Office");
  });

  test("revoke an authority, whatever its own list says", async () => {
    const found = await check({ crls: [await list(root, { revoked: revoked(office) }), await list(office)] });
    expect(found).toMatchObject({ reason: "revoked" });
    expect(found.found).toMatch(/^Office: revoked/);
  });

  const unknown: readonly (readonly [string, () => Promise<Given>, RegExp])[] = [
    ["missing", async () => ({ crls: [await list(root)] }), /no list of Office is here/],
    [
      "of another with the same name",
      async () => ({ crls: [await list(root), await list(stranger)] }),
      /does not verify/,
    ],
    [
      "of another with the same name who is at hand",
      async () => ({ crls: [await list(root), await list(stranger)], others: [stranger] }),
      /no path to the trust anchor/,
    ],
    [
      "too old",
      async () => ({ crls: [await list(root), await list(office, daysOfList(-9, -1))] }),
      /too old since 2026-05-31T12:00:00Z/,
    ],
    ["too new", async () => ({ crls: [await list(root), await list(office, daysOfList(1, 9))] }), /was made later/],
    [
      "without an end",
      async () => ({ crls: [await list(root), await list(office, { nextUpdate: null })] }),
      /does not say until when/,
    ],
    [
      "with what binds and is not known",
      async () => ({
        crls: [await list(root), await list(office, { extensions: [extensionOf("1.2.3.4", true, boolean(true))] })],
      }),
      /can't read: 1\.2\.3\.4/,
    ],
    [
      "for authorities only",
      async () => ({ crls: [await list(root), await list(office, { extensions: [onlyCaCerts()] })] }),
      /speaks of CA certificates only/,
    ],
    ["that can't be read", async () => ({ crls: [Uint8Array.of(1, 2, 3)] }), /no list of Office is here/],
  ];

  test.each(unknown)("%s: revocation is unknown", async (_name, given, why) => {
    const found = await check(await given());
    expect(found).toMatchObject({ reason: "revocation-unknown" });
    expect(found.found).toMatch(why);
  });

  test("are not signed by an authority that may not", async () => {
    const silent = await issueHolder(kit, root, { subject: "Silent", ...CA, keyUsage: ["keyCertSign"] });
    const carol = await issueHolder(kit, silent, { subject: "carol.example" });
    const given = { crls: [await list(root), await list(silent)], path: [carol, silent, root] };
    expect((await check(given)).found).toMatch(/no certificate of Silent that may sign lists/);
  });

  test("are signed with another key of the authority, which was certified for it", async () => {
    const second = await issueHolder(kit, root, { subject: "Office", keyUsage: ["cRLSign"] });
    const crls = [await list(root), await list(second, { revoked: revoked(bob) })];
    expect(await check({ crls, others: [second] })).toMatchObject({ reason: "revoked" });
    const withdrawn = [await list(root, { revoked: revoked(second) }), await list(second)];
    const found = await check({ crls: withdrawn, others: [second] });
    expect(found).toMatchObject({ reason: "revocation-unknown" });
    expect(found.found).toMatch(/its certificate is revoked by the list of Root/);
  });

  test("are the same in any order, with junk among them", async () => {
    const crls = [
      await list(root),
      await list(office, { revoked: revoked(bob) }),
      await list(stranger),
      Uint8Array.of(0),
    ];
    const found = await check({ crls, others: [stranger] });
    expect(await check({ crls: crls.toReversed(), others: [stranger] })).toEqual(found);
    expect(found).toMatchObject({ reason: "revoked" });
  });
});

describe("OCSP answers", () => {
  const delegate = (wish: Partial<HolderWish> = {}, by: Holder = office) =>
    issueHolder(kit, by, { subject: "Responder", usages: ["OCSPSigning"], ...wish });
  const by = (holder: Holder, how: "name" | "key" = "key"): Partial<OcspRequest> => ({
    responder: { ...signer(holder), by: how },
    certificates: [holder.der],
  });

  test.each(["SHA-1", "SHA-256"] as const)("of the issuer, with %s, by name and by key", async (hash) => {
    for (const how of ["name", "key"] as const) {
      const ocsp = [await answer({ hash, responder: { ...signer(office), by: how } })];
      expect(await check({ ocsp })).toMatchObject({ reason: null });
    }
  });

  test("say that it is revoked", async () => {
    const ocsp = [await answer({ answer: { status: "revoked", at, reason: "keyCompromise" } })];
    const found = await check({ ocsp });
    expect(found).toMatchObject({ reason: "revoked", section: "RFC 6960 §2.2" });
    expect(found.found).toMatch(
      /bob\.example: revoked on 2026-06-01T12:00:00Z \(keyCompromise\), by the OCSP answer of/,
    );
  });

  test("of a responder whom the issuer certified", async () => {
    expect(await check({ ocsp: [await answer(by(await delegate()))] })).toMatchObject({ reason: null });
  });

  test("stand in for the list about the end-entity certificate, not for others, and not against one", async () => {
    const ocsp = [await answer()];
    expect(await check({ crls: [await list(root)], ocsp })).toMatchObject({ reason: null });
    expect(await check({ crls: [await list(office)], ocsp })).toMatchObject({ reason: "revocation-unknown" });
    const crls = [await list(root), await list(office, { revoked: revoked(bob) })];
    expect(await check({ crls, ocsp })).toMatchObject({ reason: "revoked" });
  });

  const unknown: readonly (readonly [string, () => Promise<Partial<OcspRequest>>, RegExp])[] = [
    ["about another", async () => ({ certificate: office.der }), /about another certificate/],
    ["about one of another issuer", async () => ({ issuer: stranger.der }), /about another certificate/],
    ["that does not know", async () => ({ answer: { status: "unknown" } }), /does not know the certificate/],
    ["too old", async () => daysOfList(-9, -1), /too old since/],
    ["too new", async () => daysOfList(1, 9), /was made later/],
    ["without an end, of two days ago", async () => ({ thisUpdate: dayFrom(at, -2), nextUpdate: null }), /too old/],
    ["of a namesake of the issuer", async () => by(stranger, "name"), /does not verify|was not certified|may not/],
    [
      "of one who was not certified for it",
      async () => by(await delegate({ usages: ["serverAuth"] })),
      /not for OCSPSigning/,
    ],
    ["of one whom another certified", async () => by(await delegate({}, root)), /was not certified by Office/],
    ["of one out of date", async () => by(await delegate(daysFrom(at, -9, -1))), /out of date/],
    [
      "of one whose key is for agreement",
      async () => by(await delegate({ keyUsage: ["keyAgreement"] })),
      /not for signatures/,
    ],
    ["of one who is not there", async () => ({ ...by(await delegate()), certificates: [] }), /nobody is here/],
  ];

  test.each(unknown)("%s: revocation is unknown", async (_name, wish, why) => {
    const found = await check({ ocsp: [await answer(await wish())] });
    expect(found).toMatchObject({ reason: "revocation-unknown" });
    expect(found.found).toMatch(why);
  });

  test("of a responder who is revoked do not count", async () => {
    const responder = await delegate();
    const says = { ...by(responder), answer: { status: "revoked", at } } as const;
    const ocsp = [await answer(says)];
    expect(await check({ crls: [await list(root), await list(office)], ocsp })).toMatchObject({ reason: "revoked" });
    const crls = [await list(root), await list(office, { revoked: revoked(responder) })];
    expect(await check({ crls, ocsp })).toMatchObject({ reason: null });
  });

  test("that can't be read, or that have none, leave it unknown", async () => {
    const tryLater = Uint8Array.of(0x30, 3, 0x0a, 1, 3);
    expect((await check({ ocsp: [tryLater] })).found).toMatch(/says tryLater/);
    expect(await check({ ocsp: [Uint8Array.of(0x30)] })).toMatchObject({ reason: "revocation-unknown" });
  });

  test("of which one byte is another never make a certificate good that is not", async () => {
    const good = await answer();
    for (let i = 0; i < good.length; i += 3) {
      const changed = Uint8Array.from(good);
      changed[i] = (changed[i] ?? 0) ^ 0x01;
      const { reason } = await check({ ocsp: [changed] });
      // Bytes outside of what is signed may change its encoding's outermost parts only, which are checked.
      expect(reason, `byte ${i}`).not.toBeNull();
    }
  });
});

function daysOfList(from: number, to: number) {
  return { thisUpdate: dayFrom(at, from), nextUpdate: dayFrom(at, to) };
}

/** issuingDistributionPoint with onlyContainsCACerts. */
function onlyCaCerts(): Bytes {
  return extensionOf("2.5.29.28", true, sequenceOf(writeElement(0x82, Uint8Array.of(0xff))));
}
