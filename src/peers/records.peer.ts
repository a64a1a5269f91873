import { expect } from "vitest";
import type { TlsEvent } from "../tls/events.ts";
import { CLIENTS, type ClientPeer, clientOf, SERVERS, type ServerPeer, serverOf } from "./drivers/contenders.ts";
import * as node from "./drivers/node.ts";
import * as openssl from "./drivers/openssl.ts";
import { notRun, peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";
import { requestOurs, serveOurs } from "./harness/engine.ts";
import type { Found } from "./harness/found.ts";
import { readLab } from "./harness/lab.ts";
import { comeToUs, endsWell, goToThem, isAnswered } from "./harness/meet.ts";
import { startProxy } from "./harness/proxy.ts";
import type { Talk } from "./harness/talk.ts";

/** Records (RFC 8446 §5, RFC 8449): tiny ones, padded ones, limited ones, and bytes that come one by one. */

const { certificates } = readLab();
const { ca, clients, servers } = certificates;
const MUTUAL = { clientAuthentication: "required" } as const;

for (const peer of CLIENTS) {
  withPeer(peer, (found) => {
    tinyToUs(peer, found);
  });
}

for (const peer of SERVERS) {
  withPeer(peer, (found) => {
    tinyToThem(peer, found);
  });
}

function tinyToUs(peer: ClientPeer, found: Found): void {
  const identity = { identity: clients["P-256"] };
  for (const fragmentSize of [1, 100]) {
    peerCase(`to us: our records hold ${fragmentSize} bytes at most`, async (bench) => {
      const { asked, talk } = await comeToUs(bench, peer, found, { ...MUTUAL, fragmentSize }, identity);
      await endsWell(talk, asked);
      expect(largest(talk, "sent")).toBe(fragmentSize);
    });
  }
  peerCase("to us: our records are padded to multiples of 512", async (bench) => {
    const { asked, talk } = await comeToUs(bench, peer, found, { ...MUTUAL, padTo: upTo512 }, identity);
    await endsWell(talk, asked);
    expect(hasPadding(talk, "sent")).toBe(true);
  });
  peerCase("to us: bytes come one by one, both ways", async (bench) => {
    const { port, talk } = await serveOurs(bench, MUTUAL);
    const proxy = await startProxy(bench, port, 1);
    const wish = { port: proxy.port, name: SERVER_NAME, ca, ...identity };
    await endsWell(talk(), await clientOf(peer, found)(bench, wish));
  });
}

function tinyToThem(peer: ServerPeer, found: Found): void {
  const ours = { identity: clients["P-256"] };
  const theirs = { clientCertificate: "required" } as const;
  for (const fragmentSize of [1, 100]) {
    peerCase(`to them: our records hold ${fragmentSize} bytes at most`, async (bench) => {
      const visit = await goToThem(bench, peer, found, { ...ours, fragmentSize }, theirs);
      isAnswered(visit);
      expect(largest(visit.talk, "sent")).toBe(fragmentSize);
    });
  }
  peerCase("to them: our records are padded to multiples of 512", async (bench) => {
    const visit = await goToThem(bench, peer, found, { ...ours, padTo: upTo512 }, theirs);
    isAnswered(visit);
    expect(hasPadding(visit.talk, "sent")).toBe(true);
  });
  peerCase("to them: bytes come one by one, both ways", async (bench) => {
    const serving = await serverOf(peer, found)(bench, { identity: servers["P-256"], ca, ...theirs });
    const proxy = await startProxy(bench, serving.port, 1);
    isAnswered({ ...(await requestOurs(bench, proxy.port, ours)), serving });
  });
  const limited = "to them: their records are as small as record_size_limit says";
  if (peer !== "gnutls") notRun(limited, "it does not know record_size_limit");
  else {
    peerCase(limited, async (bench) => {
      const visit = await goToThem(bench, peer, found, { ...ours, recordSizeLimit: 512 }, theirs);
      isAnswered(visit);
      // The limit counts the type byte (RFC 8449 §4).
      expect(largest(visit.talk, "received")).toBe(511);
    });
  }
}

withPeer("openssl", (found) => {
  const small = ["-max_send_frag", "512", "-split_send_frag", "512"];
  peerCase("to us: its records are small and padded", async (bench) => {
    const extra = [...small, "-record_padding", "700"];
    const { asked, talk } = await comeToUs(bench, "openssl", found, MUTUAL, { identity: clients["RSA-3072"], extra });
    await endsWell(talk, asked);
    expect(largest(talk, "received")).toBe(512);
    expect(hasPadding(talk, "received")).toBe(true);
  });
  peerCase("to them: its records are small and padded", async (bench) => {
    const theirs = { identity: servers["RSA-3072"], extra: [...small, "-record_padding", "700"] };
    const visit = await goToThem(bench, "openssl", found, {}, theirs);
    isAnswered(visit);
    expect(largest(visit.talk, "received")).toBe(512);
    expect(hasPadding(visit.talk, "received")).toBe(true);
  });
  peerCase("to us: without middlebox compatibility mode", async (bench) => {
    const { asked, talk } = await comeToUs(bench, "openssl", found, {}, { extra: ["-no_middlebox"] });
    await endsWell(talk, asked);
  });
  exporters();
});

withPeer("gnutls", (found) => {
  peerCase("to us: our records are as small as its record_size_limit says", async (bench) => {
    const { asked, talk } = await comeToUs(bench, "gnutls", found, {}, { extra: ["--recordsize", "512"] });
    await endsWell(talk, asked);
    const { recordSizeLimit } = await talk.negotiated();
    // The limit counts the type byte (RFC 8449 §4).
    expect(recordSizeLimit.sending).toBe(513);
    expect(largest(talk, "sent")).toBe(512);
  });
  peerCase("to us: its records are as small as our record_size_limit says", async (bench) => {
    const theirs = { identity: clients["RSA-3072"] };
    const { asked, talk } = await comeToUs(bench, "gnutls", found, { ...MUTUAL, recordSizeLimit: 512 }, theirs);
    await endsWell(talk, asked);
    expect(largest(talk, "received")).toBe(511);
  });
});

/** Keying material (RFC 8446 §7.5) comes out the same at both ends. */
function exporters(): void {
  const label = "EXPORTER-peers";
  peerCase("to us: an exporter gives the same at both ends", async (bench) => {
    const { port, talk } = await serveOurs(bench);
    const extra = ["-ign_eof", "-keymatexport", label, "-keymatexportlen", "40"];
    const client = openssl.startClient(bench, { port, name: SERVER_NAME, ca, extra });
    const [, theirs] = await client.until(/Keying material: ([0-9A-F]{80})/);
    await talk().negotiated();
    expect(exported(talk(), label, "", 40)).toBe(theirs?.toLowerCase());
  });
}

for (const peer of ["node", "node-pq"] as const) {
  withPeer(peer, ({ command }) => {
    peerCase("to us: an exporter with a context gives the same at both ends", async (bench) => {
      const { port, talk } = await serveOurs(bench);
      const exporter = { label: "EXPORTER-peers", context: "a context" };
      const client = node.startClient(bench, command, { port, name: SERVER_NAME, ca }, { exporter });
      const [, theirs] = await client.until(/"exported":"([0-9a-f]{64})"/);
      await talk().negotiated();
      expect(exported(talk(), exporter.label, exporter.context, 32)).toBe(theirs);
    });
  });
}

function exported(talk: Talk, label: string, context: string, length: number): string {
  return Buffer.from(talk.channel.connection.exportKey(label, Buffer.from(context), length)).toString("hex");
}

type Direction = "sent" | "received";
type RecordEvent = Extract<TlsEvent, { type: "record" }>;

function records(talk: Talk, direction: Direction): readonly RecordEvent[] {
  return talk.events.filter((event) => event.type === "record").filter((event) => event.direction === direction);
}

/** The size of the largest content of a protected record. Alerts are not torn apart (RFC 8446 §5.1), so not counted. */
function largest(talk: Talk, direction: Direction): number {
  const wanted = records(talk, direction).filter(({ epoch, contentType }) => {
    return epoch !== "initial" && contentType !== "alert";
  });
  return Math.max(...wanted.map(({ content }) => content.length));
}

function hasPadding(talk: Talk, direction: Direction): boolean {
  return records(talk, direction).some(({ padding }) => padding > 0);
}

function upTo512(size: number): number {
  return Math.ceil(size / 512) * 512;
}
