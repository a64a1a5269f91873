import type { Now, Platform, Standing } from "../types.ts";
import { type Connection, connect, type Memory, type Send } from "./connection.ts";
import { type Launch, languagesFrom, launchDataFrom, launchFrom, type Own, ownFrom } from "./launch.ts";
import { answered, type Defined, definedStatement, progressed, type Session, type Statement } from "./statements.ts";

/** The page around the session; given, so that tests can stand in for it. */
export type Surroundings = Readonly<{ search: string; send: Send; memory: Memory; now: Now; newId: () => string }>;

/** What this course calls the document that it keeps with the platform. */
const OWN_STATE = "between-alice-and-bob";
/** Where the network is gone for long, the oldest give way. */
const MOST_WAITING = 40;

/** A session with a platform that speaks cmi5, as its address says; null where it was not launched by one. */
export async function openCmi5({ search, send, memory, now, newId }: Surroundings): Promise<Platform | null> {
  const launch = launchFrom(search);
  const connection = launch === null ? null : await connect(launch, send, memory, now());
  if (launch === null || connection === null) return null;
  const [document, preferences, kept] = await Promise.all([
    connection.read("activities/state", stateQuery(launch, "LMS.LaunchData")),
    connection.read("agents/profile", { agent: JSON.stringify(launch.actor), profileId: "cmi5LearnerPreferences" }),
    connection.read("activities/state", stateQuery(launch, OWN_STATE)),
  ]);
  const data = launchDataFrom(document);
  if (data === null) return null;
  const own = ownFrom(kept);
  return {
    kept: own.kept,
    bookmark: own.bookmark,
    pass: data.masteryScore ?? null,
    languages: languagesFrom(preferences),
    looking: data.launchMode !== "Normal",
    back: data.returnURL ?? null,
    ...teller({ launch, data, newId }, connection, own, now),
  };
}

type Telling = Pick<Platform, "tell" | "answered" | "commit" | "end">;

/** Says each thing when it is so, in order, and none more often than cmi5 allows (9.3). */
function teller(session: Session, connection: Connection, own: Own, now: Now): Telling {
  const { begun } = connection;
  const looking = session.data.launchMode !== "Normal";
  const queue = queueTo(connection);
  let [said, progress, judged, ended] = [own, 0, false, false];
  const say = (what: Defined): void => queue.add(definedStatement(session, what, now()));
  if (!connection.isResumed) say({ verb: "initialized" });
  void queue.flush();

  function tell(standing: Standing): void {
    if (ended || looking) return;
    const ms = now() - begun;
    if (!standing.complete && !said.completed && standing.progress > progress) {
      queue.add(progressed(session, standing.progress, now()));
    }
    progress = Math.max(progress, standing.progress);
    if (standing.complete && !said.completed) say({ verb: "completed", ms });
    const passes = standing.passed === true && !said.passed && !judged;
    if (passes) say({ verb: "passed", ms, score: standing.score });
    judged ||= passes;
    const { kept, bookmark } = standing;
    said = { kept, bookmark, completed: said.completed || standing.complete, passed: said.passed || passes };
  }

  function commit(): void {
    if (ended) return;
    void queue.flush();
    if (!looking) void connection.write("activities/state", stateQuery(session.launch, OWN_STATE), said);
  }

  return {
    tell,
    answered: (answers) => {
      if (!ended && !looking) for (const answer of answers) queue.add(answered(session, answer, now()));
    },
    commit,
    end: (standing) => {
      if (ended) return;
      tell(standing);
      const ms = now() - begun;
      // Not sooner: who did not do well enough may still do better in this session, and only one of the two can be said.
      const fails = standing.passed === false && !said.passed && !judged && !looking;
      if (fails) say({ verb: "failed", ms, score: standing.score });
      say({ verb: "terminated", ms });
      commit();
      connection.forget();
      ended = true;
    },
  };
}

/** Statements that wait, told in their order; what could not be told waits for the next time. */
function queueTo(connection: Connection) {
  let waiting: readonly Statement[] = [];
  return {
    add: (statement: Statement): void => {
      waiting = [...waiting, statement].slice(-MOST_WAITING);
    },
    flush: async (): Promise<void> => {
      const now = waiting;
      if (now.length === 0) return;
      waiting = [];
      if (!(await connection.tell(now))) waiting = [...now, ...waiting].slice(-MOST_WAITING);
    },
  };
}

function stateQuery(launch: Launch, stateId: string): Readonly<Record<string, string>> {
  const { activityId, actor, registration } = launch;
  return { activityId, agent: JSON.stringify(actor), registration, stateId };
}
