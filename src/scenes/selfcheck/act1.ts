import { plural, t } from "../../language/t.ts";
import { stepOf } from "../phrases/facts.ts";
import { predictions } from "../routers/predictions.ts";
import { asPredicted, firstStep, found, inScene, option } from "./build.ts";
import { endOf, names, readersAmongRouters, routersOf, textOf } from "./facts.ts";
import type { CheckQuestion } from "./types.ts";

const HONEST = t`All routers carry honestly what they are given.`;
const LISTENS = t`One of the routers is Mallory. She listens, and passes everything on as it is.`;
const CHANGES = t`One of the routers is Mallory, and she changes what passes her.`;

const whoReads: CheckQuestion = {
  id: "who-reads",
  about: t`Who can read a letter on its way`,
  question: t`Alice’s letter is an open sheet. Who of those in between has read it when all is over?`,
  variants: [
    inScene("routers", HONEST, { mallory: "off" }),
    inScene("routers", LISTENS, { mallory: "eavesdrop" }),
    inScene("routers", t`There is a single router, and it carries honestly.`, { mallory: "off" }, 1),
    inScene("routers", t`Eight routers stand in between. All carry honestly.`, { mallory: "off" }, 8),
  ],
  options: [
    option("nobody", t`None of them: it is meant for Bob`),
    option("some", t`Only whoever means harm`),
    option("all", t`Everybody through whose hands it went`),
  ],
  answer: (recording) => {
    const [all, readers] = [routersOf(recording), readersAmongRouters(recording)];
    const which = readers.length === 0 ? "nobody" : readers.length === all.length ? "all" : "some";
    const who =
      readers.length > 3 ? plural(readers.length, { one: "# router", other: "# routers" }) : names(recording, readers);
    const because = t`Read by ${who}: “${textOf(recording, "alice.writes.request")}”. It took no key.`;
    return found(which, because, firstStep(recording, "router1.reads.request", "mallory.reads.request"));
  },
  teaches: "routers",
};

const whatBobReads = asPredicted(predictions, "bob-notices", {
  about: t`Whether Bob can tell`,
  question: t`Bob reads the letter. Is it what Alice wrote, and could he tell?`,
  variants: [
    inScene("routers", HONEST, { mallory: "off" }),
    inScene("routers", LISTENS, { mallory: "eavesdrop" }),
    inScene("routers", CHANGES, { mallory: "tamper" }),
    inScene(
      "routers",
      t`Of seven routers six are honest. The seventh is Mallory, and she changes what passes her.`,
      { mallory: "tamper" },
      7,
    ),
  ],
  teaches: "routers",
  beliefs: { notices: "M12" },
});

const whatAliceLearns = asPredicted(predictions, "alice-learns", {
  about: t`What the answer tells Alice`,
  question: t`Bob has acted on what he read, and answers honestly. Will his answer tell Alice what he has done?`,
  variants: [
    inScene("routers", CHANGES, { mallory: "tamper" }),
    inScene("routers", t`Mallory changes the letter. Then she stops, and only carries the answer.`, {
      mallory: "tamper,off@request.reaches.router3",
    }),
    inScene("routers", LISTENS, { mallory: "eavesdrop" }),
  ],
  teaches: "routers",
});

const when: CheckQuestion = {
  id: "when",
  about: t`When an attack comes too late`,
  question: t`What does Bob read?`,
  variants: [
    inScene("routers", t`Mallory begins to change things while the letter is still with the router before her.`, {
      mallory: "off,tamper@request.reaches.router1",
    }),
    inScene("routers", t`Mallory begins to change things when the letter has gone on from her to the next router.`, {
      mallory: "off,tamper@request.reaches.router3",
    }),
  ],
  options: [option("same", t`What Alice wrote`), option("other", t`Something that she never wrote`)],
  answer: (recording) => {
    const [wrote, read] = [textOf(recording, "alice.writes.request"), textOf(recording, "bob.reads.request")];
    const because = t`Alice wrote “${wrote}”, and Bob read “${read}”.`;
    return found(wrote === read ? "same" : "other", because, "bob.reads.request");
  },
  teaches: "routers",
};

const proof: CheckQuestion = {
  id: "proof",
  about: t`What proof Bob asks for`,
  question: t`How does Bob make sure that it is Alice who wrote?`,
  variants: [
    inScene("direct", t`Alice’s letter goes straight into Bob’s hands.`),
    inScene("routers", HONEST, { mallory: "off" }),
    inScene("routers", CHANGES, { mallory: "tamper" }),
  ],
  options: [
    option("unchanged", t`He sees that the sheet is as it was`, "M12"),
    option("asks", t`He asks her before he acts`),
    option("not", t`Not at all: he acts on what he reads`),
  ],
  answer: (recording) => {
    const acts = stepOf(recording, "bob.acts") !== null;
    const checked = recording.steps.some(({ event }) => event.actor === "bob" && event.type === "checks");
    const deed = endOf(recording).actors.bob?.deeds.at(-1) ?? "";
    return found(acts && !checked ? "not" : "asks", t`He made no check at all, and did this: ${deed}.`, "bob.acts");
  },
  teaches: "direct",
};

export const questions: readonly CheckQuestion[] = [whoReads, whatBobReads, whatAliceLearns, when, proof];
