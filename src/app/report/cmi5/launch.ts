import * as v from "valibot";

const LONGEST_ADDRESS = 4096;
const LONGEST_ACTOR = 8192;

/** An address that may be talked to: nothing but the web. */
const webAddress = v.pipe(
  v.string(),
  v.maxLength(LONGEST_ADDRESS),
  v.url(),
  v.check((text) => /^https?:\/\//i.test(text)),
);

/** Who learns, as xAPI has them: an Agent with an account (cmi5 9.2). All of it goes into statements as it came. */
const actor = v.looseObject({
  objectType: v.optional(v.literal("Agent")),
  account: v.looseObject({ homePage: v.string(), name: v.string() }),
});

const launchSchema = v.object({
  endpoint: webAddress,
  fetch: webAddress,
  actor: v.pipe(v.string(), v.maxLength(LONGEST_ACTOR), v.parseJson(), actor),
  registration: v.pipe(v.string(), v.uuid()),
  activityId: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_ADDRESS)),
});

/** What a platform puts into the address at launch (cmi5 8.1). */
export type Launch = v.InferOutput<typeof launchSchema>;

/** Reads the query of the address, in any order; null where one is missing or makes no sense. */
export function launchFrom(search: string): Launch | null {
  const read = v.safeParse(launchSchema, Object.fromEntries(new URLSearchParams(search)));
  return read.success ? read.output : null;
}

const activities = v.array(v.looseObject({ id: v.string() }));

const launchDataSchema = v.object({
  contextTemplate: v.looseObject({
    contextActivities: v.optional(
      v.looseObject({ category: v.optional(v.union([activities, v.looseObject({ id: v.string() })])) }),
    ),
    extensions: v.optional(v.record(v.string(), v.unknown())),
  }),
  launchMode: v.picklist(["Normal", "Browse", "Review"]),
  masteryScore: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  returnURL: v.optional(webAddress),
});

/** The document `LMS.LaunchData`, as far as it matters here (cmi5 10.2). */
export type LaunchData = v.InferOutput<typeof launchDataSchema>;

/** Reads the document; null where it is none. A return address that is no web address is as good as none. */
export function launchDataFrom(data: unknown): LaunchData | null {
  const read = v.safeParse(launchDataSchema, data);
  if (read.success) return read.output;
  const without = typeof data === "object" && data !== null ? { ...data, returnURL: undefined } : data;
  const again = v.safeParse(launchDataSchema, without);
  return again.success ? again.output : null;
}

const preferencesSchema = v.object({ languagePreference: v.pipe(v.string(), v.maxLength(500)) });

/** The learner’s languages from the profile `cmi5LearnerPreferences` (cmi5 11.1), best first. */
export function languagesFrom(data: unknown): readonly string[] {
  const read = v.safeParse(preferencesSchema, data);
  if (!read.success) return [];
  return read.output.languagePreference.split(",").flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()]));
}

const ownSchema = v.object({
  kept: v.pipe(v.string(), v.maxLength(LONGEST_ACTOR)),
  bookmark: v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS)),
  completed: v.boolean(),
  passed: v.boolean(),
});

/** What this course keeps with the platform. `completed` and `passed` were said, and are said once per registration. */
export type Own = v.InferOutput<typeof ownSchema>;

/** Reads what was kept; nothing where there is none. */
export function ownFrom(data: unknown): Own {
  const read = v.safeParse(ownSchema, data);
  return read.success ? read.output : { kept: "", bookmark: "", completed: false, passed: false };
}
