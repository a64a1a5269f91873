import { duration } from "../durations.ts";
import { type Answer, shareOf, type Tally } from "../types.ts";
import type { Launch, LaunchData } from "./launch.ts";

export type Statement = Readonly<Record<string, unknown>>;

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const MASTERY_SCORE = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";

export type Session = Readonly<{ launch: Launch; data: LaunchData; newId: () => string }>;

/** What cmi5 defines (9.3): its verb, with what the verb must say and nothing that it must not (9.5). */
export type Defined = Readonly<
  | { verb: "initialized" }
  | { verb: "completed" | "terminated"; ms: number }
  | { verb: "passed" | "failed"; ms: number; score: Tally | null }
>;

/** A statement that cmi5 defines, about the course itself. */
export function definedStatement(session: Session, what: Defined, time: number): Statement {
  const result = resultOf(what);
  const decides = what.verb === "completed" || what.verb === "passed" || what.verb === "failed";
  const categories = decides ? ["cmi5", "moveon"] : ["cmi5"];
  const { masteryScore } = session.data;
  const judged = (what.verb === "passed" || what.verb === "failed") && masteryScore !== undefined;
  return {
    ...whoAndWhen(session, what.verb, time),
    object: { objectType: "Activity", id: session.launch.activityId },
    ...(result === null ? {} : { result }),
    context: contextOf(session, categories, judged ? { [MASTERY_SCORE]: masteryScore } : {}),
  };
}

/** How far the learner has come: one that cmi5 allows (7.1.3), 0 to 100. */
export function progressed(session: Session, progress: number, time: number): Statement {
  return {
    ...whoAndWhen(session, "progressed", time),
    object: { objectType: "Activity", id: session.launch.activityId },
    result: { extensions: { [PROGRESS]: Math.floor(100 * progress) } },
    context: contextOf(session, [], {}),
  };
}

/** What the learner predicted, and what happened: one that cmi5 allows. */
export function answered(session: Session, answer: Answer, time: number): Statement {
  const { scene, prediction, question, language, chosen, happened } = answer;
  return {
    ...whoAndWhen(session, "answered", time),
    object: {
      objectType: "Activity",
      id: `urn:between-alice-and-bob:${scene}:${prediction}`,
      definition: {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction",
        interactionType: "choice",
        description: { [language]: question },
        correctResponsesPattern: [happened],
      },
    },
    result: chosen === null ? {} : { success: chosen === happened, response: chosen },
    context: contextOf(session, [], {}),
  };
}

function whoAndWhen({ launch, newId }: Session, verb: string, time: number) {
  return {
    id: newId(),
    actor: { ...launch.actor, objectType: "Agent" },
    verb: { id: `${VERBS}${verb}`, display: { en: verb } },
    timestamp: new Date(time).toISOString(),
  };
}

function resultOf(what: Defined): Statement | null {
  switch (what.verb) {
    case "initialized":
      return null;
    case "terminated":
      return { duration: duration(what.ms) };
    case "completed":
      return { completion: true, duration: duration(what.ms) };
    default:
      return { success: what.verb === "passed", duration: duration(what.ms), ...scoreOf(what.score) };
  }
}

function scoreOf(score: Tally | null) {
  if (score === null || score.asked === 0) return {};
  const scaled = Number(shareOf(score).toFixed(4));
  return { score: { scaled, raw: score.right, min: 0, max: score.asked } };
}

/** The platform’s template with what is ours added; nothing of it is replaced (10.2.1). */
function contextOf({ launch, data }: Session, categories: readonly string[], extensions: Statement): Statement {
  const { contextTemplate: template } = data;
  const { category = [], ...activities } = template.contextActivities ?? {};
  const given = Array.isArray(category) ? category : [category];
  const ids = categories.map((name) => `${CATEGORIES}${name}`);
  const added = ids.filter((id) => given.every((one) => one.id !== id)).map((id) => ({ id }));
  const all = [...given, ...added];
  return {
    ...template,
    registration: launch.registration,
    contextActivities: { ...activities, ...(all.length === 0 ? {} : { category: all }) },
    extensions: { ...extensions, ...template.extensions },
  };
}
