import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactElement, useEffect, useId, useRef, useState } from "react";
import { t } from "../../language/t.ts";
import { IconButton } from "../../ui/Button.tsx";
import styles from "./PreferenceList.module.css";
import type { ListRow } from "./rows.ts";

type Props = Readonly<{ row: ListRow; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }>;

/** What is chosen of a few things, the dearest first: ticked, and moved up and down by buttons. */
export function PreferenceList({ row, chosen, onChange }: Props): ReactElement {
  const termId = useId();
  const [said, setSaid] = useState("");
  const { box, keepFocus } = useKeptFocus();
  const rest = row.items.filter(({ value }) => !chosen.includes(value));
  const first = chosen.flatMap((value) => row.items.find((item) => item.value === value) ?? []);
  const toggle = (value: string): void => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    const isRefused = next.length === 0 && !row.canBeEmpty;
    setSaid(isRefused ? t`One must stay: without any there is nothing to say.` : "");
    if (!isRefused) onChange(next);
  };
  const move = (value: string, by: number): void => {
    const to = chosen.indexOf(value) + by;
    if (to < 0 || to >= chosen.length) return;
    const without = chosen.filter((one) => one !== value);
    keepFocus();
    setSaid(t`${labelOf(row, value)}: ${to + 1} of ${chosen.length}`);
    onChange([...without.slice(0, to), value, ...without.slice(to)]);
  };
  return (
    <fieldset className={styles.group} aria-describedby={termId}>
      <legend>{row.label}</legend>
      <code id={termId} className={styles.term}>
        {row.term}
      </code>
      <ul ref={box} className={styles.list}>
        {[...first, ...rest].map((item) => (
          <li key={item.value} data-on={chosen.includes(item.value)}>
            <label className={styles.item} title={item.term}>
              <input type="checkbox" checked={chosen.includes(item.value)} onChange={() => toggle(item.value)} />
              <span>{item.label}</span>
            </label>
            {row.ordered && chosen.includes(item.value) && chosen.length > 1 && (
              <Moves item={item} at={chosen.indexOf(item.value)} count={chosen.length} move={move} />
            )}
          </li>
        ))}
      </ul>
      <p role="status" className={styles.said} data-shown={said.startsWith("One")}>
        {said}
      </p>
    </fieldset>
  );
}

type MovesProps = Readonly<{
  item: ListRow["items"][number];
  at: number;
  count: number;
  move: (value: string, by: number) => void;
}>;

function Moves({ item: { value, label }, at, count, move }: MovesProps): ReactElement {
  return (
    <>
      <IconButton
        look="quiet"
        data-move={`${value} up`}
        label={t`${label}: prefer it more`}
        icon={<ArrowUp size={16} aria-hidden />}
        aria-disabled={at === 0}
        onClick={() => move(value, -1)}
      />
      <IconButton
        look="quiet"
        data-move={`${value} down`}
        label={t`${label}: prefer it less`}
        icon={<ArrowDown size={16} aria-hidden />}
        aria-disabled={at === count - 1}
        onClick={() => move(value, 1)}
      />
    </>
  );
}

/** A row that moves takes its button along: the focus stays on it. */
function useKeptFocus() {
  const box = useRef<HTMLUListElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const button = box.current?.querySelector<HTMLElement>(`[data-move="${CSS.escape(wanted.current)}"]`);
    button?.focus({ preventScroll: true });
    wanted.current = null;
  });
  const keepFocus = (): void => {
    wanted.current = document.activeElement?.getAttribute("data-move") ?? null;
  };
  return { box, keepFocus };
}

function labelOf({ items }: ListRow, value: string): string {
  return items.find((item) => item.value === value)?.label ?? value;
}
