import { describe, expect, test } from "vitest";
import { utf8 } from "../../bytes/text.ts";
import { writeElement } from "../../crypto/derNumbers.ts";
import { issueCrl } from "../issue/crl.ts";
import { extensionOf, oid, sequenceOf } from "../issue/der.ts";
import { dayFrom } from "../issue/faults/kit.ts";
import { parseCertificate } from "../parse.ts";
import { checkName } from "./checks/name.ts";
import { craft, integer } from "./crafted.fixture.ts";
import { judgePath } from "./judge.ts";
import { authority, issue, NOW } from "./world.fixture.ts";

/** What a stranger sends to make a judge work, or wait, for ever. Nothing of it is signed by anybody. */

const request = { purpose: "server", name: "bob.example", at: NOW, skip: new Map() } as const;

describe("DSA keys without parameters", () => {
  test("that have them from each other are given up on", async () => {
    const root = await authority("S");
    const [a, b] = [craft({ subject: "S", issuer: "S", serial: integer(2) }), craft({ subject: "S", issuer: "S" })];
    const presented = [craft({ subject: "bob.example", issuer: "S", serial: integer(3) }), a, b];
    const verdict = await judgePath({ ...request, presented, anchors: [root.der] });
    expect(verdict.accepted).toBe(false);
  }, 2000);
});

describe("names", () => {
  test.each(["alice@ban\u212a.example", "alice@bank.example\0", "alice@bank.example@bank.example"])(
    "%j in a certificate is not alice@bank.example",
    (value) => {
      const names = extensionOf("2.5.29.17", false, sequenceOf(writeElement(0x81, utf8(value))));
      const endEntity = parseCertificate(craft({ subject: "Alice", issuer: "S", extensions: [names] }));
      const terms = {
        purpose: "client",
        profile: "rfc5280",
        strict: false,
        named: true,
        dsa: false,
        complete: true,
      } as const;
      expect(checkName(endEntity, "alice@bank.example", terms).reason).toBe("wrong-name");
    },
  );
});

/** Each took from nine seconds to several minutes: vitest's five seconds are the bound. */
describe("time is bounded where there are many", () => {
  test("e-mail addresses in a subject, and constraints on such", async () => {
    const root = await authority("Root");
    const emails = Array.from({ length: 1500 }, (_, i) => ["1.2.840.113549.1.9.1", `a@h${i}.example`] as const);
    const leaf = craft({ subject: emails, issuer: "Mid" });
    const trees = Array.from({ length: 3000 }, (_, i) => sequenceOf(writeElement(0x81, utf8(`g${i}.example`))));
    const middle = craft({ subject: "Mid", issuer: "Root", extensions: [excluding(trees)] });
    const { checks } = await judgePath({ ...request, presented: [leaf, middle], anchors: [root.der] });
    expect(checks.find(({ id }) => id === "constraints")).toMatchObject({
      reason: "name-not-permitted",
      found: "more than 200000 names and constraints",
    });
  });

  test("paths with constraints on addresses", async () => {
    const root = await authority("Root");
    const [front, mask] = [Array.from({ length: 13 }, () => 1), Array.from({ length: 16 }, () => 255)];
    const addresses = (last: number, ...more: readonly number[]) =>
      Array.from({ length: 310 }, (_, i) =>
        writeElement(0x87, Uint8Array.from([...front, last, i >> 8, i & 255, ...more])),
      );
    const names = extensionOf("2.5.29.17", false, sequenceOf(...addresses(2)));
    const leaf = craft({ subject: "bob.example", issuer: "Mid", extensions: [names] });
    const constraints = excluding(addresses(3, ...mask).map((each) => sequenceOf(each)));
    const middles = Array.from({ length: 64 }, (_, i) =>
      craft({ subject: "Mid", issuer: "Root", spki: keyOf(Uint8Array.of(0, i)), extensions: [constraints] }),
    );
    const verdict = await judgePath({ ...request, presented: [leaf, ...middles], anchors: [root.der] });
    expect(verdict).toMatchObject({ accepted: false, candidates: { length: 64 } });
  });

  test("large certificates that differ in one byte", async () => {
    const root = await authority("Root");
    const middles = Array.from({ length: 127 }, (_, i) => {
      const spki = keyOf(new Uint8Array(40_000).fill(i, 39_999));
      return craft({ subject: "Mid", issuer: "Mid", spki });
    });
    const presented = [craft({ subject: "bob.example", issuer: "Mid" }), ...middles];
    expect((await judgePath({ ...request, presented, anchors: [root.der] })).reason).toBe("path-too-deep");
  });

  test("places for lists, and lists", async () => {
    const root = await authority("Root");
    const place = (i: number) => writeElement(0x86, utf8(`http://h${i}.example/`));
    const point = (i: number) => sequenceOf(writeElement(0xa0, writeElement(0xa0, place(i))));
    const places = Array.from({ length: 1500 }, (_, i) => point(i));
    const points = extensionOf("2.5.29.31", false, sequenceOf(...places));
    const leaf = craft({ subject: "bob.example", issuer: "Mid", extensions: [points] });
    const middles = Array.from({ length: 64 }, (_, i) =>
      craft({ subject: "Mid", issuer: "Root", spki: keyOf(Uint8Array.of(0, i)) }),
    );
    const { keys } = await authority("Mid");
    const issuer = {
      der: (await issue("Mid", "self", { ca: { pathLength: null } }, keys)).der,
      privateKey: keys.privateKey,
    };
    const crls = await Promise.all(
      Array.from({ length: 64 }, (_, number) =>
        issueCrl({ issuer, revoked: [], number, thisUpdate: NOW, nextUpdate: dayFrom(NOW, 1) }),
      ),
    );
    const presented = [leaf, ...middles];
    const verdict = await judgePath({ ...request, presented, anchors: [root.der], crls });
    expect(verdict.checks.find(({ id }) => id === "revocation")?.reason).toBe("revocation-unknown");
  });
});

function keyOf(content: Uint8Array) {
  return sequenceOf(sequenceOf(oid("1.2.3")), writeElement(0x03, content));
}

function excluding(trees: readonly Uint8Array[]) {
  return extensionOf("2.5.29.30", true, sequenceOf(writeElement(0xa1, ...trees)));
}
