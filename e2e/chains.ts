import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Certificates made by openssl, as an engineer's own would be: PEM texts by file name. */
export type Chain = Readonly<{ root: string; issuing: string; server: string; key: string; serverDer: Buffer }>;

const folder = mkdtempSync(join(tmpdir(), "chain-"));

/** A root, an authority below it, and a server's certificate for the name, valid for so many days from now. */
export function makeChain(name: string, subject = `/CN=${name}`): Chain {
  const authority =
    "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n";
  const server =
    "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n" +
    `subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nsubjectAltName=DNS:${name}\n`;
  writeFileSync(join(folder, "ca.ext"), authority);
  writeFileSync(join(folder, "server.ext"), server);
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8"];
  openssl(
    "req",
    "-x509",
    ...key,
    "-keyout",
    "root.key",
    "-out",
    "root.pem",
    "-subj",
    "/CN=Example Root",
    "-days",
    "900",
  );
  openssl("req", ...key, "-keyout", "issuing.key", "-out", "issuing.csr", "-subj", "/CN=Example Issuing");
  sign("issuing", "root", "ca.ext", 600);
  openssl("req", ...key, "-keyout", "server.key", "-out", "server.csr", "-subj", subject);
  sign("server", "issuing", "server.ext", 90);
  openssl("x509", "-in", "server.pem", "-outform", "DER", "-out", "server.der");
  return {
    root: read("root.pem").toString(),
    issuing: read("issuing.pem").toString(),
    server: read("server.pem").toString(),
    key: read("server.key").toString(),
    serverDer: read("server.der"),
  };
}

function sign(of: string, by: string, extensions: string, days: number): void {
  const ca = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"];
  const files = ["-in", `${of}.csr`, "-out", `${of}.pem`, "-extfile", extensions];
  openssl("x509", "-req", "-sha256", ...ca, ...files, "-days", String(days));
}

function read(name: string): Buffer {
  return readFileSync(join(folder, name));
}

function openssl(...args: readonly string[]): void {
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
}
