/** Where things listen, always on this machine alone. */
export type Ports = Readonly<{ tls: number; source: number; replica: number }>;

/** A certificate, those that are sent along with it, and a key: paths. */
export type Shown = Readonly<{ cert: string; chain?: string; key: string }>;

export type Call = Readonly<{
  /** The name that is asked for, and must be in the certificate. */
  name?: string;
  /** Whom the caller trusts. */
  ca?: string;
  shows?: Shown;
}>;

/** The commands of a kit, for `sh`, from the kit's folder. */
export type CommandsOf = Readonly<{
  serve: (shown: Shown, asksClients?: boolean) => string;
  /** The same call in three ways: openssl, curl, Node. */
  calls: (call: Call) => readonly [openssl: string, curl: string, node: string];
}>;

const ASKS_CLIENTS = " \\\n  -Verify 1 -verify_return_error -CAfile authority/clients.pem";

export function commandsAt({ tls }: Ports): CommandsOf {
  return {
    serve({ cert, chain, key }, asksClients = false) {
      const sentAlong = chain === undefined ? "" : ` -cert_chain ${chain}`;
      return `openssl s_server -www -accept 127.0.0.1:${tls} \\
  -cert ${cert}${sentAlong} -key ${key}${asksClients ? ASKS_CLIENTS : ""}`;
    },
    calls({ name = "bob.example", ca = "authority/root.pem", shows }) {
      const identity = (dash: string) =>
        shows === undefined ? "" : ` \\\n  ${dash}cert ${shows.cert} ${dash}key ${shows.key}`;
      return [
        `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | openssl s_client -brief -ign_eof -connect 127.0.0.1:${tls} \\
  -servername ${name} -verify_hostname ${name} -verify_return_error -CAfile ${ca}${identity("-")}`,
        `curl -sS --resolve ${name}:${tls}:127.0.0.1 --cacert ${ca} https://${name}:${tls}/${identity("--")}`,
        `node node/client.mjs https://${name}:${tls}/ --ca ${ca}${identity("--")}`,
      ];
    },
  };
}
