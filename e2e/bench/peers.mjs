import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import tls from "node:tls";
import { pathToFileURL } from "node:url";
import { duplexPair } from "./duplex.mjs";

/**
 * Others' handshakes, each as `(mutual) => Promise<void>`: one whole handshake with P-256 certificates, done when both
 * ends say so. `world` holds PEM: `root`, and `chain` and `key` of server and client, for the name localhost.
 */

/** Node's own reading of a chain's certificates, and verification of each with the key of the next. Nothing else. */
export function nodeCertificates(chain) {
  return async () => {
    const read = chain.map((der) => new X509Certificate(der));
    for (const [i, issuer] of read.slice(1).entries()) {
      if (!read[i].verify(issuer.publicKey)) throw new Error("Node does not verify the chain");
    }
  };
}

/** Node's own tls, both ends over a line in memory, contexts made once. */
export function nodeTls(world) {
  const server = serverContext(world);
  const client = (mutual) =>
    tls.createSecureContext({ ca: world.root, ...(mutual ? identity(world.client) : {}), ...only });
  const contexts = { true: client(true), false: client(false) };
  return async (mutual) => {
    const [near, far] = duplexPair();
    const accepted = acceptNode(far, server, mutual);
    const connected = tls.connect({ socket: near, servername: "localhost", secureContext: contexts[mutual] });
    await Promise.all([once(connected, "secureConnect"), once(accepted, "secure")]);
    if (!connected.authorized) throw connected.authorizationError;
    if (mutual && accepted.getPeerCertificate().subject === undefined) throw new Error("no client certificate");
    connected.destroy();
    accepted.destroy();
  };
}

const only = { minVersion: "TLSv1.3", ciphers: "TLS_AES_128_GCM_SHA256" };
const identity = ({ chain, key }) => ({ cert: chain, key });
const serverContext = (world) => tls.createSecureContext({ ...identity(world.server), ca: world.root, ...only });

function acceptNode(line, secureContext, mutual) {
  const options = { isServer: true, secureContext, requestCert: mutual, rejectUnauthorized: mutual, server: null };
  const socket = new tls.TLSSocket(line, options);
  socket.on("error", () => {});
  return socket;
}

/** lemon-tls, both ends. */
export async function lemonTls(world, folder) {
  const { TLSSocket, createSecureContext } = await load(folder, "lemon-tls/index.js");
  const context = createSecureContext({ key: world.server.key, cert: world.server.chain });
  return async (mutual) => {
    const [near, far] = duplexPair();
    const accepted = new TLSSocket(far, {
      isServer: true,
      SNICallback: (_name, done) => done(null, context),
      minVersion: "TLSv1.3",
      ...(mutual ? { requestCert: true, ca: world.root } : {}),
    });
    const connected = new TLSSocket(near, {
      servername: "localhost",
      ca: world.root,
      minVersion: "TLSv1.3",
      allowedCipherSuites: [0x1301],
      groups: [0x001d],
      ...(mutual ? { cert: world.client.chain, key: world.client.key } : {}),
    });
    await Promise.all([once(connected, "secureConnect"), once(accepted, "secureConnect")]);
    if (connected.getProtocol() !== "TLSv1.3") throw new Error(connected.getProtocol());
    connected.destroy();
    accepted.destroy();
  };
}

/** subtls as the client of Node's tls (it can't be asked for a certificate, and knows P-256 only). */
export async function subtls(world, folder) {
  const { startTls, TrustedCert, LazyReadFunctionReadQueue } = await load(folder, "subtls/index.js");
  const roots = await TrustedCert.databaseFromPEM(world.root);
  const server = tls.createSecureContext({ ...identity(world.server), ...only, ecdhCurve: "P-256" });
  return async () => {
    const [near, far] = duplexPair();
    const accepted = acceptNode(far, server, false);
    const secured = once(accepted, "secure");
    const reader = near[Symbol.asyncIterator]();
    const queue = new LazyReadFunctionReadQueue(async () => {
      const { value, done } = await reader.next();
      return done ? undefined : new Uint8Array(value);
    });
    const read = (bytes, mode) => queue.read(bytes, mode);
    const client = await startTls("localhost", roots, read, (data) => near.write(data));
    // Its Finished goes out with its first words.
    await client.write(new Uint8Array([1]));
    await secured;
    near.destroy();
    accepted.destroy();
  };
}

/** @reclaimprotocol/tls as the client of Node's tls. */
export async function reclaim(world, folder) {
  const { makeTLSClient, setCryptoImplementation, loadX509FromPem } = await load(
    folder,
    "@reclaimprotocol/tls/lib/index.js",
  );
  const { webcryptoCrypto } = await load(folder, "@reclaimprotocol/tls/lib/crypto/webcrypto.js");
  setCryptoImplementation(webcryptoCrypto);
  const roots = [await loadX509FromPem(world.root)];
  const server = serverContext(world);
  return async () => {
    const [near, far] = duplexPair();
    const accepted = acceptNode(far, server, false);
    const secured = once(accepted, "secure");
    await new Promise((resolve, reject) => {
      const client = makeTLSClient({
        host: "localhost",
        rootCAs: roots,
        logger: silent,
        cipherSuites: ["TLS_AES_128_GCM_SHA256"],
        supportedProtocolVersions: ["TLS1_3"],
        namedCurves: ["X25519"],
        write: async ({ header, content }) => void near.write(Buffer.concat([header, content])),
        onHandshake: resolve,
        onTlsEnd: (error) => error && reject(error),
      });
      near.on("data", (bytes) => client.handleReceivedBytes(new Uint8Array(bytes)));
      client.startHandshake();
    });
    await secured;
    near.destroy();
    accepted.destroy();
  };
}

/** node-forge, both ends: TLS 1.1 with RSA key exchange is the best it speaks. */
export async function forge(world, folder) {
  const { default: library } = await load(folder, "node-forge/lib/index.js");
  const roots = library.pki.createCaStore([world.rsa.root]);
  return (mutual) =>
    new Promise((resolve, reject) => {
      let open = 0;
      const opened = () => ++open === 2 && resolve();
      const options = (own, other) => ({
        caStore: roots,
        verify: (_connection, verified) => verified,
        connected: opened,
        getCertificate: () => [own.chain],
        getPrivateKey: () => own.key,
        tlsDataReady: (connection) => other().process(connection.tlsData.getBytes()),
        dataReady: () => {},
        closed: () => {},
        error: (_connection, error) => reject(new Error(error.message)),
      });
      const server = library.tls.createConnection({
        ...options(world.rsa.server, () => client),
        server: true,
        sessionCache: null,
        verifyClient: mutual,
      });
      const client = library.tls.createConnection({
        ...options(world.rsa.client, () => server),
        server: false,
        virtualHost: "localhost",
      });
      client.handshake();
    });
}

const say = () => {};
const silent = { info: say, debug: say, trace: say, warn: say, error: say, child: () => silent };

function load(folder, file) {
  return import(pathToFileURL(`${folder}/node_modules/${file}`).href);
}
