import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, readFileSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:tls";

/**
 * One end of TLS connections with Node's own tls, as told by the JSON in its argument (see node.ts). Says what happens
 * as JSON, a line each. The client asks once and reads until the server ends. The server answers each connection's one
 * request: GET with a greeting or, where it was given one, a file; PUT with the SHA-256 of what came.
 */
const order = JSON.parse(process.argv[2] ?? "{}");
const { role, port, name, identity, clientCertificate, suites, groups, schemes, alpn, ca, version } = order;
const { target = "/", upload, download, sessionIn, sessionOut, exporter } = order;

const only = { "TLS 1.2": "TLSv1.2", "TLS 1.3": "TLSv1.3" }[version];
const options = {
  ca: readFileSync(ca),
  ...(only && { minVersion: only, maxVersion: only }),
  ...(identity && { cert: readFileSync(identity.chain), key: readFileSync(identity.key) }),
  ...(suites && { ciphers: suites.join(":") }),
  ...(groups && { ecdhCurve: groups.join(":") }),
  ...(schemes && { sigalgs: schemes.join(":") }),
  ...(alpn && { ALPNProtocols: alpn }),
};

if (role === "client") await ask();
else listen();

async function ask() {
  const session = sessionIn && { session: readFileSync(sessionIn) };
  const socket = connect({ ...options, ...session, host: "127.0.0.1", port, servername: name });
  socket.on("error", sayError);
  socket.on("session", (ticket) => sessionOut && writeFileSync(sessionOut, ticket));
  socket.on("close", () => say({ closed: true }));
  socket.once("secureConnect", () => sayNegotiated(socket));
  if (upload) sendFile(socket, `PUT ${target} HTTP/1.0\r\nContent-Length: ${statSync(upload).size}\r\n\r\n`, upload);
  else socket.write(`GET ${target} HTTP/1.0\r\n\r\n`);
  const message = await receive(socket, () => Number.POSITIVE_INFINITY);
  say({ head: message.head, size: message.size, sha256: message.sha256, text: message.text });
}

function listen() {
  const wanted = { requestCert: clientCertificate !== "none", rejectUnauthorized: clientCertificate === "required" };
  const server = createServer({ ...options, ...wanted }, answer);
  server.on("tlsClientError", sayError);
  server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));
}

async function answer(socket) {
  sayNegotiated(socket);
  socket.on("error", sayError);
  socket.on("close", () => say({ closed: true }));
  const message = await receive(socket, (head) => Number(/Content-Length: (\d+)/i.exec(head)?.[1] ?? 0));
  const head = "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n";
  if (download) await sendFile(socket, head, download);
  else socket.write(`${head}${message.size > 0 ? `SHA-256 ${message.sha256}` : "hello from Node"}\n`);
  socket.end();
}

/** One HTTP message: its head, and of its body the size, the SHA-256 and the beginning as text. */
function receive(socket, sizeOf) {
  const hash = createHash("sha256");
  const message = { head: null, size: 0, sha256: "", text: "" };
  let start = Buffer.alloc(0);
  return new Promise((resolve) => {
    const finish = () => resolve({ ...message, sha256: hash.copy().digest("hex") });
    const take = (body) => {
      hash.update(body);
      message.size += body.length;
      if (message.text.length < 2000) message.text += body.toString("latin1", 0, 2000);
    };
    socket.on("data", (chunk) => {
      if (message.head === null) {
        start = Buffer.concat([start, chunk]);
        const end = start.indexOf("\r\n\r\n");
        if (end < 0) return;
        message.head = start.toString("latin1", 0, end);
        take(start.subarray(end + 4));
      } else take(chunk);
      if (message.size >= sizeOf(message.head)) finish();
    });
    socket.on("end", finish);
    socket.on("close", finish);
  });
}

async function sendFile(socket, head, file) {
  socket.write(head);
  for await (const chunk of createReadStream(file)) if (!socket.write(chunk)) await once(socket, "drain");
}

function sayNegotiated(socket) {
  const context = Buffer.from(exporter?.context ?? "");
  say({
    connected: socket.getProtocol(),
    suite: socket.getCipher().standardName,
    alpn: socket.alpnProtocol,
    resumed: socket.isSessionReused(),
    peer: socket.getPeerCertificate()?.subject?.CN,
    ...(exporter && { exported: socket.exportKeyingMaterial(32, exporter.label, context).toString("hex") }),
  });
}

function sayError({ message, code }) {
  say({ error: message, code });
}

function say(fact) {
  process.stdout.write(`${JSON.stringify(fact)}\n`);
}
