import type { CommandsOf, Ports } from "./commands.ts";
import { sayings, shell, table } from "./markdown.ts";
import { HERE } from "./setups.ts";

/** The parts of the README about programs that people set mutual TLS up in. */

const ALICE = { cert: "alice/cert.pem", key: "alice/key.pem" };

export function nginxPart({ calls }: CommandsOf): string {
  const [, withCertificate, nodeWith] = calls({ shows: ALICE });
  const [, without] = calls({});
  return [
    "## nginx",
    "`nginx/nginx.conf` is a whole, small configuration; its five `ssl_` lines are what goes into yours. nginx lets the handshake succeed in any case, and then answers with an error 400.",
    shell("bob", 'nginx -p "$PWD/nginx" -c nginx.conf -e stderr'),
    shell("alice", withCertificate, nodeWith),
    sayings(
      { who: "`curl`", words: ["Hello, CN=alice.example."], exit: 0 },
      { who: "`node`", words: ["Answer 200", "Hello, CN=alice.example."], exit: 0 },
    ),
    "### nginx, without a client certificate",
    "curl ends with 0, for it got an answer: ask it to `--fail` if a script is to notice.",
    shell("alice", without),
    sayings(
      { who: "`curl`", words: ["400 No required SSL certificate was sent"], exit: 0 },
      { who: "`nginx`", words: ["client sent no required SSL certificate"] },
    ),
  ].join("\n\n");
}

export function nodePart({ calls }: CommandsOf): string {
  const [, withCertificate, nodeWith] = calls({ shows: ALICE });
  const [, without, nodeWithout] = calls({});
  return [
    "## Node",
    "`node/server.mjs` and `node/client.mjs` are short enough to read.",
    shell("bob", "node node/server.mjs"),
    shell("alice", withCertificate, nodeWith),
    sayings(
      { who: "`curl`", words: ["Hello, alice.example."], exit: 0 },
      { who: "`node`", words: ["Answer 200", "Hello, alice.example."], exit: 0 },
    ),
    "### Node, without a client certificate",
    shell("alice", without, nodeWithout),
    sayings(
      { who: "`curl`", words: ["curl: (56)", "alert certificate required"], exit: 56 },
      { who: "`node`", words: ["ALERT_CERTIFICATE_REQUIRED"], exit: 1 },
      { who: "Bob’s `node` (on the first call)", words: ["Refused: ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE"] },
    ),
  ].join("\n\n");
}

const AS_ME = '--user="$(id -un)"';

export function databasePart({ source }: Ports): string {
  const prepare = (end: string) =>
    `mariadb-install-db --defaults-file="$PWD/mysql/${end}.cnf" ${AS_ME} \\\n  --auth-root-authentication-method=normal --skip-test-db`;
  const run = (end: string) => `mariadbd --defaults-file="$PWD/mysql/${end}.cnf" ${AS_ME}`;
  const ask = (end: string, what: string) => `mariadb --no-defaults --socket=mysql/${end}.sock --user=root ${what}`;
  const end = (which: string) => `mariadb-admin --no-defaults --socket=mysql/${which}.sock --user=root shutdown`;
  const call = (more: string) =>
    `mariadb --no-defaults --host=127.0.0.1 --port=${source} --user=alice --password=only-for-teaching \\
  --ssl-ca=authority/root.pem --ssl-verify-server-cert${more} \\
  -e "SHOW STATUS LIKE 'Ssl_version'"`;
  return [
    "## MySQL and MariaDB: replication with mutual TLS",
    "The source is Bob, the replica is Alice. Each shows a certificate and checks the other’s: the replica by `…_SSL_VERIFY_SERVER_CERT = 1`, the source by `REQUIRE SUBJECT` for the replica’s account. These are MariaDB’s commands, as they were tried; what MySQL has instead stands below (that was not tried). The last command below asks how it goes: after a moment, it goes as said.",
    shell("bob", `sed -i.bak "s|${HERE}|$PWD|" mysql/*.cnf mysql/*.sql`, prepare("source"), run("source")),
    shell("alice", prepare("replica"), run("replica")),
    shell(
      "you",
      ask("source", "< mysql/source.sql"),
      ask("replica", "< mysql/replica-mariadb.sql"),
      ask("replica", '-E \\\n  -e "SHOW SLAVE STATUS; SELECT pulse FROM clinic.readings"'),
    ),
    sayings({
      who: "`mariadb`",
      words: ["Slave_IO_Running: Yes", "Slave_SQL_Running: Yes", "Master_SSL_Verify_Server_Cert: Yes", "pulse: 62"],
      exit: 0,
    }),
    "### The replica’s account, with Alice’s certificate",
    shell("you", call(" --ssl-cert=alice/cert.pem --ssl-key=alice/key.pem")),
    sayings({ who: "`mariadb`", words: ["TLSv1.3"], exit: 0 }),
    "### The replica’s account, without a certificate",
    "What the source says is what it says of a wrong password.",
    shell("you", call("")),
    sayings({ who: "`mariadb`", words: ["ERROR 1045 (28000): Access denied for user 'alice'@"], exit: 1 }),
    "### The end of both",
    shell("you", end("replica"), end("source")),
    sayings({ who: "`mariadb-admin`", words: [], exit: 0 }),
    "### MySQL 8 instead",
    table(
      ["MariaDB", "MySQL"],
      [
        ["`mariadb-install-db …`", '`mysqld --defaults-file="$PWD/mysql/source.cnf" --initialize-insecure`'],
        ["`mariadbd`, `mariadb`, `mariadb-admin`", "`mysqld`, `mysql`, `mysqladmin`"],
        ["`mysql/replica-mariadb.sql`", "`mysql/replica-mysql.sql`"],
        ["`SHOW SLAVE STATUS`", "`SHOW REPLICA STATUS`"],
        ["`--ssl-verify-server-cert`", "`--ssl-mode=VERIFY_IDENTITY`"],
      ],
    ),
  ].join("\n\n");
}
