import type { Ports } from "./commands.ts";
import { markedText } from "./mark.ts";
import type { KitFile } from "./papers.ts";

/** Stands for the kit's folder in the files of MySQL and MariaDB, which want whole paths: a command of the README puts it in. */
export const HERE = "/path/to/this/folder";
export const DATABASE_PASSWORD = "only-for-teaching";

/** The set-ups of nginx, Node, and MySQL or MariaDB, as files. */
export function setups(ports: Ports): readonly KitFile[] {
  const file = (path: string, comment: "#" | "//" | "--", text: string): KitFile => ({
    path,
    text: markedText(comment, text),
    secret: false,
  });
  return [
    file("nginx/nginx.conf", "#", nginx(ports)),
    file("node/server.mjs", "//", NODE_SERVER(ports)),
    file("node/client.mjs", "//", NODE_CLIENT),
    file("mysql/source.cnf", "#", SOURCE_CNF(ports)),
    file("mysql/source.sql", "--", SOURCE_SQL),
    file("mysql/replica.cnf", "#", REPLICA_CNF(ports)),
    file("mysql/replica-mariadb.sql", "--", REPLICA_MARIADB(ports)),
    file("mysql/replica-mysql.sql", "--", REPLICA_MYSQL(ports)),
  ];
}

function nginx({ tls }: Ports): string {
  return `# Paths are relative to this file. What runs nginx as a service has the first lines elsewhere already.
daemon off;
pid nginx.pid;
error_log stderr info;

events {}

http {
  access_log off;
  client_body_temp_path temp-body;
  proxy_temp_path temp-proxy;
  fastcgi_temp_path temp-fastcgi;
  uwsgi_temp_path temp-uwsgi;
  scgi_temp_path temp-scgi;

  server {
    listen 127.0.0.1:${tls} ssl;
    server_name bob.example localhost;
    ssl_protocols TLSv1.2 TLSv1.3;

    # Who Bob is: his certificate with the office's below it, and his key.
    ssl_certificate ../bob/chain.pem;
    ssl_certificate_key ../bob/key.pem;

    # Who may call: only whom this authority has given a certificate.
    ssl_client_certificate ../authority/clients.pem;
    ssl_verify_client on;

    location / {
      default_type text/plain;
      return 200 "Hello, $ssl_client_s_dn.\\n";
    }
  }
}
`;
}

const NODE_SERVER = ({ tls }: Ports): string => `import { readFileSync } from "node:fs";
import { createServer } from "node:https";

const options = {
  // Who Bob is: his certificate with the office's below it, and his key.
  cert: readFileSync("bob/chain.pem"),
  key: readFileSync("bob/key.pem"),
  // Who may call: only whom this authority has given a certificate.
  ca: readFileSync("authority/clients.pem"),
  requestCert: true,
  rejectUnauthorized: true,
};

const server = createServer(options, (request, response) => {
  const { subject } = request.socket.getPeerCertificate();
  response.end(\`Hello, \${subject.CN}.\\n\`);
});
server.on("tlsClientError", (error) => console.log(\`Refused: \${error.code}\`));
server.listen(${tls}, "127.0.0.1", () => console.log("Bob listens."));
`;

const NODE_CLIENT = `import { readFileSync } from "node:fs";
import { request } from "node:https";
import { parseArgs } from "node:util";

const file = { type: "string" };
const { values, positionals } = parseArgs({ options: { ca: file, cert: file, key: file }, allowPositionals: true });
const url = new URL(positionals[0]);
const read = (path) => (path === undefined ? undefined : readFileSync(path));

try {
  const call = request({
    // The name is Bob's, the machine is this one.
    host: "127.0.0.1",
    port: url.port,
    servername: url.hostname,
    headers: { host: url.host },
    // Whom Alice trusts, and who she is.
    ca: read(values.ca),
    cert: read(values.cert),
    key: read(values.key),
  });
  call.on("response", async (response) => {
    console.log(\`The certificate is good for \${url.hostname}. Answer \${response.statusCode}:\`);
    for await (const chunk of response) process.stdout.write(chunk);
  });
  call.on("error", failed);
  call.end();
} catch (error) {
  failed(error);
}

function failed(error) {
  console.error(\`\${error.code}: \${error.message}\`);
  process.exitCode = 1;
}
`;

/** `loose-`: what only one of MySQL and MariaDB knows; the other passes it over. */
const SOURCE_CNF = ({ source }: Ports): string => `[mysqld]
port = ${source}
bind-address = 127.0.0.1
socket = ${HERE}/mysql/source.sock
pid-file = ${HERE}/mysql/source.pid
datadir = ${HERE}/mysql/source-data
loose-mysqlx = OFF

server-id = 1
log-bin = binlog
loose-gtid-mode = ON
loose-enforce-gtid-consistency = ON

# Who the source is: Bob. Whose certificates it takes: those of the clients' authority. Nothing without TLS.
ssl-cert = ${HERE}/bob/chain.pem
ssl-key = ${HERE}/bob/key.pem
ssl-ca = ${HERE}/authority/clients.pem
require-secure-transport = ON
`;

const REPLICA_CNF = ({ replica }: Ports): string => `[mysqld]
port = ${replica}
bind-address = 127.0.0.1
socket = ${HERE}/mysql/replica.sock
pid-file = ${HERE}/mysql/replica.pid
datadir = ${HERE}/mysql/replica-data
loose-mysqlx = OFF

server-id = 2
read-only = ON
loose-gtid-mode = ON
loose-enforce-gtid-consistency = ON
`;

const SOURCE_SQL = `-- The replica is let in by Alice's certificate and a password, not by a password alone.
CREATE USER 'alice'@'%' IDENTIFIED BY '${DATABASE_PASSWORD}' REQUIRE SUBJECT '/CN=alice.example';
GRANT REPLICATION SLAVE ON *.* TO 'alice'@'%';

CREATE DATABASE clinic;
CREATE TABLE clinic.readings (id INT AUTO_INCREMENT PRIMARY KEY, pulse INT);
INSERT INTO clinic.readings (pulse) VALUES (62);
`;

const REPLICA_MARIADB = ({ source }: Ports): string => `-- MariaDB
CHANGE MASTER TO
  MASTER_HOST = '127.0.0.1',
  MASTER_PORT = ${source},
  MASTER_USER = 'alice',
  MASTER_PASSWORD = '${DATABASE_PASSWORD}',
  MASTER_USE_GTID = slave_pos,
  MASTER_SSL = 1,
  MASTER_SSL_CA = '${HERE}/authority/root.pem',
  MASTER_SSL_CERT = '${HERE}/alice/cert.pem',
  MASTER_SSL_KEY = '${HERE}/alice/key.pem',
  -- Without this, any certificate of any name would do for Bob's.
  MASTER_SSL_VERIFY_SERVER_CERT = 1;
START SLAVE;
`;

const REPLICA_MYSQL = ({ source }: Ports): string => `-- MySQL 8.0.23 and newer
CHANGE REPLICATION SOURCE TO
  SOURCE_HOST = '127.0.0.1',
  SOURCE_PORT = ${source},
  SOURCE_USER = 'alice',
  SOURCE_PASSWORD = '${DATABASE_PASSWORD}',
  SOURCE_AUTO_POSITION = 1,
  SOURCE_SSL = 1,
  SOURCE_SSL_CA = '${HERE}/authority/root.pem',
  SOURCE_SSL_CERT = '${HERE}/alice/cert.pem',
  SOURCE_SSL_KEY = '${HERE}/alice/key.pem',
  -- Without this, any name would do for Bob's.
  SOURCE_SSL_VERIFY_SERVER_CERT = 1;
START REPLICA;
`;
