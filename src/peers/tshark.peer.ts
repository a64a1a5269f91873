import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import * as curl from "./drivers/curl.ts";
import * as openssl from "./drivers/openssl.ts";
import { startAlice, startBob } from "./drivers/programs.ts";
import type { Bench } from "./harness/bench.ts";
import { notRun, peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";
import { readLab } from "./harness/lab.ts";
import { captureOf } from "./harness/pcap.ts";
import { run } from "./harness/process.ts";
import { type Crossing, startProxy } from "./harness/proxy.ts";

/** The key logs of Alice and Bob let tshark read what crossed the wire: HTTP in the clear. */

const { certificates, folder, peers } = readLab();
const { ca, clients, servers } = certificates;
const PORT = 8443;
const BOB = ["--cert", servers["P-256"].chain, "--key", servers["P-256"].key];

const WORDS = "Words for Alice alone";
/** What s_server -HTTP sends as it is. */
const PAGE = `HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${WORDS.length}\r\n\r\n${WORDS}`;

let files = 0;

withPeer("tshark", () => {
  const needs = (peer: "curl" | "openssl", title: string, body: (bench: Bench) => Promise<void>): void => {
    const found = peers[peer];
    if ("why" in found) notRun(title, `${peer}: ${found.why}`);
    else peerCase(title, body);
  };

  needs("curl", "reads what curl and Bob said, with Bob's key log, with client certificates", async (bench) => {
    const keylog = newFile("keys");
    const { port } = await startBob(bench, [...BOB, "--client-ca", ca, "--require-client-cert", "--keylog", keylog]);
    const proxy = await startProxy(bench, port);
    const wish = { port: proxy.port, name: SERVER_NAME, ca, identity: clients["P-256"] };
    await curl.askWithClient(bench, wish);
    await isReadByTshark(proxy.crossings, keylog, "client: CN=alice");
  });

  for (const suite of ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"] as const) {
    needs("openssl", `reads what Alice and s_server said, with Alice's key log: ${suite}`, async (bench) => {
      const keylog = newFile("keys");
      writeFileSync(join(folder, suite), PAGE);
      const wish = { identity: servers["RSA-2048"], ca, groups: ["secp384r1"], extra: ["-HTTP"] } as const;
      const { port } = await openssl.startServer(bench, wish, { folder });
      const proxy = await startProxy(bench, port);
      const args = ["--ca", ca, "--connect", `127.0.0.1:${proxy.port}`, "--keylog", keylog, "--suites", suite];
      expect((await startAlice(bench, [`https://${SERVER_NAME}/${suite}`, ...args]).done()).code).toBe(0);
      await isReadByTshark(proxy.crossings, keylog, WORDS);
    });
  }

  peerCase("reads what Alice and Bob said, resumed and with early data, with either key log", async (bench) => {
    const [alices, bobs, session] = [newFile("keys"), newFile("keys"), newFile("session")];
    const { port } = await startBob(bench, [...BOB, "--early-data", "4096", "--keylog", bobs]);
    const visit = async (...more: readonly string[]): Promise<readonly Crossing[]> => {
      const proxy = await startProxy(bench, port);
      const args = ["--ca", ca, "--connect", `127.0.0.1:${proxy.port}`, "--session", session, "--keylog", alices];
      const { code, log } = await startAlice(bench, [`https://${SERVER_NAME}/`, ...args, ...more]).done();
      expect(code, log).toBe(0);
      return proxy.crossings;
    };
    await visit();
    const crossings = await visit("--early");
    for (const keylog of [alices, bobs]) {
      expect(readFileSync(keylog, "utf8")).toContain("CLIENT_EARLY_TRAFFIC_SECRET");
      await isReadByTshark(crossings, keylog, "early data: accepted");
    }
    expect(linesOf(alices)).toEqual(linesOf(bobs));
  });
});

/** With the key log, tshark finds the words in the answer with status 200; without it, nothing. */
async function isReadByTshark(crossings: readonly Crossing[], keylog: string, words: string): Promise<void> {
  const capture = newFile("pcap");
  writeFileSync(capture, captureOf(crossings, PORT));
  const read = async (...keys: readonly string[]): Promise<string> => {
    const decode = ["-d", `tcp.port==${PORT},tls`, "-d", `tls.port==${PORT},http`];
    const fields = ["-Y", "http.response.code == 200", "-T", "fields", "-e", "http.file_data"];
    const { log } = await run("tshark", ["-r", capture, ...keys, ...decode, ...fields]);
    // Later versions print the body in hex.
    const [hex] = /^([0-9a-f]{2})+$/m.exec(log) ?? [];
    return hex === undefined ? log : Buffer.from(hex, "hex").toString("latin1");
  };
  expect(await read("-o", `tls.keylog_file:${keylog}`)).toContain(words);
  expect(await read()).not.toContain(words);
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, "utf8").trim().split("\n").toSorted();
}

function newFile(ending: string): string {
  files += 1;
  return join(folder, `tshark-${process.pid}-${files}.${ending}`);
}
