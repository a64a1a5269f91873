import { type ReactElement, useId } from "react";
import { t } from "../../../language/t.ts";
import type { LabSetup } from "../../../scenes/lab/setup.ts";
import { Shape } from "../../../stage/Shape.tsx";
import fields from "../Fields.module.css";
import { SHAPES } from "../GroupFields.tsx";
import { GROUPS_OF_ROWS, type Group, type Row } from "../rows.ts";
import { changesIn } from "../settings.ts";
import styles from "./Puzzle.module.css";
import { hiddenKeys } from "./parts.ts";
import type { Puzzle } from "./puzzleAddress.ts";

type Props = Readonly<{ puzzle: Puzzle; isOpen: boolean }>;

/** The set-up as far as it is known: a question mark for what is hidden, until it is shown. */
export function KnownSetup({ puzzle, isOpen }: Props): ReactElement {
  const hidden = isOpen ? new Set<keyof LabSetup>() : hiddenKeys(puzzle.hidden);
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.subtitle}>{t`How it was set up`}</h3>
      {GROUPS_OF_ROWS.map((group) => (
        <KnownGroup key={group.id} group={group} setup={puzzle.setup} hidden={hidden} />
      ))}
    </section>
  );
}

type GroupProps = Readonly<{ group: Group; setup: LabSetup; hidden: ReadonlySet<keyof LabSetup> }>;

function KnownGroup({ group, setup, hidden }: GroupProps): ReactElement {
  const changed = new Set<keyof LabSetup>(changesIn(setup).map(({ key }) => key));
  const rows = [...group.rows, ...group.folds.flatMap((fold) => fold.rows)];
  return (
    <div className={styles.known}>
      <h4 className={fields.title}>
        <span className={fields.shape}>
          <Shape kind={SHAPES[group.id]} words={null} width={26} height={26} />
        </span>
        {group.title}
      </h4>
      <dl>
        {rows.map((row) => (
          <div key={row.key} data-changed={!hidden.has(row.key) && changed.has(row.key)}>
            <dt>{row.label}</dt>
            <dd>{hidden.has(row.key) ? <Hidden /> : shownValue(row, setup)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Hidden(): ReactElement {
  return (
    <span className={styles.hidden}>
      <span aria-hidden>?</span>
      <span className="visually-hidden">{t`hidden`}</span>
    </span>
  );
}

function shownValue(row: Row, setup: LabSetup): string {
  if (row.as === "switch") return setup[row.key] === "on" ? t`yes` : t`no`;
  if (row.as === "choice") return row.options.find(({ value }) => value === setup[row.key])?.label ?? "";
  const chosen = setup[row.key].map((value) => row.items.find((item) => item.value === value)?.label ?? value);
  return chosen.length === 0 ? t`none` : chosen.join(", ");
}
