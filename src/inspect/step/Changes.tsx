import { lazy, type ReactElement, Suspense } from "react";
import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { KeyOpener } from "../details.tsx";
import { joinedNames, nameOf } from "../names.ts";
import { Opener, Section } from "../parts.tsx";
import type { View } from "../view.ts";
import styles from "./Changes.module.css";
import { type Change, changesOf } from "./changes.ts";
import { changeWords } from "./changeWords.ts";

const KeySchedule = lazy(() => import("../keys/KeySchedule.tsx").then((m) => ({ default: m.KeySchedule })));

/** Who now knows, holds and trusts what: the difference that the step made. Where it made secrets, their schedule. */
export function Changes({ view }: { view: View }): ReactElement | null {
  const { step, moving } = view.frame;
  if (step === null || moving) return null;
  return (
    <>
      {step.event.type === "schedules" || step.event.type === "recomputes" ? (
        <Suspense fallback={null}>
          <KeySchedule view={view} />
        </Suspense>
      ) : null}
      <Difference view={view} />
    </>
  );
}

function Difference({ view: { recording, frame } }: { view: View }): ReactElement {
  const groups = changesOf(recording, frame.before, frame.after);
  return (
    <Section title={t`What changed`}>
      {groups.length === 0 ? (
        <p className={styles.none}>{t`Nobody knows, holds or trusts anything new.`}</p>
      ) : (
        <dl className={styles.list}>
          {groups.map(({ actors, changes }) => (
            <div key={actors.join()}>
              <dt>{joinedNames(actors.map((id) => nameOf(recording, frame.after, id)))}</dt>
              {changes.map((change) => (
                <dd key={JSON.stringify(change)}>
                  <Line recording={recording} change={change} />
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

function Line({ recording, change }: { recording: Recording; change: Change }): ReactElement {
  const { verb, thing, opens, note } = changeWords(recording, change);
  return (
    <>
      {verb}
      {opens === null ? null : (
        <> {opens.kind === "key" ? <KeyOpener id={opens.id} /> : <Opener to={opens}>{thing}</Opener>}</>
      )}
      {note === "" ? null : <span className={styles.note}> · {note}</span>}
    </>
  );
}
