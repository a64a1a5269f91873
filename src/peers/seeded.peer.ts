import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { answerRequests } from "../cli/answers.ts";
import { serve } from "../cli/socket.ts";
import { verifierOf } from "../cli/verify.ts";
import { RsaPool } from "../crypto/pool.ts";
import { seededMaker } from "../crypto/seeded/maker.ts";
import { signingKeyOf } from "../crypto/signatures.ts";
import { Source } from "../crypto/source.ts";
import { endEntity, issueHolder, type KitChance, makeKit } from "../pki/issue/faults/kit.ts";
import { toPem } from "../pki/pem.ts";
import * as openssl from "./drivers/openssl.ts";
import type { Bench } from "./harness/bench.ts";
import { peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";

/** What a seed gives is a chain and signatures like any other, for others too. */

withPeer("openssl", () => {
  peerCase("to us: it takes a seeded chain and a seeded CertificateVerify", async (bench) => {
    const { port, ca } = await serveSeeded(bench, SERVER_NAME);
    const { log } = await openssl.askWithClient(bench, { port, ca, name: SERVER_NAME });
    expect(log).toContain("Verify return code: 0 (ok)");
    expect(log).toMatch(/Peer signature type: ecdsa/i);
    expect(log).toContain("client: nobody");
  });
  peerCase("to us: it refuses a seeded chain for another name", async (bench) => {
    const { port, ca } = await serveSeeded(bench, "other.example");
    const { log } = await openssl.askWithClient(bench, { port, ca, name: SERVER_NAME });
    expect(log).toMatch(/hostname mismatch/i);
    expect(log).not.toContain("client: nobody");
  });
});

/** Our server with a key and a chain out of a seed. */
async function serveSeeded(bench: Bench, name: string): Promise<Readonly<{ port: number; ca: string }>> {
  const source = new Source(new RsaPool(0), [], seededMaker("class 7b"));
  const random: KitChance = {
    random: (label, size) => source.random(label, size),
    bytes: (label, make) => source.bytes(label, make),
    keyPair: (label) => source.keyPair(label, "ECDSA P-256"),
  };
  const kit = await makeKit({ random, at: new Date(), name });
  const { root, issuing } = kit;
  const key = await source.keyPair("key of the server", "ECDSA P-256");
  const { der } = await issueHolder(kit, issuing, { ...endEntity(kit, "server"), keys: key });
  const ca = join(await mkdtemp(join(tmpdir(), "seeded-")), "ca.pem");
  await writeFile(ca, toPem(root.der));
  const verifyPeer = verifierOf({ anchors: [root.der], name: null, now: () => Date.now() });
  const { port, close } = await serve({
    port: 0,
    tls: { identities: [{ path: [der, issuing.der], key: signingKeyOf(key) }], verifyPeer },
    serve: answerRequests,
    onEvent: () => undefined,
    onFault: (error) => bench.fault(error),
  });
  bench.atEnd(close);
  return { port, ca };
}
