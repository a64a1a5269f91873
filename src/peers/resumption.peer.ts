import { join } from "node:path";
import { expect } from "vitest";
import type { Session } from "../tls/config.ts";
import { SERVERS, type ServerPeer, serverOf } from "./drivers/contenders.ts";
import * as curl from "./drivers/curl.ts";
import * as gnutls from "./drivers/gnutls.ts";
import * as node from "./drivers/node.ts";
import * as openssl from "./drivers/openssl.ts";
import type { Bench } from "./harness/bench.ts";
import { peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";
import { type OurClient, type OurServer, requestOurs, serveOurs } from "./harness/engine.ts";
import type { Found } from "./harness/found.ts";
import { readLab } from "./harness/lab.ts";
import type { Talk } from "./harness/talk.ts";

/** Sessions resumed from tickets (RFC 8446 §2.2, §4.2.11, §4.6.1), both ways. */

const { certificates, folder } = readLab();
const { ca, clients, servers } = certificates;

let files = 0;

withPeer("openssl", () => {
  for (const suite of ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"] as const) {
    peerCase(`to us: resumed with ${suite}, and not again with the same ticket`, async (bench) => {
      const { ask, talk } = await opensslWithTicket(bench, { suites: [suite] });
      expect(await ask()).toContain("Reused, TLSv1.3");
      await isResumed(talk(2), suite);
      expect(await ask()).toContain("New, TLSv1.3");
      expect(await talk(3).negotiated()).toMatchObject({ resumed: false });
    });
  }
  peerCase("to us: resumed; who the client is, is remembered", async (bench) => {
    const { ask, talk } = await opensslWithTicket(bench, { clientAuthentication: "required" });
    expect(await ask()).toContain("client: CN=alice");
    expect(await talk(2).negotiated()).toMatchObject({ resumed: true, peer: { subject: "CN=alice" } });
  });
  peerCase("to us: resumed after HelloRetryRequest: the binder covers it", async (bench) => {
    const { ask, talk } = await opensslWithTicket(bench, { groups: ["secp256r1"] });
    await ask(["-groups", "X25519:P-256"]);
    expect(await talk(2).negotiated()).toMatchObject({ resumed: true, retried: true, group: "secp256r1" });
  });
  peerCase("to us: without the suite of its ticket, a full handshake", async (bench) => {
    const { ask, talk } = await opensslWithTicket(bench, {
      suites: ["TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"],
    });
    await ask(["-ciphersuites", "TLS_AES_128_GCM_SHA256"]);
    expect(await talk(2).negotiated()).toMatchObject({ resumed: false, suite: "TLS_AES_128_GCM_SHA256" });
  });
});

withPeer("gnutls", () => {
  peerCase("to us: resumed", async (bench) => {
    const { port, talk } = await serveOurs(bench);
    const wish = { port, name: SERVER_NAME, ca, extra: ["--resume", "--waitresumption"] };
    const { log } = await gnutls.askWithClient(bench, wish);
    expect(log).toContain("*** This is a resumed session");
    await isResumed(talk(2));
  });
});

for (const peer of ["node", "node-pq"] as const) {
  withPeer(peer, ({ command }) => {
    peerCase("to us: resumed", async (bench) => {
      const { port, talk } = await serveOurs(bench);
      const wish = { port, name: SERVER_NAME, ca };
      const session = sessionFile();
      await node.startClient(bench, command, wish, { sessionOut: session }).done();
      const { log } = await node.startClient(bench, command, wish, { sessionIn: session }).done();
      expect(log).toContain('"resumed":true');
      await isResumed(talk(2));
    });
  });
}

withPeer("curl", () => {
  peerCase("to us: resumed", async (bench) => {
    const { port, talk } = await serveOurs(bench);
    const wish = { port, name: SERVER_NAME, ca };
    const urls = [curl.urlOf(wish), curl.urlOf(wish)];
    const process = bench.start("curl", [...curl.optionsFor(wish), "--http1.0", ...urls]);
    expect((await process.done()).log).toContain("resumed: yes");
    await isResumed(talk(2));
  });
});

for (const peer of SERVERS) {
  withPeer(peer, (found) => {
    toThem(peer, found);
  });
}

function toThem(peer: ServerPeer, found: Found): void {
  for (const suite of ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"] as const) {
    peerCase(`to them: resumed with ${suite}`, async (bench) => {
      const { again } = await ourTicket(bench, peer, found, { suites: [suite] });
      const { text, talk, log } = await again({ suites: [suite] });
      await isResumed(talk, suite);
      expect(`${text}${log}`).toMatch(/Reused, TLSv1.3|This is a resumed session|"resumed":true/);
    });
  }
  peerCase("to them: resumed after HelloRetryRequest: the binder covers it", async (bench) => {
    const { again } = await ourTicket(bench, peer, found, { groups: ["secp256r1"] });
    const { talk } = await again({ groups: ["x25519", "secp256r1"], shares: ["x25519"] });
    expect(await talk.negotiated()).toMatchObject({ resumed: true, retried: true, group: "secp256r1" });
  });
  peerCase("to them: a ticket that it does not know means a full handshake", async (bench) => {
    const { again, session } = await ourTicket(bench, peer, found, {});
    const ticket = session.ticket.map((byte) => byte ^ 255);
    const { talk } = await again({ session: { ...session, ticket } });
    expect(await talk.negotiated()).toMatchObject({ resumed: false });
  });
}

/** A first visit of s_client's, from which it keeps a session; `ask` comes again with it. */
async function opensslWithTicket(bench: Bench, ours: OurServer) {
  const { port, talk } = await serveOurs(bench, ours);
  const session = sessionFile();
  const wish = { port, name: SERVER_NAME, ca, identity: clients["P-256"] };
  await openssl.askWithClient(bench, { ...wish, extra: ["-sess_out", session] });
  const ask = async (extra: readonly string[] = []): Promise<string> => {
    const { log } = await openssl.askWithClient(bench, { ...wish, extra: ["-sess_in", session, ...extra] });
    expect(log).toContain("Hello from Bob.");
    return log;
  };
  return { ask, talk };
}

/** A first visit of ours, from which we keep a session; `again` goes there again with it. */
async function ourTicket(bench: Bench, peer: ServerPeer, found: Found, ours: OurClient) {
  const { groups } = ours;
  const wish = { identity: servers["P-256"], ca, ...(groups === undefined ? {} : { groups }) };
  const { port, log } = await serverOf(peer, found)(bench, wish);
  const first = await requestOurs(bench, port, ours);
  const session: Session | undefined = first.answer.sessions.at(-1);
  if (session === undefined) throw new Error(`no ticket came\n${first.talk}`);
  const again = async (more: OurClient) => {
    const visit = await requestOurs(bench, port, { session, ...more });
    expect(visit.answer.report, `${visit.talk}`).toMatchObject({ error: null });
    return { ...visit, log: log() };
  };
  return { session, again };
}

async function isResumed(talk: Talk, suite?: string): Promise<void> {
  expect(await talk.negotiated()).toMatchObject({ resumed: true, ...(suite === undefined ? {} : { suite }) });
  expect(await talk.ended()).toMatchObject({ error: null });
}

function sessionFile(): string {
  files += 1;
  return join(folder, `resumption-${process.pid}-${files}.session`);
}
