import { t } from "../../language/t.ts";
import type { LiveState } from "./stage.ts";

/** A command that puts a real program on stage. */
export type Command = Readonly<{ does: string; command: string }>;

/** What to type in a terminal, for this port; where Bob asks for a certificate, with one that he knows, too. */
export function commandsFor(
  port: number,
  { folder, switches }: Pick<LiveState, "folder" | "switches">,
): readonly Command[] {
  const ca = quoted(fileIn(folder, "ca.pem"));
  const own = quoted(fileIn(folder, "client.pem"));
  const url = `https://bob.example:${port}/`;
  const resolve = `--resolve bob.example:${port}:127.0.0.1`;
  const withOwn = {
    does: t`curl, which shows a certificate of its own`,
    command: `curl --cert ${own} --cacert ${ca} ${resolve} ${url}`,
  };
  return [
    ...(switches.asks === "none" ? [] : [withOwn]),
    { does: t`curl, which trusts Bob’s authority`, command: `curl --cacert ${ca} ${resolve} ${url}` },
    {
      does: t`openssl, told to stop at the first thing that is wrong; to be answered, type GET / HTTP/1.0 and an empty line`,
      command: `openssl s_client -connect 127.0.0.1:${port} -servername bob.example -CAfile ${ca} -verify_return_error -verify_hostname bob.example`,
    },
    { does: t`curl, told not to check anything`, command: `curl -k ${resolve} ${url}` },
  ];
}

/** A file's path; the folder's says how this system writes them. */
export function fileIn(folder: string, name: string): string {
  return `${folder}${folder.includes("\\") ? "\\" : "/"}${name}`;
}

/** A path as a shell takes it in one piece. */
function quoted(path: string): string {
  return /^[\w./:\\@+-]+$/.test(path) ? path : `"${path.replaceAll('"', "")}"`;
}
