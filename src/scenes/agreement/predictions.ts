import { inQuotes, plural, t } from "../../language/t.ts";
import { worldAt } from "../../sim/lookup.ts";
import type { Recording, Step } from "../../sim/recording.ts";
import { placeOf, stepOf } from "../phrases/facts.ts";
import { derivedAt, holders } from "../phrases/keyFacts.ts";
import { keyName } from "../phrases/names.ts";
import type { Prediction } from "../types.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "who-has-it",
    before: "alice.derives.channelKey",
    question: t`Every router has seen both halves. Who can work out the key?`,
    options: [
      { id: "all", label: t`Everybody who has both halves` },
      { id: "two", label: t`Only Alice and Bob` },
      { id: "bob", label: t`Only Bob, who then sends it to Alice` },
    ],
    answer: whoHasIt,
    settledAt: (recording) => stepOf(recording, "alice.derives.channelKey")?.id ?? null,
  },
  {
    id: "what-opens",
    before: "mallory.steals.bob",
    question: t`Mallory is about to have Bob’s long-term key. Which of her copies will it open?`,
    options: [
      { id: "all", label: t`All of them, yesterday’s and today’s` },
      { id: "old", label: t`Yesterday’s only` },
      { id: "none", label: t`None of them` },
    ],
    answer: whatOpens,
    settledAt: (recording) => attemptsAfterTheft(recording).at(-1)?.id ?? null,
  },
];

function whoHasIt(recording: Recording): ReturnType<Prediction["answer"]> {
  const key = derivedAt(recording, "alice.derives.channelKey");
  if (key === null) return null;
  const names = holders(recording, worldAt(recording, recording.steps.length), key);
  return {
    option: names.length === 2 ? "two" : "all",
    because: t`Key \`${keyName(recording, key)}\` is held by ${names.join(t` and `)}, and by nobody else. It was never sent.`,
  };
}

function whatOpens(recording: Recording): ReturnType<Prediction["answer"]> {
  const tried = attemptsAfterTheft(recording);
  if (tried.length === 0) return null;
  const texts = tried.flatMap(({ event }) => (event.type === "opens" && event.text !== null ? [event.text] : []));
  const shut = tried.filter(({ event }) => event.type === "fails").length;
  const opened = texts.map(inQuotes).join(t` and `);
  if (texts.length === 0)
    return { option: "none", because: t`She tried it on ${shut} sealed copies, and none opened.` };
  if (shut === 0) return { option: "all", because: t`It opened ${opened}, and nothing stayed shut.` };
  return {
    option: "old",
    because: t`It opened yesterday’s key, and with it ${opened}. ${plural(shut, { one: "Today’s copy stayed shut.", other: "Today’s # copies stayed shut." })}`,
  };
}

function attemptsAfterTheft(recording: Recording): readonly Step[] {
  const theft = placeOf(recording, "mallory.steals.bob");
  if (theft < 0) return [];
  return recording.steps.slice(theft).filter(({ event }) => event.type === "opens" || event.type === "fails");
}
