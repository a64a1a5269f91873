import { type ReactElement, use, useEffect, useState } from "react";
import { numeral, plural, t } from "../../language/t.ts";
import type { Address } from "../../player/address.ts";
import { loadQuestions } from "../../scenes/selfcheck/catalog.ts";
import type { CheckQuestion } from "../../scenes/selfcheck/types.ts";
import type { Act } from "../../scenes/types.ts";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../PageHead.tsx";
import { actOf } from "./acts.ts";
import styles from "./SelfCheckPage.module.css";
import { QuestionForm } from "./selfcheck/QuestionForm.tsx";
import { clearResults, readResults } from "./selfcheck/results.ts";
import { Summary } from "./selfcheck/Summary.tsx";
import { useSelfCheck } from "./selfcheck/useSelfCheck.ts";

const loaded = new Map<Act["number"], Promise<readonly CheckQuestion[]>>();

/** Questions about an act, answered by running them. */
export function SelfCheckPage({ address }: Readonly<{ address: Address }>): ReactElement {
  const act = actOf(address);
  const questions = use(questionsOf(act.number));
  useEffect(() => {
    document.title = t`Check yourself: Act ${act.numeral} · Between Alice and Bob`;
    scrollTo(0, 0);
  }, [act]);
  return (
    <div className={styles.page}>
      <PageHead />
      <main className={styles.main}>
        <Intro act={act} count={questions.length} />
        <Questions act={act} questions={questions} />
      </main>
    </div>
  );
}

/** Asked again while it is being drawn: it must be the same promise each time. */
function questionsOf(act: Act["number"]): Promise<readonly CheckQuestion[]> {
  const known = loaded.get(act) ?? loadQuestions(act);
  loaded.set(act, known);
  known.catch(() => loaded.delete(act));
  return known;
}

function Intro({ act, count }: Readonly<{ act: Act; count: number }>): ReactElement {
  return (
    <div className={styles.intro}>
      <p className={styles.eyebrow}>{t`Act ${act.numeral}: ${act.title}`}</p>
      <h1>{t`Check yourself`}</h1>
      <p className={styles.about}>
        {t`${plural(count, { one: "# question", other: "# questions" })}. No answer is written down anywhere: each set-up is run when you have answered, and what comes of it is the answer.`}
      </p>
      <LastTime act={act} />
    </div>
  );
}

/** What this browser knows of the last time, and the way to make it forget. */
function LastTime({ act }: Readonly<{ act: Act }>): ReactElement | null {
  const [result, setResult] = useState(() => readResults()[act.number] ?? null);
  if (result === null) return null;
  return (
    <p className={styles.last}>
      {t`Last time: ${numeral(result.right)} of ${numeral(result.total)}. This is kept in this browser only.`}
      <Button
        look="quiet"
        onClick={() => {
          clearResults();
          setResult(null);
        }}
      >{t`Forget it`}</Button>
    </p>
  );
}

function Questions({ act, questions }: Readonly<{ act: Act; questions: readonly CheckQuestion[] }>): ReactElement {
  const check = useSelfCheck(act.number, questions);
  const { at, drawn, answered } = check;
  if (at === null) return <Summary act={act} answered={answered} total={drawn.length} onAgain={check.again} />;
  const one = drawn[at];
  if (one === undefined) throw new RangeError(`no question ${at}`);
  return (
    <QuestionForm
      key={`${one.question.id} ${one.variant.id}`}
      drawn={one}
      place={at + 1}
      total={drawn.length}
      answered={answered[at] ?? null}
      busy={check.busy}
      failed={check.failed}
      onAnswer={(chosen) => void check.answer(chosen)}
      onNext={check.next}
    />
  );
}
