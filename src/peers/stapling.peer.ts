import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { verifierOf } from "../cli/verify.ts";
import { pkcs8Of } from "../crypto/authorityKeys.ts";
import type { Bytes } from "../crypto/buffer.ts";
import { dayFrom, endEntity, issueHolder, liveKitChance, makeKit } from "../pki/issue/faults/kit.ts";
import { issueOcspResponse, type OcspStatusAsked } from "../pki/issue/ocsp.ts";
import { toPem } from "../pki/pem.ts";
import * as openssl from "./drivers/openssl.ts";
import { peerCase, withPeer } from "./harness/cases.ts";
import { type Files, SERVER_NAME } from "./harness/certificates.ts";
import { connectOurs, serveOurs } from "./harness/engine.ts";
import type { Talk } from "./harness/talk.ts";

/** OCSP responses stapled to certificates (RFC 6066 §8, RFC 8446 §4.4.2.1). */

const REVOKED: OcspStatusAsked = { status: "revoked", at: dayFrom(new Date(), -1), reason: "keyCompromise" };

withPeer("openssl", () => {
  peerCase("to them: s_server staples what we asked for, and the judge takes it", async (bench) => {
    const { talk, staple } = await visit(bench, { status: "good" }, true);
    expect(await talk.negotiated()).toMatchObject({ peer: { subject: `CN=${SERVER_NAME}` } });
    expect(stapledIn(talk)).toEqual([staple]);
  });
  peerCase("to them: it staples nothing where we do not ask", async (bench) => {
    const { talk } = await visit(bench, REVOKED, false);
    expect(await talk.negotiated()).toMatchObject({ peer: { subject: `CN=${SERVER_NAME}` } });
    expect(stapledIn(talk)).toEqual([]);
  });
  peerCase("to them: revoked by what is stapled, certificate_revoked", async (bench) => {
    const { talk, alert } = await visit(bench, REVOKED, true);
    expect((await talk.ended()).alertSent).toBe("certificate_revoked");
    expect(await alert()).toBe(44);
  });
  peerCase("to them: the answer does not know the certificate, bad_certificate_status_response", async (bench) => {
    const { talk, alert } = await visit(bench, { status: "unknown" }, true);
    expect((await talk.ended()).alertSent).toBe("bad_certificate_status_response");
    expect(await alert()).toBe(113);
  });
  for (const [answer, says] of [
    [{ status: "good" }, "Cert Status: good"],
    [REVOKED, "Cert Status: revoked"],
  ] as const) {
    peerCase(`to us: s_client -status reads what we staple: ${says}`, async (bench) => {
      const lab = await makeLab(answer);
      const { port } = await serveOurs(bench, { identity: lab.files, staple: lab.staple });
      const wish = { port, name: SERVER_NAME, ca: lab.ca, extra: ["-status"] };
      const { log } = await openssl.askWithClient(bench, wish);
      expect(log).toContain("OCSP Response Status: successful");
      expect(log).toContain(says);
    });
  }
  peerCase("to us: s_client that does not ask gets none", async (bench) => {
    const lab = await makeLab({ status: "good" });
    const { port } = await serveOurs(bench, { identity: lab.files, staple: lab.staple });
    const { log } = await openssl.askWithClient(bench, { port, name: SERVER_NAME, ca: lab.ca });
    expect(log).toContain("Verify return code: 0");
    expect(log).not.toContain("OCSP Response Status");
  });
});

type Lab = Readonly<{ ca: string; files: Files; staple: Bytes; answer: string; root: Bytes }>;

/** An authority, a server's certificate, and what the authority answers about it, as files. */
async function makeLab(answer: OcspStatusAsked): Promise<Lab> {
  const at = new Date();
  const kit = await makeKit({ random: liveKitChance, at, name: SERVER_NAME });
  const holder = await issueHolder(kit, kit.issuing, endEntity(kit, "server"));
  const { der, keys } = kit.issuing;
  const staple = await issueOcspResponse({
    certificate: holder.der,
    issuer: der,
    answer,
    responder: { der, privateKey: keys.privateKey, by: "name" },
    certificates: [],
    hash: "SHA-1",
    producedAt: dayFrom(at, -1),
    thisUpdate: dayFrom(at, -1),
    nextUpdate: dayFrom(at, 6),
  });
  const folder = await mkdtemp(join(tmpdir(), "staple-"));
  const put = async (name: string, content: string | Bytes) => {
    const path = join(folder, name);
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  const files: Files = {
    leaf: await put("leaf.pem", toPem(holder.der)),
    issuers: await put("issuers.pem", toPem(der)),
    chain: await put("chain.pem", toPem(holder.der) + toPem(der)),
    key: await put("key.pem", toPem(await pkcs8Of(holder.keys.privateKey), "PRIVATE KEY")),
    subject: `CN=${SERVER_NAME}`,
  };
  const ca = await put("ca.pem", toPem(kit.root.der));
  return { ca, files, staple, answer: await put("answer.der", staple), root: kit.root.der };
}

async function visit(bench: Parameters<typeof openssl.startServer>[0], answer: OcspStatusAsked, status: boolean) {
  const lab = await makeLab(answer);
  const wish = { identity: lab.files, ca: lab.ca, extra: ["-status_file", lab.answer] };
  const { process, port } = await openssl.startServer(bench, wish);
  const verifyPeer = verifierOf({ anchors: [lab.root], name: SERVER_NAME, now: () => Date.now() });
  const talk = await connectOurs(bench, port, { verifyPeer, status });
  const alert = async () => Number((await process.until(/SSL alert number (\d+)/))[1]);
  return { talk, staple: lab.staple, alert };
}

/** The responses that stood in the server’s Certificate. */
function stapledIn(talk: Talk): readonly Bytes[] {
  return talk.events
    .flatMap((event) => (event.type === "message" && event.message.type === "certificate" ? event.message.entries : []))
    .flatMap(({ extensions }) => extensions)
    .flatMap((extension) => (extension.type === "certificate_status" ? [extension.response] : []));
}
