/** What the panel can do without until the reader goes on, looks deeper or opens something: one file. */
export { DetailPanel } from "./DetailPanel.tsx";
export { AttemptList } from "./step/AttemptList.tsx";
export { Changes } from "./step/Changes.tsx";
export { EndOfStory } from "./step/EndOfStory.tsx";
export { OutcomeCard } from "./step/OutcomeCard.tsx";
export { PredictionAnswer, PredictionsBefore } from "./step/PredictionAnswer.tsx";
export { PredictionsSummary } from "./step/PredictionsSummary.tsx";
export { Question } from "./step/Question.tsx";
export { RealThing } from "./step/RealThing.tsx";
