import { expect } from "vitest";
import { CLIENTS, type ClientPeer } from "./drivers/contenders.ts";
import { notRun, peerCase, withPeer } from "./harness/cases.ts";
import { KEY_FOR, lackedBy, pairsOf } from "./harness/cover.ts";
import type { Found } from "./harness/found.ts";
import { readLab } from "./harness/lab.ts";
import { comeToUs, endsWell } from "./harness/meet.ts";

/** Peers' clients come to our server. */

const { certificates } = readLab();
const { servers, clients } = certificates;

/** Extensions that a client sends only when told to, and that we don't do. */
const EXTENSIONS: Partial<Readonly<Record<ClientPeer, readonly string[]>>> = {
  openssl: [
    ...["-status", "-enable_pha", "-requestCAfile", certificates.ca, "-allow_no_dhe_kex"],
    ...["-use_srtp", "SRTP_AES128_CM_SHA1_80", "-serverinfo", "12345,54321", "-maxfraglen", "1024"],
  ],
  gnutls: ["--heartbeat", "--post-handshake-auth", "--srtp-profiles", "SRTP_AES128_CM_HMAC_SHA1_80"],
};

for (const peer of CLIENTS) {
  withPeer(peer, (found) => {
    handshakes(peer, found);
    signatures(peer, found);
    choice(peer, found);
    retries(peer, found);
    applications(peer, found);
  });
}

function handshakes(peer: ClientPeer, found: Found): void {
  for (const { suite, group } of pairsOf(found)) {
    peerCase(`to us: ${suite} with ${group}`, async (bench) => {
      const { asked, talk } = await comeToUs(bench, peer, found, {}, { suites: [suite], groups: [group] });
      expect(asked.log).toContain(`suite: ${suite}`);
      expect(asked.log).toContain("client: nobody");
      expect(await talk.negotiated()).toMatchObject({ suite, group, retried: false, resumed: false, peer: null });
      await endsWell(talk, asked);
    });
  }
  peerCase("to us: as it comes, with older versions and all of its extensions", async (bench) => {
    const { asked, talk } = await comeToUs(bench, peer, found, {}, { version: "any", extra: EXTENSIONS[peer] ?? [] });
    expect(asked.log, asked.log).toContain("version: TLS 1.3");
    await endsWell(talk, asked);
  });
  for (const name of lackedBy(found)) notRun(`to us: ${name}`, `it has no ${name}`);
  peerCase("to us: a client certificate that is asked for, and not given", async (bench) => {
    const { asked, talk } = await comeToUs(bench, peer, found, { clientAuthentication: "optional" });
    expect(asked.log).toContain("client: nobody");
    await endsWell(talk, asked);
  });
}

/** The same scheme for both ends, each with a certificate for such a key. curl leaves the choice to us. */
function signatures(peer: ClientPeer, found: Found): void {
  for (const scheme of found.schemes) {
    peerCase(`to us: ${scheme} by both`, async (bench) => {
      const type = KEY_FOR[scheme];
      const ours = { identity: servers[type], clientAuthentication: "required", schemes: [scheme] } as const;
      const theirs = { identity: clients[type], ...(peer === "curl" ? {} : { schemes: [scheme] }) };
      const { asked, talk } = await comeToUs(bench, peer, found, ours, theirs);
      expect(asked.log).toContain("client: CN=alice");
      expect(await talk.negotiated()).toMatchObject({ ownScheme: scheme, peerScheme: scheme });
      await endsWell(talk, asked);
    });
  }
}

/** Two certificates, as servers have them that serve old clients too. */
function choice(peer: ClientPeer, found: Found): void {
  if (peer === "curl") return;
  peerCase("to us: of our two certificates, the one whose scheme it takes", async (bench) => {
    const ours = { identity: servers["P-256"], otherIdentities: [servers["RSA-2048"]] };
    const theirs = { schemes: ["ed25519", "rsa_pss_rsae_sha384"] } as const;
    const { asked, talk } = await comeToUs(bench, peer, found, ours, theirs);
    expect(await talk.negotiated()).toMatchObject({ ownScheme: "rsa_pss_rsae_sha384" });
    await endsWell(talk, asked);
  });
}

function retries(peer: ClientPeer, found: Found): void {
  const extra = peer === "gnutls" ? { extra: ["--single-key-share"] } : {};
  for (const [i, group] of found.groups.entries()) {
    const other = found.groups[(i + 1) % found.groups.length] ?? group;
    peerCase(`to us: HelloRetryRequest from ${other} to ${group}, with a client certificate`, async (bench) => {
      const ours = { groups: [group], clientAuthentication: "required" } as const;
      const theirs = { groups: [other, group], identity: clients["P-256"], ...extra };
      const { asked, talk } = await comeToUs(bench, peer, found, ours, theirs);
      expect(await talk.negotiated()).toMatchObject({ group, retried: true, peer: { subject: "CN=alice" } });
      await endsWell(talk, asked);
    });
  }
  peerCase("to us: HelloRetryRequest with a cookie and another group", async (bench) => {
    const theirs = { groups: ["secp256r1", "x25519"], ...extra } as const;
    const { asked, talk } = await comeToUs(bench, peer, found, { cookie: true, groups: ["x25519"] }, theirs);
    expect(await talk.negotiated()).toMatchObject({ group: "x25519", retried: true });
    await endsWell(talk, asked);
  });
  const cookieAlone = "to us: HelloRetryRequest with a cookie alone";
  if (peer === "gnutls") {
    // lib/ext/key_share.c: the second ClientHello is made for the group that the HelloRetryRequest named, or refused.
    notRun(cookieAlone, "it takes no HelloRetryRequest without key_share");
  } else {
    peerCase(cookieAlone, async (bench) => {
      const { asked, talk } = await comeToUs(bench, peer, found, { cookie: true });
      expect(await talk.negotiated()).toMatchObject({ retried: true });
      await endsWell(talk, asked);
    });
  }
}

function applications(peer: ClientPeer, found: Found): void {
  peerCase("to us: ALPN, a protocol in common", async (bench) => {
    const ours = { alpn: ["spdy/1", "http/1.1"] };
    const { asked, talk } = await comeToUs(bench, peer, found, ours, { alpn: ["http/1.1"] });
    expect(await talk.negotiated()).toMatchObject({ alpn: "http/1.1" });
    expect(asked.log).toContain("ALPN: http/1.1");
    await endsWell(talk, asked);
  });
  peerCase("to us: no ALPN where we have none", async (bench) => {
    const { asked, talk } = await comeToUs(bench, peer, found, {}, { alpn: ["http/1.1"] });
    expect(await talk.negotiated()).toMatchObject({ alpn: null });
    await endsWell(talk, asked);
  });
}
