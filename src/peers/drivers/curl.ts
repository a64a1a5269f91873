import { ALERTS } from "../../tls/codepoints.ts";
import type { Bench } from "../harness/bench.ts";
import type { Asked, ClientWish } from "./driver.ts";

/** curl. */

/** The URL of our server, whatever its port: curl is told where the name lives. */
export function urlOf({ name }: Pick<ClientWish, "name">, path = "/"): string {
  return `https://${name}${path}`;
}

/** curl's options for such a connection. */
export function optionsFor({
  port,
  name,
  suites,
  groups,
  alpn,
  ca,
  version = "TLS 1.3",
  identity,
}: ClientWish): string[] {
  const { chain = "", key = "" } = identity ?? {};
  return [
    ...["-q", "-sS", "-v", "--http1.1", "--noproxy", "*", "--max-time", "10"],
    ...{ "TLS 1.2": ["--tlsv1.2", "--tls-max", "1.2"], "TLS 1.3": ["--tlsv1.3"], any: [] }[version],
    ...["--connect-to", `${name}:443:127.0.0.1:${port}`, "--cacert", ca],
    ...(suites === undefined ? [] : ["--tls13-ciphers", suites.join(":")]),
    ...(groups === undefined ? [] : ["--curves", groups.join(":")]),
    ...(alpn === undefined ? ["--no-alpn"] : []),
    ...(identity === undefined ? [] : ["--cert", chain, "--key", key]),
  ];
}

export async function askWithClient(bench: Bench, wish: ClientWish): Promise<Asked> {
  const curl = bench.start("curl", [...optionsFor(wish), ...(wish.extra ?? []), urlOf(wish)]);
  curl.endInput();
  const { log } = await curl.done();
  return { log, alert: alertNamedIn(log) };
}

/** curl shows OpenSSL's words for an alert, such as `tlsv13 alert certificate required`, without its number. */
function alertNamedIn(log: string): number | null {
  const [, words = ""] = /curl: \(\d+\).*SSL routines::\S+ (?:alert )?([a-z ]*[a-z])/.exec(log) ?? [];
  const named = Object.entries(ALERTS).find(([name]) => words === name.replaceAll("_", " "));
  return named?.[1] ?? null;
}
