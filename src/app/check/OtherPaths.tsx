import { ChevronDown } from "lucide-react";
import { type ReactElement, useState } from "react";
import { Visible } from "../../inspect/details.tsx";
import { CheckList } from "../../inspect/verdict/CheckList.tsx";
import { reasonWords } from "../../inspect/verdict/words.ts";
import { plural, t } from "../../language/t.ts";
import type { Tried } from "./judging/judging.ts";
import styles from "./OtherPaths.module.css";

/** Paths that were tried besides the one that the verdict is about, each with what came of it. */
export function OtherPaths({ tried }: Readonly<{ tried: readonly Tried[] }>): ReactElement {
  return (
    <ol className={styles.paths}>
      {tried.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path is known by its place in the search
        <OtherPath key={at} tried={one} />
      ))}
    </ol>
  );
}

function OtherPath({ tried: { candidate, cards } }: Readonly<{ tried: Tried }>): ReactElement {
  const [open, setOpen] = useState(false);
  const failed = candidate.checks.filter((check) => check.result === "failed").length;
  return (
    <li className={styles.path}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>
          <b>
            <Visible text={cards.map((card) => card.label).join(" ← ")} />
          </b>
          <small>
            {failed === 0 ? t`Holds.` : plural(failed, { one: "One check failed.", other: "# checks failed." })}{" "}
            {candidate.reason === null ? "" : reasonWords(candidate.reason)}
          </small>
        </span>
        <ChevronDown className={styles.chevron} size={18} aria-hidden />
      </button>
      {open ? <CheckList checks={candidate.checks} said={candidate.reason} folded /> : null}
    </li>
  );
}
