import { clientCase } from "./clientCases.ts";
import { type CommandsOf, commandsAt, type Ports } from "./commands.ts";
import { MARK } from "./mark.ts";
import { sayings, shell, table, wrapped } from "./markdown.ts";
import type { KitPlan } from "./plan.ts";
import { databasePart, nginxPart, nodePart } from "./programs.ts";
import { accept, LET_IN, refused } from "./sayings.ts";
import { serverCase } from "./serverCases.ts";

const BOB = { cert: "bob/cert.pem", chain: "authority/office.pem", key: "bob/key.pem" };
const ALICE = { cert: "alice/cert.pem", key: "alice/key.pem" };

/** The README of a kit, in Markdown, with the commands that the peers' tests run. `until`: the certificates' last day. */
export function readme(plan: KitPlan, until: string, ports: Ports): string {
  const commands = commandsAt(ports);
  const parts = [
    bobPart(commands),
    ...(plan.servers.length === 0 ? [] : [MALLORYS_TURN, ...plan.servers.map((id) => serverCase(id, commands))]),
    mutualPart(commands),
    ...(plan.clients.length === 0 ? [] : [clientsTurn(plan, commands)]),
    nginxPart(commands),
    nodePart(commands),
    databasePart(ports),
    oneMore(),
    TROUBLE,
  ].join("\n\n");
  const titles = [...parts.matchAll(/^## (.*)$/gm)].map(([, title = ""]) => `- ${title}`);
  const before = [opening(plan, until, ports), ["The parts:", "", ...titles].join("\n"), inside(plan)];
  return `${wrapped([...before, parts].join("\n\n"))}\n`;
}

function opening({ title, about }: KitPlan, until: string, { tls }: Ports): string {
  return [
    `# ${title}, to take home`,
    `> **${MARK}** Every private key in this folder lies open in it, the authorities’ too. Let no browser and no machine trust these authorities.`,
    `Here you repeat a scene of *Between Alice and Bob* on your own machine, with openssl, curl and Node, and go on to mutual TLS (both ends show a certificate) in nginx, Node, and MySQL or MariaDB. ${about}`,
    `Names and authorities are the scene’s. The keys were made when you downloaded this. The certificates are good until ${until}: real programs go by the real date. After that, download it again.`,
    "**You need** a Unix shell (Linux, macOS, or WSL on Windows), OpenSSL 3 and curl; for their parts, Node, nginx, MariaDB or MySQL.",
    `**Open two terminals in this folder**: one is for who answers (Bob, or Mallory), one for who calls (Alice, or not-Alice). A server runs until you press Ctrl-C. End it before you start the next: all use port ${tls} of this machine, and no other machine can reach it.`,
    "Under the commands stands what the programs say, in part, and the exit code that they end with (`echo $?`): as OpenSSL 3.0, curl 7.88, Node 20, nginx 1.22 and MariaDB 10.11 do. Other versions may use slightly other words.",
  ].join("\n\n");
}

function inside({ servers, clients }: KitPlan): string {
  const rows: (readonly [string, string])[] = [
    ["`authority/root.pem`", "the authority that Alice trusts: it vouches for the office"],
    ["`authority/office.pem`", "the office, which signs servers’ certificates: Bob sends it along with his own"],
    ["`authority/clients.pem`", "the authority that Bob trusts: it signs clients’ certificates"],
    ["`authority/*.key.pem`", "the authorities’ keys; real ones would be locked away"],
    ["`bob/cert.pem`, `bob/key.pem`", "Bob’s certificate, for bob.example, localhost and 127.0.0.1, and his key"],
    ["`bob/chain.pem`", "his certificate and the office’s in one file, as nginx, Node and MySQL want it"],
    ["`alice/cert.pem`, `alice/key.pem`", "Alice’s certificate, for clients, and her key"],
  ];
  if (servers.length > 0 || clients.includes("borrowed")) rows.push(["`mallory/`", "what Mallory has and shows"]);
  if (clients.some((shown) => shown !== "borrowed")) rows.push(["`not-alice/`", "what not-Alice has and shows"]);
  rows.push(["`nginx/`, `node/`, `mysql/`", "set-ups to run, and to copy from"]);
  return `## What is in it\n\n${table(["file", "what it is"], rows)}`;
}

function bobPart({ serve, calls }: CommandsOf): string {
  return [
    "## Bob shows who he is",
    "Bob shows his certificate, and the office’s with it (`-cert_chain`).",
    shell("bob", serve(BOB)),
    "Alice trusts the root alone, and asks for bob.example. Here are three ways to call; each checks chain, dates, use, name, and that Bob has the key:",
    shell("alice", ...calls({})),
    sayings(...accept()),
    "What curl prints is a page of `openssl s_server` about the connection.",
  ].join("\n\n");
}

const MALLORYS_TURN = [
  "## Mallory’s turn",
  "Now Mallory answers in Bob’s place, on the same port (end Bob first). Alice calls with the same three commands.",
].join("\n\n");

function mutualPart({ serve, calls }: CommandsOf): string {
  return [
    "## Alice shows who she is: mutual TLS",
    "Bob asks for a certificate (`-Verify`), and takes those of the clients’ authority (`-CAfile`). Alice shows hers, and signs with her key.",
    shell("bob", serve(BOB, true)),
    shell("alice", ...calls({ shows: ALICE })),
    sayings(...LET_IN),
    "### Without a certificate",
    "In TLS 1.3 the client is done before the server has looked at its certificate. So the caller’s handshake succeeds, and the refusal comes after it, in place of the answer.",
    shell("not-alice", ...calls({})),
    sayings(...refused("certificate required", 116, "peer did not return a certificate")),
  ].join("\n\n");
}

function clientsTurn({ clients }: KitPlan, commands: CommandsOf): string {
  const forged = clients.some((shown) => shown !== "borrowed");
  return [
    `## ${forged ? "Not-Alice’s turn" : "Mallory’s turn again"}`,
    "Bob goes on asking for certificates, as above.",
    ...clients.map((id) => clientCase(id, commands)),
  ].join("\n\n");
}

function oneMore(): string {
  return [
    "## One more client",
    "Carol makes a key, which stays with her, and a request, which goes to the authority. The authority signs the request.",
    shell(
      "carol",
      `openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj /CN=carol.example \\
  -addext basicConstraints=critical,CA:FALSE -addext keyUsage=critical,digitalSignature \\
  -addext extendedKeyUsage=clientAuth -keyout carol.key.pem -out carol.csr`,
      `openssl x509 -req -in carol.csr -copy_extensions copy -days 30 \\
  -CA authority/clients.pem -CAkey authority/clients.key.pem -out carol.pem`,
      "openssl verify -purpose sslclient -CAfile authority/clients.pem carol.pem",
    ),
    sayings({ who: "`openssl verify`", words: ["carol.pem: OK"], exit: 0 }),
    "(`-copy_extensions copy` grants whatever the request asks for: a real authority decides that itself.)",
  ].join("\n\n");
}

const TROUBLE = `## When it does not work

${table(
  ["you see", "it means"],
  [
    ["`Address already in use`", "The last server still runs: Ctrl-C in its terminal."],
    [
      "`unable to get local issuer certificate`",
      "A link is missing: the server does not send the office’s certificate, or the client trusts another root.",
    ],
    [
      "`key values mismatch`",
      "They are no pair. A pair prints the same for `openssl x509 -in cert.pem -noout -pubkey` and `openssl pkey -in key.pem -pubout`.",
    ],
    ["`unsuitable certificate purpose`", "A server’s certificate in a client’s place, or the other way round."],
    ["`certificate has expired`", "Perhaps this kit has: download it again."],
    ['`invalid option: "e"`', "This nginx is older than 1.19.5: leave out `-e stderr`."],
    ["curl goes to a proxy", "Add `--noproxy '*'`."],
    ["`unknown option -brief` or the like", "This openssl is LibreSSL (macOS): `brew install openssl`."],
  ],
)}

For anything real: let an authority that is kept safe sign your certificates; make each key on the machine that uses it, and never send it anywhere.`;
