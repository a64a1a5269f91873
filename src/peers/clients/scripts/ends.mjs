import { readFileSync } from "node:fs";
import { connect, createServer } from "node:tls";

/** One end of a connection with Node's tls, as told in JSON. `@@` begins what is not meant for people. */
const { role, port, name, ca, cert, key, crl, asks } = JSON.parse(process.argv[2] ?? "{}");
const read = (file) => (file ? readFileSync(file, "utf8") : undefined);
/** Node wants each list by itself. */
const lists = read(crl)?.match(/-----BEGIN X509 CRL-----[^-]*-----END X509 CRL-----/g);
const say = (line) => process.stdout.write(`${line}\n`);
const complain = (error) => {
  say(String(error));
  if (error.code) say(`code: '${error.code}'`);
};

try {
  const options = { ca: read(ca), cert: read(cert), key: read(key), crl: lists, minVersion: "TLSv1.3" };
  if (role === "client") ask(options);
  else listen(options);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

function ask(options) {
  const socket = connect({ ...options, host: "127.0.0.1", port, servername: name });
  socket.on("error", (error) => {
    complain(error);
    process.exitCode = 1;
  });
  socket.on("data", (data) => {
    if (data.includes("HTTP/1.")) say("@@accepted");
  });
  socket.write("GET / HTTP/1.0\r\n\r\n");
}

function listen(options) {
  const server = createServer({ ...options, requestCert: asks === 1, rejectUnauthorized: asks === 1 }, (socket) => {
    say("@@accepted");
    socket.on("error", () => {});
    socket.end("HTTP/1.0 200 OK\r\n\r\n");
  });
  server.on("tlsClientError", (error, socket) => {
    complain(error);
    if (socket.authorizationError) say(`authorizationError: '${socket.authorizationError}'`);
  });
  server.listen(0, "127.0.0.1", () => say(`@@port ${server.address().port}`));
}
