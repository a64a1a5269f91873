import { Check, CircleSlash, Eye, X } from "lucide-react";
import { type ReactElement, useEffect, useRef } from "react";
import { plural, t } from "../../../language/t.ts";
import type { Suspect } from "../../../scenes/lab/suspects.ts";
import { RichText } from "../../../ui/RichText.tsx";
import type { Judged } from "./judging.ts";
import styles from "./Puzzle.module.css";
import type { Solving } from "./useSolving.ts";

const SIGNS = {
  found: { tone: "right", Icon: Check },
  partly: { tone: "right", Icon: Check },
  harmless: { tone: "shown", Icon: CircleSlash },
  wrong: { tone: "wrong", Icon: X },
} as const;

type Props = Readonly<{
  solving: Solving;
  /** What the judge said, once it is open. */
  reason: string | null;
}>;

/** What the last answer came to, and how many there were. */
export function Feedback({ solving: { last, tries, found, all, state }, reason }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed is gone with the form.
    if (state !== "open") box.current?.focus({ preventScroll: true });
  }, [state]);
  const left = all === null ? 0 : all.filter((one) => !found.includes(one)).length;
  return (
    <div ref={box} role="status" tabIndex={-1} className={styles.feedback}>
      {last !== null && <Said last={last} more={state === "open" ? left : 0} />}
      {state === "shown" && <Shown all={all ?? []} />}
      {state !== "open" && reason !== null && (
        <p className={styles.reason}>
          <RichText text={reason} />
        </p>
      )}
      {tries + (state === "shown" ? 1 : 0) > 0 && <p className={styles.tries}>{triesWords(tries, state)}</p>}
    </div>
  );
}

function Said({ last, more }: Readonly<{ last: Judged; more: number }>): ReactElement {
  const { tone, Icon } = SIGNS[last.kind];
  const isFind = last.kind === "found" || last.kind === "partly";
  return (
    <div className={styles.said} data-tone={tone}>
      <Icon size={18} strokeWidth={2.6} aria-hidden />
      <p>
        {last.sentence}
        {last.near && t` But you are looking in the right place.`}
        {isFind &&
          more > 0 &&
          ` ${plural(more, { one: "There is one thing more to find.", other: "There are # things more to find." })}`}
      </p>
    </div>
  );
}

/** What there was to find, where somebody asked to be shown. */
function Shown({ all }: Readonly<{ all: readonly Suspect[] }>): ReactElement {
  return (
    <div className={styles.said} data-tone="shown">
      <Eye size={18} aria-hidden />
      <div>
        <b>{all.length === 0 ? t`Nothing is wrong.` : t`This was to be found:`}</b>
        <ul className={styles.things}>
          {all.map(({ id, group, label, hint }) => (
            <li key={id}>
              {group}: {label}. {hint}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function triesWords(tries: number, state: Solving["state"]): string {
  if (state === "solved")
    return plural(tries, { one: "Solved, with the first answer.", other: "Solved, with # answers." });
  if (state === "shown" && tries === 0) return t`Shown, without an answer.`;
  if (state === "shown") return plural(tries, { one: "Shown, after one answer.", other: "Shown, after # answers." });
  return plural(tries, { one: "One answer so far.", other: "# answers so far." });
}
