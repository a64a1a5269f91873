import type { CommandsOf } from "./commands.ts";
import { type Says, sayings, shell, type Terminal } from "./markdown.ts";
import type { ClientCase } from "./plan.ts";
import { KEY_DOES_NOT_FIT, refused } from "./sayings.ts";

type Told = Readonly<{
  title: string;
  about: string;
  who: Terminal;
  cert: string;
  key: string;
  says: readonly Says[];
}>;

const KEY = "not-alice/key.pem";

const TOLD: Readonly<Record<ClientCase, Told>> = {
  "self-signed": {
    title: "Self-signed",
    about: "Alice’s name, not-Alice’s key, and that key’s own signature under it.",
    who: "not-alice",
    cert: "not-alice/self-signed.pem",
    key: KEY,
    says: refused("unknown ca", 48, "verify error:num=18:self-signed certificate"),
  },
  "server-only": {
    title: "For servers only",
    about:
      "From Alice’s little web server: genuine, her name, her authority, but issued for servers (extendedKeyUsage).",
    who: "not-alice",
    cert: "not-alice/server-only.pem",
    key: KEY,
    says: refused("unsupported certificate", 43, "verify error:num=26"),
  },
  stolen: {
    title: "Alice’s own certificate, without her key",
    about: "None of the programs even calls: without the key, the conversation can’t be signed as Alice.",
    who: "not-alice",
    cert: "alice/cert.pem",
    key: KEY,
    says: KEY_DOES_NOT_FIT,
  },
  borrowed: {
    title: "Mallory as Alice",
    about: "Alice has shown Mallory her certificate. Mallory shows it to Bob; the key she does not have.",
    who: "mallory",
    cert: "alice/cert.pem",
    key: "mallory/key.pem",
    says: KEY_DOES_NOT_FIT,
  },
};

/** What is shown in Alice's place, and what becomes of it: a part of the README. Bob asks for certificates meanwhile. */
export function clientCase(id: ClientCase, { calls }: CommandsOf): string {
  const { title, about, who, cert, key, says } = TOLD[id];
  return [`### ${title}`, about, shell(who, ...calls({ shows: { cert, key } })), sayings(...says)].join("\n\n");
}
