import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button, IconButton } from "./Button.tsx";
import styles from "./Popover.module.css";

type PopoverProps = Readonly<{
  label: string;
  icon: ReactNode;
  /** Words on the button; without them it shows the icon alone. */
  words?: ReactNode;
  look?: "plain" | "quiet" | "danger";
  /** Where the panel opens. */
  side: "above" | "below";
  children: ReactNode | ((close: () => void) => ReactNode);
}>;

/** A button that opens a small panel beside it. Escape, a click elsewhere and leaving it by Tab close it. */
export function Popover({ label, icon, words, look = "plain", side, children }: PopoverProps): ReactElement {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const panelId = useId();
  useCloseFromOutside(open, box, () => setOpen(false));
  // What was chosen goes away with the panel: the focus stays where it can be found, also after a dialog.
  const done = (): void => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  const common = {
    look,
    "aria-expanded": open,
    "aria-controls": panelId,
    onClick: () => setOpen(!open),
  } as const;
  return (
    <div ref={box} className={styles.box}>
      {words === undefined ? (
        <IconButton {...common} label={label} icon={icon} />
      ) : (
        <Button {...common} aria-label={label}>
          {icon}
          {words}
        </Button>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this holds anything */}
      <div id={panelId} role="group" aria-label={label} className={styles.panel} data-side={side} hidden={!open}>
        {open && (typeof children === "function" ? children(done) : children)}
      </div>
    </div>
  );
}

function useCloseFromOutside(open: boolean, box: React.RefObject<HTMLDivElement | null>, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) latest.current();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      latest.current();
      box.current?.querySelector("button")?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", onKey, { capture: true });
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", onKey, { capture: true });
    };
  }, [open, box]);
}
