import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { leaves } from "../bytes/tree.ts";
import { generateKeyPair } from "../crypto/keys.ts";
import { opensslBench } from "../testing/faults/openssl.ts";
import { readRequest } from "./certificationRequest.ts";
import { requestFields } from "./fields.ts";
import { writeRequest } from "./issue/certificationRequest.ts";
import { CertificateError } from "./parse.ts";

const bench = opensslBench();
afterAll(() => bench.remove());

const SAID = { subject: "bob.example", names: ["bob.example", "www.bob.example"] };

async function requested(signedBy: "own" | "another") {
  const own = await generateKeyPair("ECDSA P-256");
  const signer = signedBy === "own" ? own : await generateKeyPair("ECDSA P-256");
  const der = await writeRequest({ ...SAID, publicKey: own.publicKey, privateKey: signer.privateKey });
  return { own, der };
}

describe("a request for a certificate", () => {
  test("says name and key, and its signature fits", async () => {
    const { own, der } = await requested("own");
    const read = await readRequest(der);
    expect(read).toEqual({ subject: "CN=bob.example", names: SAID.names, spki: own.spki, isSigned: true });
  });

  test("signed with another key is found out, by openssl too", async () => {
    const { der } = await requested("another");
    expect((await readRequest(der)).isSigned).toBe(false);
    expect(opensslSays(der)).not.toMatch(/verify OK/i);
  });

  test("is one for openssl, with the names that it wishes for", async () => {
    const { der } = await requested("own");
    expect(opensslSays(der)).toMatch(/verify OK/i);
    expect(opensslSays(der, "-text")).toMatch(/DNS:bob\.example, DNS:www\.bob\.example/);
  });

  test("has a field for every byte", async () => {
    const { der } = await requested("own");
    const tree = requestFields(der);
    const spans = leaves(tree);
    for (const [i, { start }] of spans.entries()) expect(start).toBe(i === 0 ? 0 : spans[i - 1]?.end);
    expect(spans.at(-1)?.end).toBe(der.length);
    const paths = spans.map(({ path }) => path);
    expect(paths).toContain("CertificationRequest.signature.Ecdsa-Sig-Value.r.value");
    expect(paths.some((path) => path.includes("extensionRequest.attrValues.Extensions.subjectAltName"))).toBe(true);
  });

  test("that is none is refused, and nothing else happens", async () => {
    const { der } = await requested("own");
    const signed = requestFields(der).children.find(({ name }) => name === "certificationRequestInfo");
    if (signed === undefined) throw new Error("nothing is signed");
    const broken = fc.record({ at: fc.nat(der.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(broken, async ({ at, by }) => {
        const changed = Uint8Array.from(der);
        changed[at] = (changed[at] ?? 0) ^ by;
        const read = await readRequest(changed).catch((error: unknown) => error);
        if (read instanceof Error) expect(read).toBeInstanceOf(CertificateError);
        // What is not signed may be said in other bytes.
        else if (at >= signed.start && at < signed.end) expect(read).toMatchObject({ isSigned: false });
        else expect(read).toMatchObject({ subject: "CN=bob.example", names: SAID.names });
      }),
      { numRuns: 120 },
    );
  });
});

function opensslSays(der: Uint8Array, ...more: readonly string[]): string {
  const file = bench.file("request.csr", [der], "CERTIFICATE REQUEST");
  return bench.run("req", "-verify", "-noout", "-in", file, ...more);
}
