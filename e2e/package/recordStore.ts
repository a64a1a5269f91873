import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { closed, listening } from "./lms.ts";

type Json = Readonly<Record<string, unknown>>;
export type Statement = Json &
  Readonly<{
    id: string;
    verb: { id: string };
    timestamp: string;
    result?: { duration?: string; success?: boolean; completion?: boolean; score?: Json };
    context: { registration: string; contextActivities: Record<string, { id: string }[]>; extensions: Json };
  }>;

const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon";
const SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";

/**
 * A small learning record store with a platform in front of it, which holds a course to what cmi5 says: the token is given
 * once per launch, every request brings it and the version, documents are where they should be, and each statement has what
 * its verb must have. What breaks a rule is refused as a store would, and noted in `breaches`.
 */
export async function recordStore({
  masteryScore,
  returnURL,
}: Readonly<{ masteryScore?: number; returnURL?: string }>) {
  const statements: Statement[] = [];
  const documents = new Map<string, string>();
  const breaches: string[] = [];
  const activityId = "http://platform.example/activity/7";
  const registration = randomUUID();
  const actor = { objectType: "Agent", account: { homePage: "http://platform.example", name: "1625378" } };
  let [session, token, given] = ["", "", false];

  const contextTemplate = () => ({
    contextActivities: { grouping: [{ id: "urn:between-alice-and-bob:act-1:scenes" }] },
    extensions: { [SESSION_ID]: session },
  });

  function take(statement: Statement): void {
    const found = [...statementBreaches(statement, { registration, activityId, session }), ...orderBreaches(statement)];
    breaches.push(...found.map((breach) => `${verbOf(statement)}: ${breach}`));
    statements.push(statement);
  }

  function orderBreaches(statement: Statement): readonly string[] {
    const before = statements.filter(({ context }) => context.extensions[SESSION_ID] === session);
    const [verb, verbs] = [verbOf(statement), before.map(verbOf)];
    const ever = statements.filter(isDefined).map(verbOf);
    return [
      ...((verb === "initialized") === (verbs.length === 0) ? [] : ["initialized is first, once"]),
      ...(verbs.includes("terminated") ? ["after terminated"] : []),
      ...(["completed", "passed"].includes(verb) && ever.includes(verb) ? ["twice in a registration"] : []),
      ...(verb === "failed" && ever.includes("passed") ? ["failed after passed"] : []),
      ...(isDefined(statement) && verbs.includes(verb) ? ["twice in a session"] : []),
      ...(before.some(({ timestamp }) => timestamp > statement.timestamp) ? ["timestamps out of order"] : []),
    ];
  }

  async function answer(request: IncomingMessage): Promise<Readonly<{ status: number; body?: unknown }>> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const body = await bodyOf(request);
    if (pathname === "/token") {
      if (request.method !== "POST") breaches.push("the token is asked for by POST");
      if (given) breaches.push("the token was asked for twice");
      given = true;
      return { status: 200, body: { "auth-token": token } };
    }
    if (request.headers.authorization !== `Basic ${token}`) return refuse(401, "no token");
    if (request.headers["x-experience-api-version"] !== "1.0.3") return refuse(400, "no version");
    if (pathname === "/xapi/statements" && request.method === "POST") {
      const list: readonly Statement[] = [JSON.parse(body)].flat();
      for (const one of list) take(one);
      return { status: 200, body: list.map(({ id }) => id) };
    }
    if (searchParams.get("agent") !== JSON.stringify(actor)) return refuse(400, "another agent");
    const id = searchParams.get("stateId") ?? `profile ${searchParams.get("profileId")}`;
    if (searchParams.has("stateId") && searchParams.get("registration") !== registration)
      return refuse(400, "another registration");
    if (request.method === "PUT") {
      if (id === "LMS.LaunchData") return refuse(403, "LMS.LaunchData is the platform's");
      documents.set(id, body);
      return { status: 204 };
    }
    if (id === "LMS.LaunchData") {
      const data = {
        contextTemplate: contextTemplate(),
        launchMode: "Normal",
        moveOn: "Completed",
        masteryScore,
        returnURL,
      };
      return { status: 200, body: data };
    }
    const kept = documents.get(id);
    return kept === undefined ? { status: 404 } : { status: 200, body: JSON.parse(kept) };
  }

  function refuse(status: number, breach: string) {
    breaches.push(breach);
    return { status };
  }

  const server = createServer((request, response) => {
    const cors = {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "authorization, content-type, x-experience-api-version",
      "access-control-allow-methods": "GET, PUT, POST",
    };
    if (request.method === "OPTIONS") return void response.writeHead(204, cors).end();
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { ...cors, "content-type": "application/json" });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  const url = await listening(server);
  return {
    statements,
    breaches,
    documents,
    /** The query of another launch for the same learner: a session of its own, and a token that is given once. */
    launch: (): string => {
      [session, token, given] = [randomUUID(), Buffer.from(randomUUID()).toString("base64"), false];
      const query = {
        endpoint: `${url}/xapi/`,
        fetch: `${url}/token`,
        actor: JSON.stringify(actor),
        registration,
        activityId,
      };
      return `?${new URLSearchParams(query)}`;
    },
    url,
    verbs: (): readonly string[] => statements.map(verbOf),
    close: () => closed(server),
  };
}

type Expected = Readonly<{ registration: string; activityId: string; session: string }>;

/** What cmi5 (9.1 to 9.7) asks of one statement, and isn't so. */
function statementBreaches(statement: Statement, { registration, activityId, session }: Expected): readonly string[] {
  const { id, timestamp, result = {}, context, object } = statement;
  const categories = (context.contextActivities.category ?? []).map((one) => one.id);
  const verb = verbOf(statement);
  const decides = ["completed", "passed", "failed"].includes(verb);
  const rules: readonly (readonly [boolean, string])[] = [
    [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id), "id is a UUID"],
    [/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(timestamp), "timestamp is in UTC"],
    [context.registration === registration, "registration is the launch's"],
    [context.extensions[SESSION_ID] === session, "session id is the template's"],
    [context.contextActivities.grouping?.length === 1, "grouping is the template's"],
    [!isDefined(statement) || JSON.stringify(object).includes(activityId), "object is the activity"],
    [categories.includes(MOVE_ON) === decides, "moveOn category goes with success and completion"],
    [(result.completion === true) === (verb === "completed"), "completion is of completed alone"],
    [
      !isDefined(statement) || (result.success !== undefined) === ["passed", "failed"].includes(verb),
      "success is of passed and failed",
    ],
    [
      !isDefined(statement) || result.score === undefined || ["passed", "failed"].includes(verb),
      "score is of passed and failed",
    ],
    [!(decides || verb === "terminated") || /^PT\d+H\d+M[\d.]+S$/.test(result.duration ?? ""), "duration is there"],
  ];
  return rules.flatMap(([holds, rule]) => (holds ? [] : [rule]));
}

function isDefined({ context }: Statement): boolean {
  return (context.contextActivities.category ?? []).some(({ id }) => id === CMI5);
}

function verbOf({ verb }: Statement): string {
  return verb.id.replace(/^.*\//, "");
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
