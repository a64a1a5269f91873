import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactElement } from "react";
import { liveSwitches } from "../../scenes/live/scene.ts";
import { Button } from "../../ui/Button.tsx";
import { Segment } from "../../ui/Segment.tsx";
import { Select } from "../../ui/Select.tsx";
import styles from "./Live.module.css";
import type { LiveStage, LiveState } from "./stage.ts";

type ControlsProps = Readonly<{
  stage: LiveStage;
  state: LiveState;
  /** Whether the commands stand below; null: they stand there anyway. */
  open: boolean | null;
  onOpen: (open: boolean) => void;
}>;

/** Who listens, how to get there, and what whoever calls next will meet. */
export function Controls({ stage, state, open, onOpen }: ControlsProps): ReactElement {
  const Icon = open === true ? ChevronUp : ChevronDown;
  return (
    <div className={styles.controls}>
      <p className={styles.listens} role="status">
        {state.status === "opening" ? "Bob is getting ready…" : `Bob listens on 127.0.0.1, port ${state.port ?? "?"}`}
      </p>
      {open === null ? null : (
        <Button aria-expanded={open} onClick={() => onOpen(!open)}>
          <Icon size={17} aria-hidden />
          How to connect
        </Button>
      )}
      <div className={styles.switches}>
        <Switches stage={stage} state={state} />
        <p className={styles.hint}>holds for whoever calls next</p>
      </div>
    </div>
  );
}

function Switches({ stage, state }: Pick<ControlsProps, "stage" | "state">): ReactElement {
  const poses = ["impersonate", "relay"].includes(state.switches.mallory ?? "");
  return (
    <>
      {liveSwitches.map(({ id, kind, label, options }) => {
        const value = state.switches[id] ?? "";
        const change = (next: string): void => stage.throwSwitch(id, next);
        if (kind === "strategy")
          return (
            <Segment key={id} label={label} showLabel tone="red" options={options} value={value} onChange={change} />
          );
        if (!poses) return null;
        return (
          <Select key={id} label={label} prefix={`${label}: `} options={options} value={value} onChange={change} />
        );
      })}
    </>
  );
}
