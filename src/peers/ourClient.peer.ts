import { expect } from "vitest";
import { SERVERS, type ServerPeer } from "./drivers/contenders.ts";
import { startServer } from "./drivers/openssl.ts";
import { notRun, peerCase, withPeer } from "./harness/cases.ts";
import { KEY_FOR, lackedBy, pairsOf } from "./harness/cover.ts";
import { connectOurs } from "./harness/engine.ts";
import { type Found, GNUTLS_NAMES } from "./harness/found.ts";
import { readLab } from "./harness/lab.ts";
import { goToThem, isAnswered } from "./harness/meet.ts";

/** Our client goes to peers' servers. */

const { certificates } = readLab();
const { servers, clients } = certificates;

for (const peer of SERVERS) {
  withPeer(peer, (found) => {
    handshakes(peer, found);
    signatures(peer, found);
    choice(peer, found);
    retries(peer, found);
    applications(peer, found);
    if (peer === "openssl") {
      cookie();
      oddities(found);
    }
  });
}

function handshakes(peer: ServerPeer, found: Found): void {
  for (const { suite, group } of pairsOf(found)) {
    peerCase(`to them: ${suite} with ${group}`, async (bench) => {
      const ours = { suites: [suite], groups: [group] };
      const visit = await goToThem(bench, peer, found, ours, { suites: [suite], groups: [group] });
      isAnswered(visit);
      expect(await visit.talk.negotiated()).toMatchObject({ suite, group, retried: false, ownScheme: null });
      // What the server says of it: in its answer, or in its log.
      expect(`${visit.text}${visit.serving.log()}`).toContain(peer === "gnutls" ? GNUTLS_NAMES[suite] : suite);
    });
  }
  for (const name of lackedBy(found)) notRun(`to them: ${name}`, `it has no ${name}`);
  peerCase("to them: we are asked for a certificate, and have none", async (bench) => {
    isAnswered(await goToThem(bench, peer, found, {}, { clientCertificate: "optional" }));
  });
  peerCase("to them: without middlebox compatibility mode", async (bench) => {
    isAnswered(await goToThem(bench, peer, found, { compatibility: false }));
  });
  peerCase("to them: a server as it comes, with older versions", async (bench) => {
    isAnswered(await goToThem(bench, peer, found, {}, { version: "any" }));
  });
}

/** The same scheme for both ends, each with a certificate for such a key. */
function signatures(peer: ServerPeer, found: Found): void {
  for (const scheme of found.schemes) {
    peerCase(`to them: ${scheme} by both`, async (bench) => {
      const type = KEY_FOR[scheme];
      const ours = { identity: clients[type], schemes: [scheme] };
      const theirs = { identity: servers[type], clientCertificate: "required", schemes: [scheme] } as const;
      const visit = await goToThem(bench, peer, found, ours, theirs);
      isAnswered(visit);
      expect(await visit.talk.negotiated()).toMatchObject({
        ownScheme: scheme,
        peerScheme: scheme,
        peer: { subject: "CN=bob.example" },
      });
      // openssl and gnutls show the client's certificate in their answer, Node's script in its log.
      expect(`${visit.text}${visit.serving.log()}`).toContain("alice");
    });
  }
}

function choice(peer: ServerPeer, found: Found): void {
  peerCase("to them: of our two certificates, the one whose scheme it takes", async (bench) => {
    const ours = { identity: clients["P-256"], otherIdentities: [clients.Ed25519] };
    const schemes = ["ed25519", "rsa_pss_rsae_sha256"] as const;
    const theirs = { identity: servers["RSA-2048"], clientCertificate: "required", schemes } as const;
    const visit = await goToThem(bench, peer, found, ours, theirs);
    isAnswered(visit);
    expect(await visit.talk.negotiated()).toMatchObject({ ownScheme: "ed25519" });
  });
}

function retries(peer: ServerPeer, found: Found): void {
  for (const [i, group] of found.groups.entries()) {
    const other = found.groups[(i + 1) % found.groups.length] ?? group;
    peerCase(`to them: HelloRetryRequest from ${other} to ${group}, with a client certificate`, async (bench) => {
      const ours = { groups: [other, group], shares: [other], identity: clients["P-384"] };
      const visit = await goToThem(bench, peer, found, ours, { groups: [group], clientCertificate: "required" });
      isAnswered(visit);
      expect(await visit.talk.negotiated()).toMatchObject({ group, retried: true });
    });
  }
  peerCase("to them: HelloRetryRequest where we send no share at all", async (bench) => {
    const visit = await goToThem(bench, peer, found, { shares: [] });
    isAnswered(visit);
    expect(await visit.talk.negotiated()).toMatchObject({ retried: true });
  });
  peerCase("to them: two shares at once", async (bench) => {
    const ours = { groups: ["x25519", "secp256r1"], shares: ["x25519", "secp256r1"] } as const;
    const visit = await goToThem(bench, peer, found, ours, { groups: ["secp256r1"] });
    isAnswered(visit);
    expect(await visit.talk.negotiated()).toMatchObject({ group: "secp256r1", retried: false });
  });
}

function applications(peer: ServerPeer, found: Found): void {
  peerCase("to them: ALPN, a protocol in common", async (bench) => {
    const visit = await goToThem(bench, peer, found, { alpn: ["spdy/1", "http/1.1"] }, { alpn: ["http/1.1"] });
    isAnswered(visit);
    expect(await visit.talk.negotiated()).toMatchObject({ alpn: "http/1.1" });
  });
  peerCase("to them: no ALPN where they have none", async (bench) => {
    const visit = await goToThem(bench, peer, found, { alpn: ["http/1.1"] });
    isAnswered(visit);
    expect(await visit.talk.negotiated()).toMatchObject({ alpn: null });
  });
}

/** A stateless server puts all that it must remember into the cookie (RFC 8446 §4.2.2). */
function cookie(): void {
  peerCase("to them: HelloRetryRequest with a cookie", async (bench) => {
    const wish = { identity: servers["P-256"], ca: certificates.ca, extra: ["-stateless"] };
    const { process, port } = await startServer(bench, wish);
    // s_server -stateless stumbles over change_cipher_spec, its own s_client's too.
    const talk = await connectOurs(bench, port, { compatibility: false });
    expect(await talk.negotiated()).toMatchObject({ retried: true });
    const hellos = talk.events.flatMap((event) => {
      return event.type === "message" && event.message.type === "client_hello" ? [event.message.extensions] : [];
    });
    expect(hellos.at(-1)?.map(({ type }) => type)).toContain("cookie");
    await talk.say("good cookie\n");
    await process.until(/good cookie/);
  });
}

function oddities(found: Found): void {
  for (const option of ["-no_middlebox", "-no_ticket", "-prioritize_chacha"]) {
    peerCase(`to them: s_server ${option}`, async (bench) => {
      isAnswered(await goToThem(bench, "openssl", found, {}, { extra: [option] }));
    });
  }
  peerCase("to them: more tickets than we keep", async (bench) => {
    const visit = await goToThem(bench, "openssl", found, {}, { extra: ["-num_tickets", "20"] });
    isAnswered(visit);
    expect(visit.answer.sessions.length).toBeLessThan(20);
  });
}
