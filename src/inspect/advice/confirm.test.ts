import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pkcs8Of } from "../../crypto/authorityKeys.ts";
import {
  FAULT_IDS,
  type FaultId,
  type Faulty,
  issueFault,
  type Kit,
  liveKitChance,
  makeKit,
} from "../../pki/issue/faults.ts";
import { toPem } from "../../pki/pem.ts";
import { adviceOn } from "./advice.ts";

/** Every command that is recommended, run against the fault that it is to confirm, prints what is promised. */

let folder = "";
let kit: Kit;

beforeAll(async () => {
  execFileSync("openssl", ["version"]);
  folder = mkdtempSync(join(tmpdir(), "alice-and-bob-"));
  kit = await makeKit({ random: liveKitChance, at: new Date(), name: "server.example" });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that shows no certificate does not speak TLS 1.3 as others do. */
const cases = FAULT_IDS.flatMap((fault) => [[fault, "server"] as const, [fault, "client"] as const]).filter(
  ([fault, purpose]) => fault !== "certificate-missing" || purpose === "client",
);

test.each(cases)("%s of a %s is confirmed", { timeout: 30_000 }, async (fault, purpose) => {
  const faulty = await issueFault(fault, purpose, kit);
  await writeFiles(faulty);
  const { command, prints } = adviceOn(fault).confirm[purpose];
  const [program = "", ...args] = command.split(" ").map((word) => word.replace(/^server\.example$/, faulty.name));
  expect(program).toBe("openssl");
  const said = args[0] === "s_client" ? await askServer(fault, args) : ask(args);
  expect(said).toContain(prints);
  if (fault === "wrong-order") expect(said.indexOf("Root")).not.toBe(-1);
});

test("commands of which most print another thing where nothing is wrong", async () => {
  const good = await issueFault("none", "server", kit);
  await writeFiles(good);
  const told = FAULT_IDS.filter((fault) => {
    const { command, prints } = adviceOn(fault).confirm.server;
    const args = command.split(" ").slice(1);
    return args[0] !== "s_client" && !args.includes("-CRLfile") && ask(args).includes(prints);
  });
  expect(told).toEqual([]);
});

async function writeFiles({ presented, anchors, crls, ocsp, privateKey }: Faulty): Promise<void> {
  const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
  const [leaf = new Uint8Array()] = presented;
  write("chain.pem", presented.map((der) => toPem(der)).join(""));
  write("client.pem", toPem(leaf));
  write("intermediate.pem", toPem(kit.issuing.der));
  write("ca.pem", anchors.map((der) => toPem(der)).join(""));
  write("crl.pem", crls.map((der) => toPem(der, "X509 CRL")).join(""));
  write("key.pem", toPem(await pkcs8Of(privateKey), "PRIVATE KEY"));
  write("answer.der", ocsp[0] ?? new Uint8Array());
}

/** There is no responder here: its answer is read from a file. */
function ask(args: readonly string[]): string {
  const local = args.flatMap((word) =>
    word === "-url" ? ["-respin"] : word === "http://ocsp.example/" ? ["answer.der"] : [word],
  );
  const { stdout, stderr } = spawnSync("openssl", local, { cwd: folder, encoding: "utf8", timeout: 10_000 });
  return `${stdout}\n${stderr}`;
}

/** The same against a server that shows what lies in the folder, or asks for a certificate. */
async function askServer(fault: FaultId, args: readonly string[]): Promise<string> {
  const asks = fault === "certificate-missing";
  if (asks) await writeFiles({ ...(await issueFault("none", "server", kit)) });
  const chain = readFileSync(join(folder, "chain.pem"), "utf8").split(/(?<=-----END CERTIFICATE-----\n)/);
  writeFileSync(join(folder, "rest.pem"), chain.slice(1).join(""));
  const server = spawn(
    "openssl",
    [
      ...["s_server", "-accept", "127.0.0.1:0", "-www", "-cert", "chain.pem", "-key", "key.pem"],
      ...(chain.length > 1 ? ["-cert_chain", "rest.pem"] : []),
      ...(asks ? ["-Verify", "3", "-verify_return_error", "-CAfile", "ca.pem"] : []),
      ...(fault === "revoked-by-ocsp" ? ["-status_file", "answer.der"] : []),
    ],
    { cwd: folder },
  );
  try {
    const port = await portOf(server);
    const there = args.map((word) => (word === "server.example:443" ? `127.0.0.1:${port}` : word));
    const client = spawn("openssl", there, { cwd: folder });
    let said = "";
    client.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    client.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    // As a person would, who wants to see what comes of it.
    client.stdin.end("GET / HTTP/1.0\r\n\r\n");
    await new Promise((resolve) => client.on("close", resolve));
    return said;
  } finally {
    server.kill("SIGKILL");
  }
}

function portOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString("utf8");
      const port = /ACCEPT \S+:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(port);
    };
    server.stdout?.on("data", hear);
    server.stderr?.on("data", hear);
    server.on("close", () => reject(new Error(said)));
  });
}
