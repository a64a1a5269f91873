import { beforeAll, describe, expect, it } from "vitest";
import { allClientWords, type ClientWord, clientWords } from "./clientWords.ts";
import { habitsOf, lessonsOf, sameWords, splitFaults, unawareOf } from "./lessons.ts";

/** What the data shows, asserted: where a new measurement shows another thing, these words have to change with it. */

let words: readonly ClientWord[] = [];

beforeAll(async () => {
  words = await allClientWords();
});

/** How often a program sent which alert, null: none. */
function alertsOf(client: string, side: "client" | "server" = "client"): Readonly<Record<string, number>> {
  const habit = habitsOf(words, side).find((one) => one.client === client);
  return Object.fromEntries(Array.from(habit?.alerts ?? [], ([alert, count]) => [String(alert), count]));
}

describe("the alert says who refused, not why", () => {
  it("Chromium sends 46 for whatever is wrong with a certificate", () => {
    const { 46: usual = 0, ...others } = alertsOf("Chromium");
    expect(usual).toBeGreaterThanOrEqual(14);
    // About the handshake itself: a signature that doesn't fit, a key that may not sign.
    expect(Object.keys(others).sort()).toEqual(["47", "51"]);
  });

  it("Go and GnuTLS send 42, Node and wget none", () => {
    expect(Object.keys(alertsOf("Go crypto/tls")).sort()).toEqual(["42", "51"]);
    const { 42: usual = 0 } = alertsOf("gnutls-cli");
    expect(usual).toBeGreaterThanOrEqual(12);
    expect(Object.keys(alertsOf("Node tls"))).toEqual(["null"]);
    expect(Object.keys(alertsOf("wget"))).toEqual(["null"]);
  });

  it("OpenSSL says what it found, as far as there is an alert for it", () => {
    expect(Object.keys(alertsOf("openssl s_client")).sort()).toEqual(["42", "43", "44", "45", "46", "48", "51"]);
  });
});

it("a missing intermediate reads like an unknown authority nearly everywhere", () => {
  const { same, all } = sameWords(words);
  expect(all).toBeGreaterThanOrEqual(10);
  expect(same.length).toBeGreaterThanOrEqual(all - 3);
  expect(same).not.toContain("Node tls");
});

describe("nobody notices a revocation who isn't told to look", () => {
  it("in a list", () => {
    const { unaware, all } = unawareOf(words, "revoked-by-crl");
    expect(unaware.length).toBe(all);
    expect(all).toBeGreaterThanOrEqual(20);
  });

  it("in a stapled answer, but browsers and GnuTLS", () => {
    const asked = words.filter(({ fault, side, setting }) => {
      return fault === "revoked-by-ocsp" && side === "client" && setting === "unasked";
    });
    const aware = asked.filter(({ accepted }) => !accepted).map(({ client }) => client);
    expect(aware.sort()).toEqual(["Chromium", "Firefox", "gnutls-cli", "wget"]);
  });
});

it("without a client certificate nginx answers HTTP 400, and MariaDB says access denied", async () => {
  const judged = (await clientWords("certificate-missing", "server")).filter(({ by }) => by === "judged");
  const textOf = (name: string): string => judged.find(({ client }) => client === name)?.text ?? "";
  expect(textOf("nginx")).toBe("400 No required SSL certificate was sent");
  expect(textOf("mariadb client")).toMatch(/^ERROR 1045 \(28000\): Access denied for user/);
});

it("a name in the common name is enough for what is built on OpenSSL, and for nobody else", () => {
  const split = splitFaults(words).find(({ fault }) => fault === "name-only-in-cn");
  expect(split?.accept).toBeGreaterThanOrEqual(8);
  const refuse = words.filter(({ fault, side, by, accepted }) => {
    return fault === "name-only-in-cn" && side === "client" && by === "judge" && !accepted;
  });
  expect(refuse.map(({ client }) => client).sort()).toEqual(["Chromium", "Firefox", "Go crypto/tls"]);
});

it("the lessons are sentences with the figures in them", () => {
  const lessons = lessonsOf(words);
  expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length);
  for (const { says } of lessons) {
    expect(says).toMatch(/\d|“/);
    expect(says).not.toMatch(/undefined|NaN|“”|: \.|; \./);
  }
});
