import { type ReactElement, useId } from "react";
import { t } from "../../language/t.ts";
import type { LabSetup } from "../../scenes/lab/setup.ts";
import { Shape } from "../../stage/Shape.tsx";
import fold from "../../ui/Fold.module.css";
import { Switch } from "../../ui/Switch.tsx";
import { ChoiceField } from "./ChoiceField.tsx";
import styles from "./Fields.module.css";
import { PreferenceList } from "./PreferenceList.tsx";
import type { Group, Row } from "./rows.ts";
import { changesIn } from "./settings.ts";

type Change = (key: keyof LabSetup, value: unknown) => void;
type Props = Readonly<{ group: Group; setup: LabSetup; set: Change }>;

export const SHAPES = { alice: "client", bob: "server", mallory: "mallory" } as const;

/** What is chosen about somebody. */
export function GroupFields({ group, setup, set }: Props): ReactElement {
  const titleId = useId();
  const changed = new Set<keyof LabSetup>(changesIn(setup).map(({ key }) => key));
  return (
    <section className={styles.group} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.title}>
        <span className={styles.shape}>
          <Shape kind={SHAPES[group.id]} words={null} width={26} height={26} />
        </span>
        {group.title} <span className={styles.about}>{group.about}</span>
      </h3>
      {group.rows.map((row) => (
        <OneRow key={row.key} row={row} setup={setup} changed={changed} set={set} />
      ))}
      {group.folds.map(({ title, rows }) => (
        <details key={title} className={`${fold.fold} ${styles.fold}`}>
          <summary>
            {title}
            <Count count={rows.filter(({ key }) => changed.has(key)).length} />
          </summary>
          <div className={styles.inside}>
            {rows.map((row) => (
              <OneRow key={row.key} row={row} setup={setup} changed={changed} set={set} />
            ))}
          </div>
        </details>
      ))}
    </section>
  );
}

function Count({ count }: Readonly<{ count: number }>): ReactElement | null {
  return count === 0 ? null : <span className={styles.count}>{t`${count} changed`}</span>;
}

type RowProps = Readonly<{ row: Row; setup: LabSetup; changed: ReadonlySet<keyof LabSetup>; set: Change }>;

function OneRow({ row, setup, changed, set }: RowProps): ReactElement {
  const { key } = row;
  if (row.as === "list") {
    return <PreferenceList row={row} chosen={setup[row.key]} onChange={(next) => set(key, next)} />;
  }
  if (row.as === "switch") {
    return (
      <Switch
        label={row.label}
        hint={row.hint}
        on={setup[key] === "on"}
        onChange={(isOn) => set(key, isOn ? "on" : "off")}
      />
    );
  }
  return (
    <ChoiceField
      row={row}
      value={String(setup[key])}
      idle={row.idle(setup)}
      changed={changed.has(key)}
      onChange={(value) => set(key, value)}
    />
  );
}
