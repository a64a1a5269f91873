/** A command that puts a real program on stage. */
export type Command = Readonly<{ does: string; command: string }>;

/** What to type in a terminal, for this port and with this file of Bob's authority. */
export function commandsFor(port: number, authority: string): readonly Command[] {
  const ca = quoted(authority);
  const url = `https://bob.example:${port}/`;
  const resolve = `--resolve bob.example:${port}:127.0.0.1`;
  return [
    { does: "curl, which trusts Bob’s authority", command: `curl --cacert ${ca} ${resolve} ${url}` },
    {
      does: "openssl, told to stop at the first thing that is wrong",
      command: `openssl s_client -connect 127.0.0.1:${port} -servername bob.example -CAfile ${ca} -verify_return_error -verify_hostname bob.example`,
    },
    { does: "curl, told not to check anything", command: `curl -k ${resolve} ${url}` },
  ];
}

/** A path as a shell takes it in one piece. */
function quoted(path: string): string {
  return /^[\w./:\\@+-]+$/.test(path) ? path : `"${path.replaceAll('"', "")}"`;
}
