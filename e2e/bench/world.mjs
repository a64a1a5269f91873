import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Certificates for one measurement, made by openssl: P-256 for all, and RSA for those who know nothing newer. PEM. */
export function makeWorld() {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    return { ...makeParties(folder, ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]), rsa: makeParties(folder, ["RSA"]) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function makeParties(folder, algorithm) {
  const root = makeKey(folder, algorithm);
  const rootFile = join(folder, "root.pem");
  writeFileSync(
    rootFile,
    openssl(
      "req",
      "-x509",
      "-new",
      "-key",
      root.file,
      "-subj",
      "/CN=Bench Root",
      "-days",
      "30",
      "-sha256",
      "-addext",
      "keyUsage=critical,digitalSignature,keyCertSign,cRLSign",
    ),
  );
  const party = (name, usage) => {
    const { file, key } = makeKey(folder, algorithm);
    const request = join(folder, "request.pem");
    const extensions = join(folder, "extensions.cnf");
    writeFileSync(request, openssl("req", "-new", "-key", file, "-subj", `/CN=${name}`));
    writeFileSync(
      extensions,
      `subjectAltName=DNS:${name}\nextendedKeyUsage=${usage}\nkeyUsage=digitalSignature,keyEncipherment\nbasicConstraints=CA:FALSE\n`,
    );
    const chain = openssl(
      "x509",
      "-req",
      "-in",
      request,
      "-CA",
      rootFile,
      "-CAkey",
      root.file,
      "-days",
      "30",
      "-sha256",
      "-extfile",
      extensions,
      "-set_serial",
      String(serial++),
    );
    return { chain, key };
  };
  return {
    root: readFileSync(rootFile, "utf8"),
    server: party("localhost", "serverAuth"),
    client: party("alice", "clientAuth"),
  };
}

let serial = 2;
let keys = 0;

function makeKey(folder, algorithm) {
  const file = join(folder, `key${keys++}.pem`);
  const key = openssl("genpkey", "-algorithm", ...algorithm);
  writeFileSync(file, key);
  return { file, key };
}

function openssl(...args) {
  return execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
