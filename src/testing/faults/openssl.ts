import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Faulty } from "../../pki/issue/faults.ts";
import { toPem } from "../../pki/pem.ts";

/** A folder of its own in which `openssl` reads what we issue. */
export function opensslBench() {
  const folder = mkdtempSync(join(tmpdir(), "faults-"));
  const file = (name: string, ders: readonly Uint8Array[], label = "CERTIFICATE") => {
    const path = join(folder, name);
    writeFileSync(path, ders.map((der) => toPem(der, label)).join(""));
    return path;
  };
  const der = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  return { file, der, run: openssl, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export type OpensslBench = ReturnType<typeof opensslBench>;

/**
 * What `openssl verify` says: null where it accepts, else its first words of error. Keys and hashes are held to level 2,
 * as the TLS of Debian does; lists of revoked certificates are looked at where there are any.
 */
export function opensslVerify(
  bench: OpensslBench,
  { purpose, name, at, presented, anchors, crls }: Faulty,
): string | null {
  const [endEntity, ...others] = presented;
  if (endEntity === undefined) throw new TypeError("no certificate: nothing that openssl verify could be asked");
  const args = [
    ...["verify", "-attime", String(Math.floor(at.getTime() / 1000)), "-purpose", `ssl${purpose}`],
    ...["-verify_hostname", name, "-auth_level", "2", "-x509_strict"],
    ...["-no-CApath", "-no-CAstore", "-CAfile", bench.file("anchors.pem", anchors)],
    ...(others.length === 0 ? [] : ["-untrusted", bench.file("others.pem", others)]),
    ...(crls.length === 0 ? [] : ["-crl_check_all", "-CRLfile", bench.file("crls.pem", crls, "X509 CRL")]),
    bench.file("end-entity.pem", [endEntity]),
  ];
  const said = bench.run(...args);
  return /error \d+ at [^:]*: ?(.*)/.exec(said)?.[1] ?? (said.includes(": OK") ? null : said);
}

/** All that it writes, wherever to. */
function openssl(...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  return `${stdout}${stderr}`;
}
