import { t } from "../../language/t.ts";
import { alertWords } from "./alertWords.ts";
import type { ClientWord } from "./clientWords.ts";

/** What can be learnt from what programs said, counted in the data each time, so that a new measurement can't be belied. */
export type Lesson = Readonly<{ id: LessonId; title: string; says: string }>;
export type LessonId = "habits" | "middle" | "revocation" | "no-certificate" | "disagreement";

/** The lessons, in the order in which they are best told. */
export function lessonsOf(words: readonly ClientWord[]): readonly Lesson[] {
  return [habits(words), middle(words), revocation(words), noCertificate(words), disagreement(words)];
}

/** Of one program that judges: how often it sent which alert (null: none), over all that it refused. */
export type Habit = Readonly<{ client: string; refused: number; alerts: ReadonlyMap<number | null, number> }>;

/** The habits of the programs on that side, in the order of their names. */
export function habitsOf(words: readonly ClientWord[], side: "client" | "server"): readonly Habit[] {
  const found = new Map<string, Map<number | null, number>>();
  for (const { client, alert, ...word } of words) {
    if (word.side !== side || word.by !== "judge" || word.accepted || word.setting === "start") continue;
    const alerts = found.get(client) ?? new Map<number | null, number>();
    found.set(client, alerts.set(alert, (alerts.get(alert) ?? 0) + 1));
  }
  return Array.from(found, ([client, alerts]) => ({
    client,
    alerts,
    refused: [...alerts.values()].reduce((a, b) => a + b, 0),
  }));
}

/** Those who say the same whatever is wrong: almost all of their alerts are one. */
const ALMOST_ALL = 0.8;

function habits(words: readonly ClientWord[]): Lesson {
  const said = habitsOf(words, "client").flatMap(({ client, refused, alerts }) => {
    const [most = null, count = 0] = [...alerts].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (refused < 5 || count < ALMOST_ALL * refused) return [];
    return [t`${client} ${most === null ? t`sends none` : t`sends ${alertWords(most)}`} (${count} of ${refused})`];
  });
  return {
    id: "habits",
    title: t`The alert tells you who refused, not why`,
    says: t`Many programs send the same alert whatever is wrong: ${said.join("; ")}. Read the words of the one who refused, not the alert in the other's log.`,
  };
}

function middle(words: readonly ClientWord[]): Lesson {
  const { same, all } = sameWords(words);
  return {
    id: "middle",
    title: t`A missing middle looks like a stranger`,
    says: t`${same.length} of ${all} clients say of a missing intermediate exactly what they say of an authority that they don't know. Only the depth, or a look at what was sent, tells them apart.`,
  };
}

/** The clients with the same words, and the same alert, for a missing intermediate and an unknown root; of how many. */
export function sameWords(words: readonly ClientWord[]): Readonly<{ same: readonly string[]; all: number }> {
  const judges = words.filter(({ side, by, setting }) => side === "client" && by === "judge" && setting === "usual");
  const pairs = judges
    .filter(({ fault, accepted }) => fault === "missing-intermediate" && !accepted)
    .flatMap((one) => {
      const other = judges.find(({ fault, client }) => fault === "unknown-root" && client === one.client);
      return other === undefined
        ? []
        : [{ client: one.client, same: other.text === one.text && other.alert === one.alert }];
    });
  return { same: pairs.filter(({ same }) => same).map(({ client }) => client), all: pairs.length };
}

/** Who accepts a revoked certificate because nobody told them to look; of how many. */
export function unawareOf(
  words: readonly ClientWord[],
  fault: "revoked-by-crl" | "revoked-by-ocsp",
): Readonly<{ unaware: readonly string[]; all: number }> {
  const asked = words.filter((word) => word.fault === fault && word.by === "judge" && word.setting === "unasked");
  return { unaware: asked.filter(({ accepted }) => accepted).map(({ client }) => client), all: asked.length };
}

function revocation(words: readonly ClientWord[]): Lesson {
  const list = unawareOf(words, "revoked-by-crl");
  const answer = unawareOf(words, "revoked-by-ocsp");
  return {
    id: "revocation",
    title: t`Nobody notices a revocation who isn't told to look`,
    says: t`${list.unaware.length} of ${list.all} programs accept a certificate that was taken back when nobody gave them the list, and ${answer.unaware.length} of ${answer.all} though its issuer's answer says so.`,
  };
}

function noCertificate(words: readonly ClientWord[]): Lesson {
  const judged = words.filter(({ fault, side }) => fault === "certificate-missing" && side === "server");
  const text = (client: string, by: ClientWord["by"]): string =>
    judged.find((word) => word.client === client && word.by === by)?.text ?? "";
  const silent = judged.filter(({ by, alert }) => by === "judge" && alert === null).map(({ client }) => client);
  return {
    id: "no-certificate",
    title: t`Without a client certificate, it needn't look like TLS at all`,
    says: t`${silent.join(", ")} finish the handshake and refuse afterwards: nginx answers “${text("nginx", "judged")}”, MariaDB's client prints “${text("mariadb client", "judged")}”, as for a wrong password.`,
  };
}

function disagreement(words: readonly ClientWord[]): Lesson {
  const split = splitFaults(words);
  const told = split.map(({ fault, accept, refuse }) => t`${fault} (${accept} accept, ${refuse} refuse)`);
  return {
    id: "disagreement",
    title: t`It works with one program and not with another`,
    says: t`Clients do not agree about ${told.join(", ")}. That it works somewhere proves little.`,
  };
}

/** Faults of a server's certificate that some clients accept and others refuse. */
export function splitFaults(
  words: readonly ClientWord[],
): readonly Readonly<{ fault: string; accept: number; refuse: number }>[] {
  const judges = words.filter(({ side, by, setting }) => side === "client" && by === "judge" && setting === "usual");
  return [...new Set(judges.map(({ fault }) => fault))].flatMap((fault) => {
    const own = judges.filter((word) => word.fault === fault);
    const accept = own.filter(({ accepted }) => accepted).length;
    return accept === 0 || accept === own.length ? [] : [{ fault, accept, refuse: own.length - accept }];
  });
}
