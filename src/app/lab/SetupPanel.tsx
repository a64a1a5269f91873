import { ChevronDown, Puzzle, Redo2, Undo2 } from "lucide-react";
import { type ReactElement, useId, useState } from "react";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { PRESETS } from "../../scenes/lab/presets.ts";
import { DEFAULT_SETUP, HOPS, type LabSetup } from "../../scenes/lab/setup.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import select from "../../ui/Select.module.css";
import { Stepper } from "../../ui/Stepper.tsx";
import { CopyLink } from "./CopyLink.tsx";
import { GroupFields } from "./GroupFields.tsx";
import { GROUPS_OF_ROWS } from "./rows.ts";
import styles from "./SetupPanel.module.css";
import { sameSetup, withSetting } from "./settings.ts";
import type { Undoing } from "./useUndo.ts";

type Props = Readonly<{
  setup: LabSetup;
  undoing: Undoing;
  onChange: (setup: LabSetup) => void;
  onPuzzle: () => void;
}>;

/** Everything that a run begins with, by whom it belongs to. A change runs it anew, from its start. */
export function SetupPanel({ setup, undoing, onChange, onPuzzle }: Props): ReactElement {
  const isSeeded = usePlayer((state) => state.recording.seed !== undefined);
  const set = (key: keyof LabSetup, value: unknown): void => {
    const next = withSetting(setup, key, value);
    if (next !== null) onChange(next);
  };
  return (
    <>
      <Head setup={setup} undoing={undoing} onChange={onChange} />
      <p className={styles.about}>
        {isSeeded
          ? t`How a run begins. Each change runs it anew, with the keys that the seed gives. The bar below changes things in the middle of a run.`
          : t`How a run begins. Each change runs it anew, with new keys. The bar below changes things in the middle of a run.`}
      </p>
      <Presets setup={setup} onChange={onChange} />
      <div className={styles.wire}>
        <Stepper
          label={t`Routers on the way`}
          less={t`One router less`}
          more={t`One router more`}
          value={setup.hops}
          min={HOPS.min}
          max={HOPS.max}
          onChange={(hops) => set("hops", hops)}
        />
      </div>
      {GROUPS_OF_ROWS.map((group) => (
        <GroupFields key={group.id} group={group} setup={setup} set={set} />
      ))}
      <div className={styles.foot}>
        <CopyLink link={() => location.href} />
        <Button onClick={onPuzzle}>
          <Puzzle size={16} aria-hidden />
          {t`Set a puzzle…`}
        </Button>
      </div>
    </>
  );
}

/** Set-ups that are worth running, to begin with. */
function Presets({ setup, onChange }: Pick<Props, "setup" | "onChange">): ReactElement {
  const id = useId();
  const chosen = PRESETS.find((preset) => sameSetup(preset.setup, setup));
  const choose = (wanted: string): void => {
    const preset = PRESETS.find((one) => one.id === wanted);
    if (preset !== undefined) onChange(preset.setup);
  };
  return (
    <div className={styles.presets}>
      <label htmlFor={id}>{t`To begin with`}</label>
      <span className={select.select}>
        <select
          id={id}
          value={chosen?.id ?? ""}
          aria-describedby={`${id}-about`}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="" disabled>
            {sameSetup(setup, DEFAULT_SETUP) ? t`try one of these …` : t`your own`}
          </option>
          {PRESETS.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {preset.title}
            </option>
          ))}
        </select>
        <ChevronDown size={16} aria-hidden />
      </span>
      <p id={`${id}-about`} className={styles.small}>
        {chosen?.about ?? t`Some set-ups that are worth running.`}
      </p>
    </div>
  );
}

function Head({
  setup,
  undoing: { undo, redo },
  onChange,
}: Pick<Props, "setup" | "undoing" | "onChange">): ReactElement {
  const [said, setSaid] = useState("");
  const going = (move: (() => void) | null, words: string) => () => {
    if (move === null) return;
    move();
    setSaid(words);
  };
  const isUsual = sameSetup(setup, DEFAULT_SETUP);
  const reset = isUsual ? null : () => onChange(DEFAULT_SETUP);
  return (
    <div className={styles.head}>
      <h2>{t`Set-up`}</h2>
      <IconButton
        look="quiet"
        label={t`Undo the last change`}
        icon={<Undo2 size={17} aria-hidden />}
        aria-disabled={undo === null}
        onClick={going(undo, t`The last change is undone`)}
      />
      <IconButton
        look="quiet"
        label={t`Redo the change`}
        icon={<Redo2 size={17} aria-hidden />}
        aria-disabled={redo === null}
        onClick={going(redo, t`The change is made again`)}
      />
      <Button look="quiet" aria-disabled={isUsual} onClick={going(reset, t`Everything is as usual`)}>{t`Reset`}</Button>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  );
}
