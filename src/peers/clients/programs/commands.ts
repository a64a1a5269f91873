import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "../../harness/bench.ts";
import { run } from "../../harness/process.ts";
import { withLists } from "../peer.ts";
import type { AskWish, ClientProgram, Identity, Said } from "../program.ts";

/** Clients that are one command: openssl s_client, curl, wget, gnutls-cli. */

export const ANSWERED = /HTTP\/1\.[01] 200/i;

/** What a program says of its version, or null where it is not there. */
export async function versionOf(command: string, args: readonly string[], pattern: RegExp): Promise<string | null> {
  const outcome = await run(command, args).catch(() => null);
  return outcome === null ? null : (pattern.exec(outcome.log)?.slice(1).filter(Boolean).join(", ") ?? null);
}

export const opensslClient: ClientProgram = {
  client: "openssl s_client",
  version: () => versionOf("openssl", ["version"], /OpenSSL (\S+)/),
  knows: { crls: true, ocsp: false },
  shows: true,
  ask: async (bench, { port, name, ca, identity, crls }) => {
    const client = bench.start("openssl", [
      ...["s_client", "-connect", `127.0.0.1:${port}`, "-servername", name, "-verify_hostname", name, "-ign_eof"],
      ...[
        "-CAfile",
        withLists(ca, crls),
        "-verify_return_error",
        ...pemOf("-cert", "-key", identity),
        ...chainOf(identity),
      ],
      ...(crls === null ? [] : ["-crl_check_all"]),
    ]);
    await client.say("GET / HTTP/1.0\r\n\r\n");
    const { code, log } = await client.done();
    const words = /^(verify error:.*|Verify return code: [1-9].*|(?:[0-9A-F]+:)?error:.*)$/gm;
    const order = [/^verify error/, /error:/, /^Verify/];
    return { accepted: ANSWERED.test(log), text: sorted(distinct(log, words), order), exitCode: code };
  },
};

export const curl: ClientProgram = {
  client: "curl",
  version: () => versionOf("curl", ["--version"], /^curl (\S+).*? (OpenSSL\/\S+)/),
  knows: { crls: true, ocsp: true },
  shows: true,
  ask: async (bench, { port, name, ca, identity, crls, ocsp }) => {
    const args = ["-q", "-sS", "-i", "--noproxy", "*", "--max-time", "10", "--cacert", ca];
    const where = ["--resolve", `${name}:${port}:127.0.0.1`, `https://${name}:${port}/`];
    const more = [
      ...pemChain(identity),
      ...(crls === null ? [] : ["--crlfile", crls]),
      ...(ocsp ? ["--cert-status"] : []),
    ];
    return told(bench, "curl", [...args, ...more, ...where], /^curl: .*(\n\S.*)*/gm);
  },
};

export const wget: ClientProgram = {
  client: "wget",
  version: async () => {
    const number = await versionOf("wget", ["--version"], /Wget (\S+)/);
    const library = await versionOf("wget", ["--version"], /\+ssl\/(\w+)/);
    return number === null ? null : `${number}, ${library}`;
  },
  knows: { crls: true, ocsp: false },
  shows: true,
  ask: async (bench, { port, name, ca, identity, crls, folder }) => {
    const args = ["-S", "-O", "-", "--tries=1", "--timeout=10", "--no-config", "--no-proxy", "--no-hsts"];
    const more = [
      ...[`--ca-certificate=${ca}`, `--ca-directory=${emptyFolder(folder)}`],
      ...(identity === null ? [] : [`--certificate=${identity.chain}`, `--private-key=${identity.key}`]),
      ...(crls === null ? [] : [`--crl-file=${crls}`]),
    ];
    const words =
      /^(ERROR: .*|Unable to .*|GnuTLS: .*|OpenSSL: .*|The certificate .*|Read error .*|.*Connection closed.*|.*alert.*|WARNING: .*|HTTP request sent, .*failed.*|.*certificate.*)$/gm;
    return told(
      bench,
      "env",
      [...resolving(folder, name), "wget", ...args, ...more, `https://${name}:${port}/`],
      words,
    );
  },
};

export const gnutls: ClientProgram = {
  client: "gnutls-cli",
  version: () => versionOf("gnutls-cli", ["--version"], /gnutls-cli (\S+)/),
  knows: { crls: true, ocsp: true },
  shows: true,
  ask: async (bench, { port, name, ca, identity, crls, authorities }) => {
    // It takes no list whose issuer it does not trust by itself.
    const issuers = crls === null ? null : authorities;
    const client = bench.start("gnutls-cli", [
      ...["--sni-hostname", name, "--verify-hostname", name, "--port", String(port)],
      ...["--x509cafile", issuers === null ? ca : issuers],
      ...(identity === null ? [] : ["--x509certfile", identity.chain, "--x509keyfile", identity.key]),
      ...(crls === null ? [] : ["--x509crlfile", crls]),
      "127.0.0.1",
    ]);
    await client.say("GET / HTTP/1.0\r\n\r\n");
    const { code, log } = await client.done();
    const words = /^(- Status: .*|\*\*\* .*|(?:Error|Could not|error).*|.*The OCSP response.*)$/gm;
    const text = distinct(log, words)
      .replace(/^- Status: The certificate is trusted\.\s*$/m, "")
      .trim();
    return { accepted: ANSWERED.test(log), text, exitCode: code };
  },
};

/** Without one of its own, wget trusts the whole system's. */
function emptyFolder(folder: string): string {
  const made = join(folder, "empty");
  mkdirSync(made, { recursive: true });
  return made;
}

/** What lets a program find that name on the loopback: an environment for nss_wrapper, as arguments of `env`. */
export function resolving(folder: string, name: string): readonly string[] {
  const file = `${folder}/hosts`;
  writeFileSync(file, `127.0.0.1 ${name}\n`);
  const library = ["x86_64", "aarch64"].map((cpu) => `/usr/lib/${cpu}-linux-gnu/libnss_wrapper.so`).find(existsSync);
  return library === undefined ? [] : [`LD_PRELOAD=${library}`, `NSS_WRAPPER_HOSTS=${file}`];
}

export async function told(bench: Bench, command: string, args: readonly string[], words: RegExp): Promise<Said> {
  const child = bench.start(command, args);
  child.endInput();
  const { code, log } = await child.done();
  return { accepted: ANSWERED.test(log), text: distinct(log, words), exitCode: code };
}

/** Lines in the order of these patterns, as both streams of a program come in any order. */
function sorted(text: string, order: readonly RegExp[]): string {
  const place = (line: string): number => order.findIndex((pattern) => pattern.test(line));
  return text
    .split("\n")
    .sort((a, b) => place(a) - place(b))
    .join("\n");
}

/** What a pattern finds in a log, each once, a line each. */
export function distinct(log: string, words: RegExp): string {
  return [...new Set(Array.from(log.matchAll(words), ([found]) => found.trim()))].join("\n");
}

function pemOf(certificate: string, key: string, identity: Identity | null): readonly string[] {
  return identity === null ? [] : [certificate, identity.leaf, key, identity.key];
}

function pemChain(identity: Identity | null): readonly string[] {
  return identity === null ? [] : ["--cert", identity.chain, "--key", identity.key];
}

function chainOf(identity: Identity | null): readonly string[] {
  return identity === null || statSync(identity.issuers).size === 0 ? [] : ["-cert_chain", identity.issuers];
}

export type Ask = (bench: Bench, wish: AskWish) => Promise<Said>;
