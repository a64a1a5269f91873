import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { FaultId } from "../../../pki/issue/faults.ts";
import { adviceOn } from "../advice.ts";
import { allClientWords, type ClientWord } from "../clientWords.ts";
import { type ErrorHit, searchErrors, searchIn } from "./searchErrors.ts";
import { buildIndex, type SearchIndex } from "./searchIndex.ts";
import { MAX_INPUT, tokensOf } from "./tokens.ts";

let words: readonly ClientWord[] = [];
let index: SearchIndex;

beforeAll(async () => {
  words = await allClientWords();
  index = buildIndex(words);
});

function faultsIn(text: string): readonly FaultId[] {
  return searchIn(index, text).map(({ fault }) => fault);
}

describe("every text that a program was heard to say", () => {
  /** Of each distinct text, the faults of which it was said. */
  function texts(): ReadonlyMap<string, ReadonlySet<FaultId>> {
    const found = new Map<string, Set<FaultId>>();
    for (const { fault, accepted, text } of words) {
      if (fault === "none" || accepted || text === "") continue;
      found.set(text, (found.get(text) ?? new Set()).add(fault));
    }
    return found;
  }

  it("finds every fault of which it was said", () => {
    for (const [text, faults] of texts()) {
      expect(faultsIn(text), text).toEqual(expect.arrayContaining([...faults]));
    }
  });

  it("finds one of its own first, but where others have the same words and are met more often", () => {
    // An alert may be sent for many faults: what it makes somebody say fits all of them alike.
    const answers = new Set(
      words.filter((word) => word.by === "judged" && word.alert !== null).map(({ text }) => text),
    );
    const all = [...texts()].filter(([text]) => !answers.has(text));
    const first = all.filter(([text, faults]) => faults.has(faultsIn(text)[0] ?? "wrong-order"));
    expect(first.length / all.length).toBeGreaterThan(0.95);
    // Nothing that isn't first has words of its own: each of its lines was said of what comes before it, too.
    for (const [text, faults] of all.filter((one) => !first.includes(one))) {
      const best = faultsIn(text)[0];
      const linesOf = (wanted: (fault: FaultId) => boolean): ReadonlySet<string> =>
        new Set(
          words.flatMap((word) =>
            word.fault !== "none" && wanted(word.fault) ? word.text.split("\n").map(keyOf) : [],
          ),
        );
      const others = linesOf((fault) => fault === best);
      const unheard = text.split("\n").filter((line) => keyOf(line) !== "" && !others.has(keyOf(line)));
      expect(unheard, `${text}\n${best} before ${[...faults].join()}`).toEqual([]);
    }
  });

  it("is found in a log, with other times, hosts, quotes, case and white space", () => {
    const changes: readonly ((text: string) => string)[] = [
      (text) => text.toUpperCase(),
      (text) => text.replaceAll(/\s+/g, "   "),
      (text) => text.replaceAll(/['"‘’]/g, "“"),
      (text) => text.replaceAll(/\n/g, "\r\n"),
      (text) => text.replaceAll(/^/gm, "2031-01-02T03:04:05.678Z web-7 app[991]: "),
      (text) => `GET /health 200\n${text}\nretrying in 5 s\n`,
    ];
    for (const [text, faults] of texts()) {
      for (const change of changes) {
        const found = faultsIn(change(text.replaceAll("<time>", "2026-01-02 10:11:12").replaceAll("<port>", "8443")));
        expect(
          found.some((fault) => faults.has(fault)),
          change(text),
        ).toBe(true);
      }
    }
  });

  function keyOf(line: string): string {
    return tokensOf(line)
      .map(({ word }) => word)
      .join(" ");
  }
});

describe("what people paste", () => {
  it.each<[string, FaultId]>([
    ["Error: unable to verify the first certificate", "missing-intermediate"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "missing-intermediate"],
    ["fetch failed … cause: Error: certificate has expired … code: 'CERT_HAS_EXPIRED'", "expired"],
    ["NET::ERR_CERT_DATE_INVALID", "expired"],
    ["This server could not prove that it is shop.test; its security certificate expired 3 days ago.", "expired"],
    ["self signed certificate", "self-signed"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed"],
    ["SSL certificate problem: self signed certificate in certificate chain", "unknown-root"],
    ["npm ERR! code SELF_SIGNED_CERT_IN_CHAIN", "unknown-root"],
    ["verify error:num=19:self-signed certificate in certificate chain", "unknown-root"],
    ["SSL_ERROR_BAD_CERT_DOMAIN", "wrong-name"],
    ["x509: certificate relies on legacy Common Name field, use SANs instead", "name-only-in-cn"],
    ["x509: certificate is valid for www.shop.test, not shop.test", "wrong-name"],
    ["subject name does not match target host name 'www.shop.test'", "wrong-name"],
    ["400 No required SSL certificate was sent", "certificate-missing"],
    ["tlsv13 alert certificate required", "certificate-missing"],
    ["certificate_required", "certificate-missing"],
    ["ERROR 1045 (28000): Access denied for user 'repl'@'10.1.2.3' (using password: YES)", "certificate-missing"],
    ["FATAL:  connection requires a valid client certificate", "certificate-missing"],
    ["key values mismatch", "key-not-held"],
    ["tls: private key does not match public key", "key-not-held"],
    ["nginx: [emerg] SSL_CTX_use_certificate failed (SSL: error:0A00018F:SSL routines::ee key too small)", "weak-key"],
    ["ca md too weak", "weak-hash"],
    ["SEC_ERROR_REVOKED_CERTIFICATE", "revoked-by-ocsp"],
    ["verify error:num=25:path length constraint exceeded", "path-too-long"],
    ["certificate is not yet valid", "not-yet-valid"],
    ["Extended key usage does not permit use for TLS client authentication", "wrong-extended-key-usage"],
    ["name constraints check failed", "name-outside-constraints"],
  ])("%s", (text, fault) => {
    expect(faultsIn(text)[0]).toBe(fault);
  });

  it("that has the same words for several faults gives all of them, the one that is met most first", () => {
    expect(faultsIn("curl: (60) SSL certificate problem: unable to get local issuer certificate").slice(0, 2)).toEqual([
      "missing-intermediate",
      "unknown-root",
    ]);
    const java = faultsIn("unable to find valid certification path to requested target");
    expect(java).toEqual(expect.arrayContaining(["missing-intermediate", "unknown-root", "self-signed"]));
    expect(faultsIn("SSL alert number 42").length).toBeGreaterThan(5);
    expect(faultsIn("bad_certificate").length).toBeGreaterThan(5);
  });

  it.each([
    "javax.net.ssl.SSLHandshakeException: Received fatal alert: bad_certificate",
    "remote error: tls: bad certificate",
    "curl: (56) OpenSSL SSL_read: error:0A000412:SSL routines::sslv3 alert bad certificate, errno 0",
  ])("that tells of an alert gives all that it is sent for by anybody, not by one program alone: %s", (text) => {
    const found = faultsIn(text);
    expect(found.length).toBeGreaterThan(5);
    expect(found).toEqual(expect.arrayContaining(["unknown-root", "expired", "wrong-extended-key-usage"]));
  });

  it("says whose certificate it is about, and who says such words", () => {
    const [hit] = searchIn(index, "client sent no required SSL certificate while reading client request headers");
    expect(hit).toMatchObject({ fault: "certificate-missing", purpose: "client", score: 1 });
    const [other] = searchIn(index, "curl: (60) SSL certificate problem: certificate has expired");
    expect(other).toMatchObject({ fault: "expired", purpose: "server", said: "curl" });
    expect(other?.matched).toContain("certificate has expired");
  });

  it.each([
    "",
    "hello world",
    "my subscription has expired",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt",
    "TypeError: Cannot read properties of undefined (reading 'map')",
    "connect ECONNREFUSED 127.0.0.1:5432",
    "a certificate of achievement was handed to each of them",
    "certificate",
    "SSL TLS key chain",
    "In the future we will verify the issue again",
    "Segmentation fault (core dumped)",
    "error error error error",
    "证书已过期",
    "\u202e\u0000\ufeff",
  ])("and is no such error finds nothing: %j", (text) => {
    expect(searchIn(index, text)).toEqual([]);
  });
});

describe("any text at all", () => {
  const pieces = fc.constantFrom(
    "certificate ",
    "alert ",
    "42 ",
    "SSL",
    "error:",
    "<<",
    "0x",
    "::",
    "'",
    "\n",
    "verify ",
  );

  it("is searched without throwing, in bounded time, and gives ordered results that there is advice on", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 2000 }),
      fc.array(pieces, { maxLength: 2000 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (pasted) => {
        const { hits, ms } = timed(pasted);
        expect(ms).toBeLessThan(50);
        for (const [place, { fault, score }] of hits.entries()) {
          expect(adviceOn(fault).title).not.toBe("");
          expect(score).toBeLessThanOrEqual(hits[place - 1]?.score ?? 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["one letter", "a".repeat(10 * MAX_INPUT)],
    ["angle brackets", "<".repeat(2 * MAX_INPUT)],
    ["a long number", "0123456789abcdef".repeat(MAX_INPUT / 8)],
    ["colons and digits", "1:2:3:4.5.6.7:8 ".repeat(MAX_INPUT / 8)],
    ["the same words", "certificate has expired ".repeat(MAX_INPUT / 16)],
    ["capital letters that grow", "İ".repeat(2 * MAX_INPUT)],
  ])("as long as it may be, of %s, takes no longer than 100 ms of a processor", (_, text) => {
    expect(timed(text).ms).toBeLessThan(100);
  });

  it("of all that was ever said, cut at 64 KiB, takes no longer than 100 ms of a processor", () => {
    const text = words.map((word) => word.text).join("\n");
    const all = text.repeat(Math.ceil((2 * MAX_INPUT) / text.length));
    expect(timed(all).ms).toBeLessThan(100);
    expect(searchIn(index, `${" ".repeat(MAX_INPUT)}certificate has expired`)).toEqual([]);
  });

  /** The least of some runs in processor time, as others may keep the machine busy. */
  function timed(text: string): Readonly<{ hits: readonly ErrorHit[]; ms: number }> {
    let ms = Number.POSITIVE_INFINITY;
    let hits: readonly ErrorHit[] = [];
    for (let run = 0; run < 5 && ms > 20; run += 1) {
      const before = process.cpuUsage();
      hits = searchIn(index, text);
      const { user, system } = process.cpuUsage(before);
      ms = Math.min(ms, (user + system) / 1000);
    }
    return { hits, ms };
  }
});

it("fetches the data by itself", async () => {
  const [hit] = await searchErrors("certificate has expired");
  expect(hit?.fault).toBe("expired");
});
