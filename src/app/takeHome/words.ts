import { t } from "../../language/t.ts";
import type { ClientCase, KitPlan, ServerCase } from "../../scenes/takehome/plan.ts";

const SERVER_CASES: Readonly<Record<ServerCase, string>> = {
  "self-signed": "self-signed",
  "unknown-authority": t`from an authority of her own`,
  stolen: t`Bob’s own, without his key`,
  expired: t`expired`,
  "wrong-name": t`in another’s name`,
  "missing-middle": t`with its middle missing`,
  lookalike: t`for b0b.example, with a zero`,
  careless: t`from an authority that a careless Alice trusts`,
};

const CLIENT_CASES: Readonly<Record<ClientCase, string>> = {
  "self-signed": "self-signed",
  "server-only": t`for servers only`,
  stolen: t`Alice’s own, without her key`,
  borrowed: t`Alice’s own, without her key`,
};

export const PURPOSE = t`Repeat this scene on your own machine, with openssl, curl and Node. Then set up mutual TLS in nginx, Node, and MySQL or MariaDB replication.`;

/** What a kit holds, a line for each thing. */
export function contentsOf({ servers, clients }: KitPlan): readonly Readonly<{ what: string; about: string }>[] {
  const borrowed = clients.includes("borrowed");
  const forged = clients.filter((shown) => shown !== "borrowed");
  return [
    { what: "README", about: t`each command, and what it prints` },
    { what: t`Authorities`, about: t`whom Alice trusts, and whom Bob trusts, with their keys` },
    { what: t`Bob`, about: t`certificate and key, for bob.example, localhost and 127.0.0.1` },
    { what: t`Alice`, about: t`certificate and key, for clients` },
    ...(servers.length === 0 ? [] : [{ what: t`Mallory`, about: shownAs(servers.map((id) => SERVER_CASES[id])) }]),
    ...(borrowed ? [{ what: t`Mallory as Alice`, about: shownAs([CLIENT_CASES.borrowed]) }] : []),
    ...(forged.length === 0 ? [] : [{ what: t`Not-Alice`, about: shownAs(forged.map((id) => CLIENT_CASES[id])) }]),
    { what: t`Set-ups`, about: t`to run and to copy from: nginx, Node, MySQL and MariaDB` },
  ];
}

function shownAs(kinds: readonly string[]): string {
  return kinds.length === 1 ? t`certificate: ${kinds.join("; ")}` : t`certificates: ${kinds.join("; ")}`;
}

export const WARNING = t`Made for teaching: every private key in the kit lies open, the authorities’ too. Never use any of it for anything real, and let no browser and no machine trust these authorities.`;

export const AFRESH = t`All of it is issued in this page when you download it, with keys that nobody else has, and good for a year. Nothing is sent anywhere.`;

export const DOWNLOAD = t`Download the kit`;
export const MAKING = t`Issuing…`;

export function saved(name: string): string {
  return t`Saved as ${name}. Unpack it, and begin with its README.`;
}

export const FAILED = t`The kit could not be made: part of this page could not be loaded. Try again when you are connected.`;
