import { once } from "node:events";
import type { AddressInfo } from "node:net";
import {
  checkServerIdentity,
  connect,
  createServer,
  type SecureContextOptions,
  type Server,
  type TLSSocket,
} from "node:tls";
import { connect as connectOurs, serve } from "../../cli/socket.ts";
import { pkcs8Of } from "../../crypto/authorityKeys.ts";
import { loadSigningKey } from "../../crypto/signatures.ts";
import type { Faulty } from "../../pki/issue/faults.ts";
import { parseCertificate } from "../../pki/parse.ts";
import { toPem } from "../../pki/pem.ts";
import type { Identity, VerifyPeer } from "../../tls/config.ts";

/**
 * What Node's `tls` says of a peer with a fault, over a real connection on the loopback: null where it accepts, else the
 * code of its error. Keys and hashes are held to OpenSSL's level 2 by the one who judges, to none by the other.
 */
export function nodeVerdict(faulty: Faulty, good: Faulty): Promise<string | null> {
  return faulty.purpose === "server" ? judgeServer(faulty) : judgeClient(faulty, good);
}

const STRICT = { ciphers: "DEFAULT@SECLEVEL=2" };
const LAX = { ciphers: "DEFAULT@SECLEVEL=0" };
const HOST = "127.0.0.1";

async function judgeServer(faulty: Faulty): Promise<string | null> {
  const { port, close } = faulty.fault === "key-not-held" ? await ourServer(faulty) : await nodeServer(faulty);
  try {
    const socket = connect({ host: HOST, port, servername: faulty.name, ...trust(faulty), ...STRICT });
    return await outcomeOf(socket, "secureConnect");
  } finally {
    await close();
  }
}

async function judgeClient(faulty: Faulty, good: Faulty): Promise<string | null> {
  const options = { ...(await identityOf(good)), ...trust(faulty), ...STRICT, requestCert: true };
  // What Node would reject for, it says only where it does not reject.
  const server = createServer({ ...options, rejectUnauthorized: faulty.presented.length === 0 });
  const port = await listening(server);
  const verdict = new Promise<string | null>((resolve) => {
    server.once("secureConnection", (socket) => {
      // A client without a certificate is unauthorized and nothing more.
      const { authorized, authorizationError } = socket;
      resolve(authorized ? nameError(socket, faulty.name) : (authorizationError?.toString() ?? "no certificate"));
      socket.destroy();
    });
    server.once("tlsClientError", (error) => resolve(codeOf(error)));
  });
  const leave = await (faulty.fault === "key-not-held" ? ourClient(faulty, port) : nodeClient(faulty, port));
  try {
    return await verdict;
  } finally {
    leave();
    await closed(server);
  }
}

/** Node leaves the names of clients to the program; this one asks what Node would ask of a server. */
function nameError(socket: TLSSocket, name: string): string | null {
  const error = checkServerIdentity(name, socket.getPeerCertificate());
  return error === undefined ? null : codeOf(error);
}

async function nodeServer(faulty: Faulty) {
  const server = createServer({ ...(await identityOf(faulty)), ...LAX }, (socket) => socket.end());
  // Whoever refuses us is no surprise here.
  server.on("tlsClientError", () => {});
  return { port: await listening(server), close: () => closed(server) };
}

async function nodeClient(faulty: Faulty, port: number) {
  const identity = await identityOf(faulty);
  const socket = connect({ host: HOST, port, rejectUnauthorized: false, ...identity, ...LAX });
  socket.on("error", () => {});
  return () => void socket.destroy();
}

/** Node keeps its users from showing a certificate whose key they don't have; our own engine does not. */
async function ourServer(faulty: Faulty) {
  const tls = { identities: [await ourIdentity(faulty)], verifyPeer: BELIEVE };
  return serve({ port: 0, tls, onFault: rethrow });
}

async function ourClient(faulty: Faulty, port: number) {
  const tls = { serverName: "server.example", identities: [await ourIdentity(faulty)], verifyPeer: BELIEVE };
  const channel = connectOurs({ host: HOST, port, tls, onFault: rethrow });
  return () => channel.stop("the case is over");
}

const BELIEVE: VerifyPeer = async ([endEntity = new Uint8Array()]) => {
  const { spki, subject } = parseCertificate(endEntity);
  return { ok: true, publicKey: spki, subject };
};

async function ourIdentity({ presented, privateKey }: Faulty): Promise<Identity> {
  const key = await loadSigningKey(await pkcs8Of(privateKey));
  if (key === null) throw new TypeError("a key that the engine does not sign with");
  return { path: presented, key };
}

async function identityOf({ presented, privateKey }: Faulty): Promise<SecureContextOptions> {
  if (presented.length === 0) return {};
  return { cert: pems(presented, "CERTIFICATE"), key: toPem(await pkcs8Of(privateKey), "PRIVATE KEY") };
}

function trust({ anchors, crls }: Faulty): SecureContextOptions {
  return {
    ca: pems(anchors, "CERTIFICATE"),
    ...(crls.length === 0 ? {} : { crl: crls.map((crl) => toPem(crl, "X509 CRL")) }),
  };
}

function pems(ders: readonly Uint8Array[], label: string): string {
  return ders.map((der) => toPem(der, label)).join("");
}

async function listening(server: Server): Promise<number> {
  server.listen({ host: HOST, port: 0 });
  await once(server, "listening");
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return address.port;
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}

function outcomeOf(socket: TLSSocket, done: "secureConnect"): Promise<string | null> {
  return new Promise((resolve) => {
    socket.once(done, () => {
      socket.destroy();
      resolve(null);
    });
    socket.once("error", (error) => resolve(codeOf(error)));
  });
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.message;
}

function rethrow(error: unknown): never {
  throw error;
}
