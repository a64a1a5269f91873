import { Printer } from "lucide-react";
import { type ReactElement, use, useEffect } from "react";
import { plural, t } from "../../language/t.ts";
import type { Address } from "../../player/address.ts";
import { acts } from "../../scenes/cards.ts";
import { loadLesson } from "../../scenes/lessons/catalog.ts";
import type { Lesson } from "../../scenes/lessons/types.ts";
import type { Act } from "../../scenes/types.ts";
import { Button } from "../../ui/Button.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { PageHead } from "../PageHead.tsx";
import { actOf } from "./acts.ts";
import styles from "./LessonPage.module.css";
import { FollowUps } from "./lesson/FollowUps.tsx";
import { Misconceptions } from "./lesson/Misconceptions.tsx";
import { minutesIn, Overview } from "./lesson/Overview.tsx";
import { SittingPart } from "./lesson/SittingPart.tsx";

const plans = new Map<Act["number"], Promise<Lesson>>();

/** An act as a teacher plans it: to be read on screen, and to be taught from on paper. */
export function LessonPage({ address }: Readonly<{ address: Address }>): ReactElement {
  const act = actOf(address);
  const lesson = use(planOf(act.number));
  useEffect(() => {
    document.title = t`Lesson plan: Act ${act.numeral} · Between Alice and Bob`;
    scrollTo(0, 0);
  }, [act]);
  return (
    <div className={styles.page}>
      <PageHead>
        <Button onClick={() => print()}>
          <Printer size={18} aria-hidden />
          {t`Print`}
        </Button>
      </PageHead>
      <main className={styles.main}>
        <Intro act={act} lesson={lesson} />
        {lesson.sittings.map((sitting, i) => (
          <SittingPart key={sitting.title ?? i} sitting={sitting} />
        ))}
        <Misconceptions dispelled={lesson.misconceptions} />
        <FollowUps act={act} followUps={lesson.followUp} />
        <OtherActs current={act} />
      </main>
    </div>
  );
}

/** Asked again while it is being drawn: it must be the same promise each time. */
function planOf(act: Act["number"]): Promise<Lesson> {
  const known = plans.get(act) ?? loadLesson(act);
  plans.set(act, known);
  known.catch(() => plans.delete(act));
  return known;
}

function Intro({ act, lesson }: Readonly<{ act: Act; lesson: Lesson }>): ReactElement {
  const lessons = plural(lesson.sittings.length, { one: "# lesson", other: "# lessons" });
  const minutes = plural(minutesIn(lesson.sittings), { one: "# minute", other: "# minutes" });
  return (
    <div className={styles.intro}>
      <p className={styles.eyebrow}>{t`Lesson plan · ${lessons}, ${minutes}`}</p>
      <h1>{t`Act ${act.numeral}: ${act.title}`}</h1>
      <p className={styles.about}>{act.about}</p>
      <div className={styles.columns}>
        <List title={t`Afterwards, students can`} items={lesson.aims} />
        <div>
          <List title={t`What they need to know before`} items={lesson.before} />
          <h2 className={styles.small}>{t`When time is short`}</h2>
          <p>
            <RichText text={lesson.short} />
          </p>
        </div>
      </div>
      <Overview sittings={lesson.sittings} />
      <p className={styles.note}>
        {t`The arrow keys step on and back, M switches Mallory, B makes the screen black. A step’s number stands over its heading: from paper, go there by the bar under the stage.`}
      </p>
    </div>
  );
}

function List({ title, items }: Readonly<{ title: string; items: readonly string[] }>): ReactElement {
  return (
    <section>
      <h2 className={styles.small}>{title}</h2>
      <ul className={styles.plain}>
        {items.map((item) => (
          <li key={item}>
            <RichText text={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OtherActs({ current }: Readonly<{ current: Act }>): ReactElement {
  return (
    <nav className={styles.others} aria-label={t`Lesson plans`}>
      {acts.map((act) => (
        <a
          key={act.number}
          href={`#/lesson/${act.number}`}
          aria-current={act.number === current.number ? "page" : undefined}
        >
          {t`Act ${act.numeral}: ${act.title}`}
        </a>
      ))}
    </nav>
  );
}
