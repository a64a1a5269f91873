import { ArrowRight } from "lucide-react";
import { type ReactElement, useEffect, useState, useSyncExternalStore } from "react";
import { t } from "../../language/t.ts";
import { type Address, parseAddress } from "../../player/address.ts";
import { acts, cards } from "../../scenes/catalog.ts";
import type { SceneCard } from "../../scenes/types.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Notices } from "../../ui/Notices.tsx";
import { readResults } from "../class/selfcheck/results.ts";
import { PageHead } from "../PageHead.tsx";
import { Stations } from "../ScenePath.tsx";
import { readVisited, type Visited } from "../visited.ts";
import styles from "./CoursePage.module.css";
import { currentCourse } from "./current.ts";
import type { CourseSession, CourseState } from "./session.ts";

/** One act as a course: its scenes in order, what of it is done, and what comes next. */
export function CoursePage({ address }: Readonly<{ address: Address }>): ReactElement {
  const course = currentCourse();
  const [notices, setNotices] = useState(address.sentences);
  const act = acts.find(({ number }) => number === (course?.state().act ?? Number(address.scene))) ?? acts[0];
  useEffect(() => {
    document.title = act === undefined ? "" : t`Act ${act.numeral}: ${act.title} · Between Alice and Bob`;
  }, [act]);
  return (
    <div className={styles.page}>
      <Notices sentences={notices} onDismiss={(index) => setNotices(notices.filter((_, i) => i !== index))} />
      <PageHead />
      {act === undefined ? null : (
        <main className={styles.main}>
          <section className={styles.intro}>
            <p className={styles.numeral}>{t`Act ${act.numeral}`}</p>
            <h1>{act.title}</h1>
            <p className={styles.about}>{act.about}</p>
            {course === null ? (
              <Begin act={act.number} visited={readVisited()} isChecked={readResults()[act.number] !== undefined} />
            ) : (
              <Progress course={course} />
            )}
          </section>
          <nav className={styles.scenes} aria-label={t`Scenes`}>
            {course === null ? <Alone act={act.number} /> : <Done course={course} />}
          </nav>
        </main>
      )}
    </div>
  );
}

function useCourse(course: CourseSession): CourseState {
  return useSyncExternalStore(course.subscribe, course.state);
}

/** How far the learner has come, and who is told. */
function Progress({ course }: Readonly<{ course: CourseSession }>): ReactElement {
  const state = useCourse(course);
  const { progress, score, complete } = state.standing;
  const scenes = cards.filter(({ act }) => act === state.act);
  const done = scenes.filter(({ id }) => state.work.scenes[id] !== undefined).length;
  const percent = Math.round(100 * progress);
  return (
    <>
      <div className={styles.progress}>
        <progress value={percent} max={100} aria-label={t`Done so far`} />
        <p>{t`${done} of ${scenes.length} scenes seen to the end`}</p>
        {score !== null && score.asked > 0 && <p>{t`${score.right} of ${score.asked} answers right`}</p>}
        {complete && <p className={styles.complete}>{t`All of this act is done.`}</p>}
      </div>
      <Begin act={state.act} visited={visitedIn(state)} isChecked={state.work.check !== null} />
      <p className={styles.told}>{toldWhom(state)}</p>
      {state.back !== null && <Leave course={course} to={state.back} />}
    </>
  );
}

/** The platform asked that the learner be sent back to it at the end: nothing else ends the course by choice. */
function Leave({ course, to }: Readonly<{ course: CourseSession; to: string }>): ReactElement {
  const leave = (): void => {
    course.end();
    location.assign(to);
  };
  return (
    <p>
      <Button look="quiet" onClick={leave}>{t`Stop here, and go back to the course list`}</Button>
    </p>
  );
}

function Done({ course }: Readonly<{ course: CourseSession }>): ReactElement {
  const state = useCourse(course);
  const { check, scenes } = state.work;
  const notes = Object.entries(scenes).flatMap(([id, tally]) => {
    return tally.asked === 0 ? [] : [[id, t`Predicted: ${tally.right} of ${tally.asked} right`] as const];
  });
  return (
    <Stations
      act={state.act}
      visited={visitedIn(state)}
      notes={Object.fromEntries(notes)}
      check={{
        isDone: check !== null,
        note: check === null ? undefined : t`Answered: ${check.right} of ${check.asked} right`,
      }}
    />
  );
}

/** As this browser knows the reader: the page belongs to no package. */
function Alone({ act }: Readonly<{ act: SceneCard["act"] }>): ReactElement {
  const check = readResults()[act];
  const note = check === undefined ? undefined : t`Answered: ${check.right} of ${check.total} right`;
  return <Stations act={act} visited={readVisited()} check={{ isDone: check !== undefined, note }} />;
}

type BeginProps = Readonly<{ act: SceneCard["act"]; visited: Visited; isChecked: boolean }>;

/** What comes next: the scene where one was, else the first that is not done, then the self-check; nothing after it. */
function Begin({ act, visited, isChecked }: BeginProps): ReactElement | null {
  const { last, done } = visited;
  const open = cards.filter((card) => card.act === act && !done.includes(card.id));
  const here = open.find(({ id }) => id === last?.scene);
  const next = here ?? open[0];
  if (next === undefined && isChecked) return null;
  const isHere = here !== undefined && last !== null;
  const scene = next === undefined ? `#/selfcheck/${act}` : `#/scene/${next.id}`;
  const title = next?.title ?? t`Check yourself`;
  return (
    <p className={styles.begin}>
      <ButtonLink look="primary" className={styles.big} href={isHere ? last.address : scene}>
        {wayOn(title, isHere, last !== null || done.length > 0)}
        <ArrowRight size={20} aria-hidden />
      </ButtonLink>
    </p>
  );
}

function wayOn(title: string, isHere: boolean, begun: boolean): string {
  if (isHere) return t`Continue: ${title}`;
  return begun ? t`Next: ${title}` : t`Begin: ${title}`;
}

/** As the platform knows the learner, not this browser. */
function visitedIn({ act, work, standing }: CourseState): Visited {
  const { page, scene } = parseAddress(standing.bookmark);
  const isOurs = page === "scene" && cards.some((card) => card.act === act && card.id === scene);
  const done = Object.keys(work.scenes);
  return {
    last: isOurs && scene !== null ? { scene, address: standing.bookmark, index: 0 } : null,
    done,
  };
}

function toldWhom({ reported, looking }: CourseState): string {
  if (!reported) return t`No learning platform answered, so nobody is told what you do. All scenes work all the same.`;
  if (looking) return t`Your learning platform has opened this for a look: it keeps no record of what you do.`;
  return t`Your learning platform is told which scenes you have seen to the end, and how your questions were answered.`;
}
