import { ChevronDown, ChevronUp, PhoneOutgoing } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { aliceSwitches } from "../../scenes/live/outScene.ts";
import { bobSwitches, liveSwitches } from "../../scenes/live/scene.ts";
import { Button } from "../../ui/Button.tsx";
import { Segment } from "../../ui/Segment.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
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
        {whoIsThere(state)}
      </p>
      {state.server === null ? null : (
        <Button look="primary" onClick={() => void stage.call()}>
          <PhoneOutgoing size={17} aria-hidden />
          {t`Let Alice call`}
        </Button>
      )}
      {open === null || state.port === null ? null : (
        <Button aria-expanded={open} onClick={() => onOpen(!open)}>
          <Icon size={17} aria-hidden />
          {t`How to connect`}
        </Button>
      )}
      <div className={styles.switches}>
        <Switches stage={stage} state={state} />
        <p className={styles.hint}>{t`holds from the next call on`}</p>
      </div>
    </div>
  );
}

function whoIsThere({ status, port, server }: LiveState): string {
  if (status === "opening") return t`Getting ready…`;
  const places = [
    port === null ? null : t`Bob listens on 127.0.0.1, port ${port}`,
    server === null ? null : t`Alice can call ${server.name}, port ${server.port}`,
  ];
  return places.filter((place) => place !== null).join(". ");
}

function Switches({ stage, state }: Pick<ControlsProps, "stage" | "state">): ReactElement {
  const asks = state.port === null ? [] : bobSwitches;
  const poses = ["impersonate", "relay"].includes(state.switches.mallory ?? "");
  return (
    <>
      {state.server === null
        ? null
        : aliceSwitches.map(({ id, label }) => (
            <Switch
              key={id}
              label={label}
              on={state.switches[id] === "on"}
              onChange={(on) => stage.throwSwitch(id, on ? "on" : "off")}
            />
          ))}
      {[...asks, ...liveSwitches].map(({ id, kind, label, options }) => {
        const value = state.switches[id] ?? "";
        const change = (next: string): void => stage.throwSwitch(id, next);
        if (kind === "strategy")
          return (
            <Segment key={id} label={label} showLabel tone="red" options={options} value={value} onChange={change} />
          );
        if (id === "forgery" && !poses) return null;
        return (
          <Select key={id} label={label} prefix={`${label}: `} options={options} value={value} onChange={change} />
        );
      })}
    </>
  );
}
