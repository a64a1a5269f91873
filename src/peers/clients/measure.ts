import type { Setting } from "../../inspect/advice/clientData.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import type { Bench } from "../harness/bench.ts";
import { engineClient, engineServer, opensslClient, opensslServer, type Peer } from "./peer.ts";
import type { AskWish, CaseFiles, ClientProgram, Identity, Said, ServerProgram } from "./program.ts";
import { StartError } from "./programs/startError.ts";
import { startShim } from "./shim.ts";

/** One program before one fault: what it says, and the alert. */

export type Measured = Said &
  Readonly<{
    side: "client" | "server";
    by: "judge" | "judged";
    setting: Setting;
    alert: number | null;
    ports: readonly number[];
  }>;

/** A fault, the files that go with it, and a good identity of the other end. */
export type Asked = Readonly<{
  fault: FaultId | "none";
  name: string;
  files: CaseFiles;
  other: Identity;
}>;

type Told = Readonly<{ setting: Setting; crls: string | null; ocsp: boolean }>;

/** Once as people have it; where it is about revocation, also told to look, if the program can be told. */
function toldFor({ fault, files }: Asked, knows: Readonly<{ crls: boolean; ocsp: boolean }>): readonly Told[] {
  const unasked: Told = { setting: "unasked", crls: null, ocsp: false };
  if (fault === "revoked-by-crl") {
    return knows.crls ? [unasked, { setting: "usual", crls: files.crls, ocsp: false }] : [unasked];
  }
  if (fault === "revoked-by-ocsp")
    return knows.ocsp ? [unasked, { setting: "usual", crls: null, ocsp: true }] : [unasked];
  return [{ setting: "usual", crls: null, ocsp: false }];
}

/** A client judges the server that is at fault. */
export async function clientJudges(bench: Bench, program: ClientProgram, asked: Asked): Promise<readonly Measured[]> {
  const { fault, files, name } = asked;
  if (files.identity === null) return [];
  const found: Measured[] = [];
  for (const { setting, crls, ocsp } of toldFor(asked, program.knows)) {
    const wish = {
      name,
      ca: files.ca,
      authorities: files.authorities,
      identity: null,
      crls,
      ocsp,
      folder: files.folder,
    };
    const peer = await lyingServer(bench, fault, files.identity, files.ocsp);
    const said: SaidThere | null =
      program.server === undefined
        ? await program.ask(bench, { ...wish, port: peer.port })
        : await askOfItsKind(bench, program, asked, wish, peer);
    if (said === null) continue;
    const { received } = await peer.alerts();
    const ports = [peer.port, ...(said.ports ?? [])];
    found.push({ ...said, side: "client", by: "judge", setting, alert: said.accepted ? null : received, ports });
  }
  return found;
}

type SaidThere = Said & Readonly<{ ports?: readonly number[] }>;

/** A database's client: its words come from its own server, its alerts from openssl behind a shim. */
async function askOfItsKind(
  bench: Bench,
  program: ClientProgram,
  { fault, files, name }: Asked,
  wish: Omit<AskWish, "port">,
  peer: Peer,
): Promise<SaidThere | null> {
  const { server } = program;
  if (server === undefined || files.identity === null) return null;
  const throughShim = async (): Promise<SaidThere> => {
    const port = await startShim(bench, server.startTls, peer.port);
    return { ...(await program.ask(bench, { ...wish, port })), ports: [port] };
  };
  // Its own server takes no key that is not the certificate's: all there is to hear is what it said to the engine.
  if (fault === "key-not-held") {
    const said = await throughShim();
    return said.text === "" ? null : said;
  }
  const { identity, ca, folder } = files;
  const serving = await server.serve(bench, { identity, name, ca, crls: null, asks: false, folder }).catch(asStart);
  if ("words" in serving) return null;
  const said = await program.ask(bench, { ...wish, port: serving.port });
  // After a handshake that went well, the shim has nothing to say to a database's client.
  if (said.accepted) return { ...said, ports: [serving.port] };
  const { ports = [] } = await throughShim();
  return { ...said, ports: [serving.port, ...ports] };
}

/** A server judges the client that is at fault. */
export async function serverJudges(bench: Bench, program: ServerProgram, asked: Asked): Promise<readonly Measured[]> {
  const { fault, files, other, name } = asked;
  const found: Measured[] = [];
  for (const { setting, crls } of toldFor(asked, { ...program.knows, ocsp: false })) {
    const wish = { identity: other, name, ca: files.ca, crls, asks: true, folder: files.folder };
    const serving = await program.serve(bench, wish);
    const shown = { port: serving.port, name, ca: files.ca, identity: files.identity, ...startTls(program) };
    const lies = fault === "key-not-held";
    if (lies && program.startTls !== undefined) continue;
    const ask: AskWish = {
      ...wish,
      authorities: files.authorities,
      identity: files.identity,
      port: serving.port,
      ocsp: false,
      account: "alice",
      crls: null,
    };
    const asking = (await serving.ask?.(bench, ask)) ?? null;
    // Where it didn't even begin, the server has judged nothing yet: openssl dares.
    const client = asking !== null && isStart(asking) ? null : asking;
    await serving.settle();
    const before = serving.log();
    const { received, log } = await (lies ? engineClient(bench, shown) : opensslClient(bench, shown));
    await serving.settle();
    const ports = [serving.port];
    const accepted = client?.accepted ?? acceptedIn(log, serving.log());
    const common = { side: "server", setting, alert: accepted ? null : received, ports, accepted } as const;
    const words = judgeWords(
      client === null ? serving.log().slice(program.startTls === undefined ? 0 : before.length) : before,
    );
    found.push({ ...common, by: "judge", text: words, exitCode: null });
    const answer = /<title>(\d{3} .*?)<\/title>/.exec(log)?.[1];
    if (answer !== undefined) found.push({ ...common, by: "judged", setting: "in-http", text: answer, exitCode: null });
  }
  return found;
}

/** A client at fault shows its certificate to `openssl s_server`, or to its own server: what does it print? */
export async function clientJudged(bench: Bench, program: ClientProgram, asked: Asked): Promise<readonly Measured[]> {
  const { fault, files, other, name } = asked;
  if (fault === "revoked-by-ocsp" || (!program.shows && program.server === undefined)) return [];
  const crls = fault === "revoked-by-crl" ? files.crls : null;
  const wish = { name, ...trust(files), identity: files.identity, crls: null, ocsp: false, folder: files.folder };
  for (let attempt = 1; ; attempt += 1) {
    const { said, alert, port } = await showTo(bench, program, asked, { ...wish, account: "alice" }, crls, other);
    // Where the server hangs up before its alert was read, the words are about the network: then it is asked again.
    if (!said.accepted && (said.text === "" || LOST.test(said.text)) && attempt < ATTEMPTS) continue;
    const started = !isStart(said);
    const common = { side: "server", by: "judged", setting: started ? "usual" : "start" } as const;
    return [{ ...said, ...common, alert: started && !said.accepted ? alert : null, ports: [port] }];
  }
}

type Shown = Readonly<{ said: Said; alert: number | null; port: number }>;

async function showTo(
  bench: Bench,
  program: ClientProgram,
  { fault, files, name }: Asked,
  wish: Omit<AskWish, "port">,
  crls: string | null,
  other: Identity,
): Promise<Shown> {
  if (program.server === undefined) {
    const { port, alerts } = await opensslServer(bench, { identity: other, clientCa: files.ca, crls });
    const said = await program.ask(bench, { ...wish, port });
    return { said, alert: (await alerts()).sent, port };
  }
  const serve = { identity: other, name, ca: files.ca, crls, asks: true, folder: files.folder };
  const { port } = await program.server.serve(bench, serve);
  const said = await program.ask(bench, { ...wish, port });
  const shown = { port, name, ca: files.ca, identity: files.identity, startTls: program.server.startTls };
  return { said, alert: fault === "key-not-held" ? null : (await opensslClient(bench, shown)).received, port };
}

/** A server at fault, before a client that refuses it (curl): what stands in its log? */
export async function serverJudged(
  bench: Bench,
  program: ServerProgram,
  judge: ClientProgram,
  asked: Asked,
): Promise<readonly Measured[]> {
  const { fault, files, name } = asked;
  if (files.identity === null || fault === "revoked-by-ocsp") return [];
  const wish = { identity: files.identity, name, ca: files.ca, crls: null, asks: false, folder: files.folder };
  const serving = await program.serve(bench, wish).catch(asStart);
  const common = { side: "client", by: "judged", exitCode: null, alert: null } as const;
  if ("words" in serving)
    return [{ ...common, accepted: false, setting: "start", text: judgeWords(serving.words), ports: [] }];
  if (program.startTls !== undefined || fault === "none") return [];
  const crls = fault === "revoked-by-crl" ? files.crls : null;
  const ask = { name, ...trust(files), identity: null, crls, ocsp: false, folder: files.folder, port: serving.port };
  const { accepted } = await judge.ask(bench, ask);
  await serving.settle();
  if (accepted) return [];
  return [{ ...common, accepted, setting: "usual", text: judgeWords(serving.log()), ports: [serving.port] }];
}

const ATTEMPTS = 4;
const LOST = /ERR_SOCKET_NOT_CONNECTED|ERR_CONNECTION_(?:RESET|CLOSED)|Could not save SSL session|reset by peer|EPIPE/;
const START =
  /key values mismatch|too weak|too small|does not match public key|could not (?:load|read)|unable to (?:set|load) private|do not match|Failed to setup SSL/i;

/** Did a program complain about its own files, before any handshake? */
function isStart({ text }: Said): boolean {
  return START.test(text);
}

function trust({ ca, authorities }: CaseFiles): Readonly<{ ca: string; authorities: string }> {
  return { ca, authorities };
}

function lyingServer(bench: Bench, fault: Asked["fault"], identity: Identity, ocsp: string | null): Promise<Peer> {
  return fault === "key-not-held" ? engineServer(bench, identity) : opensslServer(bench, { identity, ocsp });
}

function startTls({ startTls: kind }: ServerProgram): Readonly<{ startTls?: string }> {
  return kind === undefined ? {} : { startTls: kind };
}

function acceptedIn(answer: string, log: string): boolean {
  return /HTTP\/1\.[01] 200/i.test(answer) || log.includes("@@accepted");
}

const COMPLAINT =
  /error|alert|certificate|failed|handshake|exception|caused by|denied|AH\d+|tls|ssl|code:|authorization|log:|fatal:|detail:|warning|abort/i;
const USELESS =
  /@@|Echo|^HTTP|Listening|listening|Set static|Processed|X509 certificate|loaded|DH param|resuming|Command line|configured|Init:|signal process|start worker|using the|closed keepalive|AH01914|AH01876|AH01964|AH02006|AH01887|AH00163|AH00094|AH00558|AH00169|AH00489|Could not read packet|proxies_priv|could not receive data from client|access_log|client closed connection while|No certificates found|Connection (?:from|closed)|handshake was completed|Description:/;

/** Of a server's log, the lines about what was refused. */
function judgeWords(log: string): string {
  return log
    .split("\n")
    .filter((line) => COMPLAINT.test(line) && !USELESS.test(line))
    .join("\n");
}

function asStart(error: unknown): StartError {
  if (error instanceof StartError) return error;
  throw error;
}
