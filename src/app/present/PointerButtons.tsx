import { MousePointer2, Spotlight } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import type { Spot } from "../../present/channel/messages.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./Desk.module.css";
import type { Pointing } from "./usePointing.ts";

/** What to point with. */
export function PointerButtons({ pointer }: Readonly<{ pointer: Pointing }>): ReactElement {
  const toggle = (kind: Spot["kind"]) => () => pointer.choose(pointer.kind === kind ? null : kind);
  return (
    <div className={styles.pointers}>
      <Button aria-pressed={pointer.kind === "laser"} onClick={toggle("laser")}>
        <MousePointer2 size={16} aria-hidden />
        {t`Pointer`} <kbd>L</kbd>
      </Button>
      <Button aria-pressed={pointer.kind === "light"} onClick={toggle("light")}>
        <Spotlight size={16} aria-hidden />
        {t`Spotlight`} <kbd>K</kbd>
      </Button>
      {pointer.kind !== null && <p>{t`Move over the stage above.`}</p>}
    </div>
  );
}
