import { describe, expect, it } from "vitest";
import type { Answer, Platform, Standing } from "../types.ts";
import { openCmi5 } from "./cmi5.ts";
import { launchDataFrom, launchFrom } from "./launch.ts";

const actor = { objectType: "Agent", account: { homePage: "https://lms.example", name: "1625378" } };
const launch = {
  endpoint: "https://lms.example/xapi",
  fetch: "https://lms.example/token?k=1",
  actor: JSON.stringify(actor),
  registration: "760e3480-ba55-4991-94b0-01820dbd23a2",
  activityId: "https://lms.example/activity/7",
};
const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const contextTemplate = {
  contextActivities: { grouping: [{ id: "urn:between-alice-and-bob:act-1:scenes" }] },
  extensions: { [SESSION]: "s1" },
};
const start: Standing = {
  progress: 0,
  complete: false,
  score: null,
  passed: null,
  bookmark: "#/scene/direct",
  kept: "k",
};
const half: Standing = { ...start, progress: 0.5, score: { right: 1, asked: 2 } };
const passes: Standing = { ...half, progress: 1, complete: true, score: { right: 3, asked: 4 }, passed: true };
const fails: Standing = { ...passes, score: { right: 1, asked: 4 }, passed: false };
const answer: Answer = {
  scene: "direct",
  prediction: "deed",
  question: "?",
  language: "en",
  chosen: "a",
  happened: "b",
};

type Told = Readonly<{
  verb: { id: string };
  result?: unknown;
  context: { contextActivities: unknown; extensions: unknown };
}>;

/** A platform with its record store: what it has been told, and its documents. */
function platform(documents: Readonly<Record<string, unknown>> = {}) {
  const requests: Readonly<{ method: string; url: URL; init: RequestInit }>[] = [];
  const told: Told[] = [];
  let up = true;
  const known: Record<string, unknown> = {
    "LMS.LaunchData": { contextTemplate, launchMode: "Normal", masteryScore: 0.7 },
    ...documents,
  };
  const send = async (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address);
    const method = init.method ?? "GET";
    requests.push({ method, url, init });
    if (!up) throw new TypeError("no network");
    if (url.pathname === "/token") return Response.json({ "auth-token": "dG9rZW4=" });
    if (method === "POST") told.push(...JSON.parse(String(init.body)));
    const id = url.searchParams.get("stateId") ?? url.searchParams.get("profileId") ?? "";
    if (method === "PUT") known[id] = JSON.parse(String(init.body));
    if (method !== "GET") return new Response(null, { status: 204 });
    return known[id] === undefined ? new Response(null, { status: 404 }) : Response.json(known[id]);
  };
  const kept = new Map<string, string>();
  const memory = {
    read: (name: string) => kept.get(name) ?? null,
    write: (name: string, text: string | null) => void (text === null ? kept.delete(name) : kept.set(name, text)),
  };
  let ids = 0;
  const search = `?${new URLSearchParams(launch)}`;
  const open = (query = search): Promise<Platform | null> =>
    openCmi5({
      search: query,
      send,
      memory,
      now: () => Date.UTC(2026, 10, 26) + ids * 1000,
      newId: () => `id-${ids++}`,
    });
  return { open, told, requests, known, network: (is: boolean) => (up = is) };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

function verbs(told: readonly Told[]): readonly string[] {
  return told.map(({ verb }) => verb.id.slice(verb.id.lastIndexOf("/") + 1));
}

describe("a launch by a platform that speaks cmi5", () => {
  it("is read from the address, in any order", () => {
    const entries = Object.entries(launch);
    expect(launchFrom(`?${new URLSearchParams(entries.reverse())}`)?.actor).toEqual(actor);
  });

  it.each([
    ["", "no query"],
    [`?${new URLSearchParams({ ...launch, endpoint: "javascript:alert(1)" })}`, "an endpoint that is no web address"],
    [`?${new URLSearchParams({ ...launch, actor: "{" })}`, "an actor that is no JSON"],
    [`?${new URLSearchParams({ ...launch, actor: '{"mbox":"mailto:a@b"}' })}`, "an actor without an account"],
    [`?${new URLSearchParams({ ...launch, registration: "1" })}`, "a registration that is no UUID"],
  ])("is none with %s (%s)", async (search) => {
    const { open, requests } = platform();
    expect(await open(search)).toBeNull();
    expect(requests).toEqual([]);
  });

  it("goes back to web addresses only", () => {
    const data = { contextTemplate, launchMode: "Normal" };
    expect(launchDataFrom({ ...data, returnURL: "https://lms.example/" })?.returnURL).toBe("https://lms.example/");
    expect(launchDataFrom({ ...data, returnURL: "javascript:alert(1)" })).toMatchObject(data);
    expect(launchDataFrom({ ...data, returnURL: "javascript:alert(1)" })?.returnURL).toBeUndefined();
    expect(launchDataFrom({ ...data, launchMode: "Exam" })).toBeNull();
  });

  it("asks for the token once, and talks with it to the endpoint alone", async () => {
    const { open, requests } = platform();
    await open();
    await settled();
    expect(requests.filter(({ url }) => url.pathname === "/token").map(({ method }) => method)).toEqual(["POST"]);
    for (const { url, init } of requests.slice(1)) {
      expect(url.href).toMatch(/^https:\/\/lms\.example\/xapi\/(statements|activities\/state|agents\/profile)/);
      expect(init.headers).toMatchObject({ Authorization: "Basic dG9rZW4=", "X-Experience-API-Version": "1.0.3" });
    }
  });
});

describe("a cmi5 session", () => {
  it("says initialized first and terminated last, each verb once, with the template untouched", async () => {
    const { open, told } = platform();
    const session = await open();
    session?.answered([answer]);
    for (const standing of [half, passes, passes]) session?.tell(standing);
    session?.commit();
    session?.end(passes);
    session?.end(passes);
    await settled();
    expect(verbs(told)).toEqual(["initialized", "answered", "progressed", "completed", "passed", "terminated"]);
    for (const { context } of told) {
      expect(context).toMatchObject({ registration: launch.registration, extensions: contextTemplate.extensions });
      expect(context.contextActivities).toMatchObject(contextTemplate.contextActivities);
    }
    const [initialized, answered, , completed, passed, terminated] = told;
    const cmi5 = { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" };
    const moveOn = { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" };
    expect(initialized?.context.contextActivities).toMatchObject({ category: [cmi5] });
    expect(initialized?.result).toBeUndefined();
    expect(answered?.context.contextActivities).not.toHaveProperty("category");
    expect(completed?.context.contextActivities).toMatchObject({ category: [cmi5, moveOn] });
    expect(completed?.result).toMatchObject({ completion: true, duration: expect.stringMatching(/^PT/) });
    expect(passed?.result).toMatchObject({ success: true, score: { scaled: 0.75, raw: 3, min: 0, max: 4 } });
    expect(passed?.context.extensions).toMatchObject({
      "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": 0.7,
    });
    expect(terminated?.result).toEqual({ duration: expect.stringMatching(/^PT/) });
  });

  it("says failed at the end only: until then one may do better", async () => {
    const { open, told } = platform();
    const session = await open();
    session?.tell(fails);
    session?.commit();
    await settled();
    expect(verbs(told)).toEqual(["initialized", "progressed", "completed"].filter((verb) => verb !== "progressed"));
    session?.end(fails);
    await settled();
    expect(verbs(told)).toEqual(["initialized", "completed", "failed", "terminated"]);
  });

  it("says completed and passed once per registration, and failed never after passed", async () => {
    const { open, told, known } = platform();
    (await open())?.end(passes);
    await settled();
    expect(known["between-alice-and-bob"]).toEqual({
      kept: "k",
      bookmark: "#/scene/direct",
      completed: true,
      passed: true,
    });
    told.length = 0;
    const again = await open();
    expect(again).toMatchObject({ kept: "k", bookmark: "#/scene/direct" });
    again?.end(fails);
    await settled();
    expect(verbs(told)).toEqual(["initialized", "terminated"]);
  });

  it.each(["Browse", "Review"])("says that somebody came and went, and no more, in %s", async (launchMode) => {
    const { open, told, known } = platform({ "LMS.LaunchData": { contextTemplate, launchMode } });
    const session = await open();
    expect(session?.looking).toBe(true);
    session?.answered([answer]);
    session?.tell(passes);
    session?.end(passes);
    await settled();
    expect(verbs(told)).toEqual(["initialized", "terminated"]);
    expect(known["between-alice-and-bob"]).toBeUndefined();
  });

  it("keeps statements while the network is gone, and sends them in their order", async () => {
    const { open, told, network } = platform();
    const session = await open();
    await settled();
    network(false);
    session?.tell(half);
    session?.commit();
    await settled();
    network(true);
    session?.end(passes);
    await settled();
    expect(verbs(told)).toEqual(["initialized", "progressed", "completed", "passed", "terminated"]);
  });

  it("goes on where the page is loaded again within it, with the token that it has", async () => {
    const { open, told, requests } = platform();
    (await open())?.commit();
    (await open())?.end(half);
    await settled();
    expect(verbs(told)).toEqual(["initialized", "progressed", "terminated"]);
    expect(requests.filter(({ url }) => url.pathname === "/token")).toHaveLength(1);
    await open();
    expect(requests.filter(({ url }) => url.pathname === "/token")).toHaveLength(2);
  });

  it("reads the learner’s languages", async () => {
    const { open } = platform({ cmi5LearnerPreferences: { languagePreference: "de-AT, en" } });
    expect((await open())?.languages).toEqual(["de-AT", "en"]);
  });
});
