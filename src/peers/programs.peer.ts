import { expect } from "vitest";
import { CLIENTS, type ClientPeer, clientOf, SERVERS, type ServerPeer, serverOf } from "./drivers/contenders.ts";
import { startAlice, startBob } from "./drivers/programs.ts";
import { peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";
import type { Found } from "./harness/found.ts";
import { readLab } from "./harness/lab.ts";

/** `bob` and `alice` themselves, by what they print and the codes that they end with. */

const { certificates } = readLab();
const { ca, clients, servers, badClients, badServers } = certificates;
const IDENTITY = ["--cert", servers["P-256"].chain, "--key", servers["P-256"].key];

for (const peer of CLIENTS) {
  withPeer(peer, (found) => {
    bob(peer, found);
  });
}

for (const peer of SERVERS) {
  withPeer(peer, (found) => {
    alice(peer, found);
  });
}

function bob(peer: ClientPeer, found: Found): void {
  peerCase("to us: what Bob prints of a good client, and of one that he refuses", async (bench) => {
    const required = ["--client-ca", ca, "--require-client-cert"];
    const more = ["--groups", "secp256r1", "--alpn", "http/1.1", "--json"];
    const { process, port } = await startBob(bench, [...IDENTITY, ...required, ...more]);
    const ask = clientOf(peer, found);
    const wish = { port, name: SERVER_NAME, ca, groups: ["secp256r1"], alpn: ["http/1.1"] } as const;
    await ask(bench, { ...wish, identity: clients.Ed25519 });
    const [good] = await process.until(/^\{.*\}$/m);
    const nothingWrong = { alertSent: null, alertReceived: null, error: null };
    const agreed = { version: "TLS 1.3", group: "secp256r1", alpn: "http/1.1", clientSubject: "CN=alice" };
    expect(JSON.parse(good)).toMatchObject({ ...agreed, ...nothingWrong });
    await ask(bench, { ...wish, identity: badClients.expired });
    const [, bad] = await process.until(/^\{.*\}\n(\{.*\})$/m);
    expect(JSON.parse(bad ?? "")).toMatchObject({ clientSubject: null, alertSent: "certificate_expired" });
    process.interrupt();
    expect((await process.done()).code).toBe(0);
  });
}

function alice(peer: ServerPeer, found: Found): void {
  const visit = (port: number): readonly string[] => {
    return [`https://${SERVER_NAME}/`, "--ca", ca, "--connect", `127.0.0.1:${port}`, "--json"];
  };
  peerCase("to them: what Alice prints of a good server", async (bench) => {
    const wish = { identity: servers["P-384"], ca, clientCertificate: "required" } as const;
    const { port } = await serverOf(peer, found)(bench, wish);
    const { chain, key } = clients["RSA-2048"];
    const { code, log } = await startAlice(bench, [...visit(port), "--cert", chain, "--key", key]).done();
    expect(JSON.parse(log)).toMatchObject({ version: "TLS 1.3", serverSubject: "CN=bob.example", error: null });
    expect(code).toBe(0);
  });
  peerCase("to them: what Alice prints of a server that she refuses", async (bench) => {
    const { port, alert } = await serverOf(peer, found)(bench, { identity: badServers["wrong name"], ca });
    const { code, log } = await startAlice(bench, visit(port)).done();
    const [line] = /^\{.*\}$/m.exec(log) ?? [];
    expect(JSON.parse(line ?? "")).toMatchObject({ alertSent: "bad_certificate", alertReceived: null });
    expect(code).toBe(1);
    expect(await alert()).toBe(42);
  });
}
