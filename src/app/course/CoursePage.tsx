import { ArrowRight } from "lucide-react";
import { type ReactElement, useEffect, useState, useSyncExternalStore } from "react";
import { t } from "../../language/t.ts";
import { type Address, parseAddress } from "../../player/address.ts";
import { acts, cards } from "../../scenes/catalog.ts";
import type { SceneCard } from "../../scenes/types.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Notices } from "../../ui/Notices.tsx";
import { Brand } from "../Brand.tsx";
import type { Tally } from "../report/types.ts";
import { Stations } from "../ScenePath.tsx";
import { ThemeButton } from "../ThemeButton.tsx";
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
      <header className={styles.header}>
        <a className={styles.brand} href="#/">
          <Brand />
          {t`Between Alice and Bob`}
        </a>
        <ThemeButton />
      </header>
      {act === undefined ? null : (
        <main className={styles.main}>
          <section className={styles.intro}>
            <p className={styles.numeral}>{t`Act ${act.numeral}`}</p>
            <h1>{act.title}</h1>
            <p className={styles.about}>{act.about}</p>
            {course === null ? <Begin act={act.number} visited={readVisited()} /> : <Progress course={course} />}
          </section>
          <nav className={styles.scenes} aria-label={t`Scenes`}>
            {course === null ? <Stations alone act={act.number} visited={readVisited()} /> : <Done course={course} />}
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
      <Begin act={state.act} visited={visitedIn(state)} />
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
  const notes = Object.entries(state.work.scenes).flatMap(([id, tally]) => {
    return tally.asked === 0 ? [] : [[id, noteOf(tally)] as const];
  });
  return <Stations alone act={state.act} visited={visitedIn(state)} notes={Object.fromEntries(notes)} />;
}

function noteOf({ right, asked }: Tally): string {
  return t`Predicted: ${right} of ${asked} right`;
}

/** What comes next: the scene where one was, else the first that is not done; nothing where all of them are. */
function Begin({ act, visited }: Readonly<{ act: SceneCard["act"]; visited: Visited }>): ReactElement | null {
  const scenes = cards.filter((card) => card.act === act);
  const { last, done } = visited;
  const open = scenes.filter(({ id }) => !done.includes(id));
  const here = open.find(({ id }) => id === last?.scene);
  const next = here ?? open[0];
  if (next === undefined) return null;
  const begun = last !== null || done.length > 0;
  return (
    <p className={styles.begin}>
      <ButtonLink
        look="primary"
        className={styles.big}
        href={here === undefined || last === null ? `#/scene/${next.id}` : last.address}
      >
        {wayOn(next, here !== undefined, begun)}
        <ArrowRight size={20} aria-hidden />
      </ButtonLink>
    </p>
  );
}

function wayOn({ title }: SceneCard, isHere: boolean, begun: boolean): string {
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
