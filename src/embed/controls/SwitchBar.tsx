import { SlidersHorizontal, VenetianMask } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { valueAt } from "../../player/throws.ts";
import type { SwitchSpec } from "../../scenes/types.ts";
import { Popover } from "../../ui/Popover.tsx";
import { Segment } from "../../ui/Segment.tsx";
import { Select } from "../../ui/Select.tsx";
import { Stepper } from "../../ui/Stepper.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { useMedia } from "../../ui/useMedia.ts";
import styles from "./Switches.module.css";

/** More choices than this make the panel too long with every value in view, and more than that is what a lab has. */
const MOST_IN_VIEW = 2;
const MOST_OF_A_SCENE = 4;
/** More values than this have no room side by side. */
const MOST_SIDE_BY_SIDE = 5;

/**
 * Mallory's strategies and other choices in view, the checks to turn off behind "What if…?". The choices go there too
 * where they do not all fit in one row; `folded` puts everything there.
 */
export function SwitchBar({ folded }: Readonly<{ folded: boolean }>): ReactElement {
  const switches = usePlayer((state) => state.scene.switches);
  const hops = usePlayer((state) => state.scene.hops);
  const strategies = switches.filter((spec) => spec.kind === "strategy");
  const choices = switches.filter((spec) => spec.kind === "choice");
  const checks = switches.filter((spec) => spec.kind === "whatIf");
  const crowded = choices.length > useRoom(strategies.length);
  const inPopover = [...(folded ? strategies : []), ...(folded || crowded ? choices : []), ...checks];
  const hasHops = hops.max > hops.min;
  return (
    <div className={styles.switches}>
      {!folded && strategies.map((spec) => <Strategy key={spec.id} spec={spec} wide={false} />)}
      {!folded && !crowded && choices.map((spec) => <InlineChoice key={spec.id} spec={spec} />)}
      {(inPopover.length > 0 || hasHops) && <WhatIf switches={inPopover} hasHops={hasHops} folded={folded} />}
    </div>
  );
}

/**
 * For how many choices the bar has room beside the strategies. Never more than two: the line of steps needs the rest,
 * and Transport.tsx counts on it.
 */
function useRoom(strategies: number): number {
  const middling = useMedia("(min-width: 1000px)");
  const wide = useMedia("(min-width: 1280px)");
  return wide ? 2 : (middling ? 2 : 1) - strategies;
}

/** Everything that can be switched in the scene, in view at once. */
export function AllSwitches(): ReactElement {
  const switches = usePlayer((state) => state.scene.switches);
  const hops = usePlayer((state) => state.scene.hops);
  const choices = switches.filter((spec) => spec.kind === "choice").length;
  return (
    <div className={styles.panel}>
      {switches.map((spec) => (
        <OneSwitch key={spec.id} spec={spec} closed={choices > MOST_IN_VIEW && spec.kind === "choice"} />
      ))}
      {hops.max > hops.min && <Hops />}
    </div>
  );
}

type WhatIfProps = Readonly<{ switches: readonly SwitchSpec[]; hasHops: boolean; folded: boolean }>;

function WhatIf({ switches, hasHops, folded }: WhatIfProps): ReactElement {
  const changed = usePlayer((state) => {
    const now = (spec: SwitchSpec) => valueAt(state.scene, state.recording, state.index, spec.id);
    return switches.filter((spec) => isAlarming(spec, now(spec))).length;
  });
  const hops = usePlayer((state) => state.recording.hops);
  const choices = switches.filter((spec) => spec.kind === "choice").length;
  const isLab = choices > MOST_OF_A_SCENE;
  const name = isLab ? t`From here…` : switches.length > 0 ? t`What if…?` : t`Routers: ${hops}`;
  const Icon = folded ? VenetianMask : SlidersHorizontal;
  return (
    <Popover
      side="above"
      label={changed > 0 ? t`${name} ${changed} on` : name}
      look={changed > 0 ? "danger" : "plain"}
      icon={<Icon size={18} aria-hidden />}
      words={
        <>
          {name} {changed > 0 && <span className={styles.badge}>{changed}</span>}
        </>
      }
    >
      <div className={styles.panel}>
        {switches.map((spec) => (
          <OneSwitch key={spec.id} spec={spec} closed={isLab || (choices > MOST_IN_VIEW && spec.kind === "choice")} />
        ))}
        {hasHops && <Hops />}
        {switches.length > 0 && (
          <p className={styles.hint}>{t`What you switch holds from here on. The steps before stay as they are.`}</p>
        )}
      </div>
    </Popover>
  );
}

type OneSwitchProps = Readonly<{
  spec: SwitchSpec;
  /** As a list that is closed until asked. */
  closed: boolean;
}>;

function OneSwitch({ spec, closed }: OneSwitchProps): ReactElement {
  const { throwSwitch } = usePlayerActions();
  const value = useSwitchValue(spec);
  if (spec.kind === "strategy" && !closed) return <Strategy spec={spec} wide />;
  const [off, on] = spec.options;
  if (spec.kind === "whatIf" && off !== undefined && on !== undefined) {
    return (
      <Switch
        label={spec.label}
        hint={on.hint}
        on={value === on.value}
        onChange={(isOn) => void throwSwitch(spec.id, isOn ? on.value : off.value)}
      />
    );
  }
  return <Choice spec={spec} value={value} closed={closed} />;
}

type InlineProps = Readonly<{ spec: SwitchSpec; prefix?: string }>;

function InlineChoice({ spec, prefix = `${spec.label}: ` }: InlineProps): ReactElement {
  const { throwSwitch } = usePlayerActions();
  const value = useSwitchValue(spec);
  const choose = (next: string): void => void throwSwitch(spec.id, next);
  return <Select label={spec.label} prefix={prefix} options={spec.options} value={value} onChange={choose} />;
}

function Choice({ spec, value, closed }: OneSwitchProps & Readonly<{ value: string }>): ReactElement {
  const { throwSwitch } = usePlayerActions();
  const hint = spec.options.find((option) => option.value === value)?.hint;
  if (closed) {
    return (
      <div className={styles.choice}>
        <span className={styles.label} aria-hidden>
          {spec.label}
        </span>
        <InlineChoice spec={spec} prefix="" />
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
    );
  }
  return (
    <fieldset className={styles.choice}>
      <legend>{spec.label}</legend>
      {spec.options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={spec.id}
            checked={option.value === value}
            onChange={() => void throwSwitch(spec.id, option.value)}
          />
          {option.label}
        </label>
      ))}
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </fieldset>
  );
}

function Strategy({ spec, wide }: Readonly<{ spec: SwitchSpec; wide: boolean }>): ReactElement {
  const { throwSwitch } = usePlayerActions();
  const value = useSwitchValue(spec);
  const hint = spec.options.find((option) => option.value === value)?.hint;
  if (!wide && spec.options.length > MOST_SIDE_BY_SIDE) return <InlineChoice spec={spec} />;
  return (
    <div className={styles.strategy}>
      {wide && <span aria-hidden>{spec.label}</span>}
      <Segment
        label={spec.label}
        showLabel={!wide}
        wide={wide}
        tone="red"
        options={spec.options}
        value={value}
        onChange={(next) => void throwSwitch(spec.id, next)}
      />
      {wide && hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}

function Hops(): ReactElement {
  const { setHops } = usePlayerActions();
  const { min, max } = usePlayer((state) => state.scene.hops);
  const hops = usePlayer((state) => state.recording.hops);
  return (
    <Stepper
      label={t`Routers on the way`}
      less={t`One router less`}
      more={t`One router more`}
      value={hops}
      min={min}
      max={max}
      onChange={(next) => void setHops(next)}
    />
  );
}

function useSwitchValue(spec: SwitchSpec): string {
  return usePlayer((state) => valueAt(state.scene, state.recording, state.index, spec.id));
}

/** Whether a switch stands where something is wrong: Mallory at work, or a check turned off. */
function isAlarming(spec: SwitchSpec, value: string): boolean {
  return spec.kind !== "choice" && value !== "off";
}
