import { type ReactElement, useCallback, useEffect, useRef, useState } from "react";
import { t } from "../language/t.ts";
import { usePlayer, usePlayerActions } from "../player/context.tsx";
import type { Selection } from "../player/types.ts";
import { later } from "../ui/later.tsx";
import styles from "./Inspector.module.css";
import { StepPanel } from "./step/StepPanel.tsx";
import { OpenContext } from "./view.ts";

const DetailPanel = later(async () => (await import("./late.ts")).DetailPanel);

/** The panel beside the stage: the step in words, or the thing that was opened. Takes everything from the player. */
export function Inspector(): ReactElement {
  const selection = usePlayer((state) => state.selection);
  const index = usePlayer((state) => state.index);
  const { open, back } = useTrail(selection);
  const panel = useRef<HTMLElement>(null);
  useFocusBack(selection, panel);
  const scrolled = useRef(false);
  // A new step begins at its heading; a thing that is open stays where it is being read.
  const page = selection === null ? index : selection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the reason to scroll
  useEffect(() => {
    // To ask the panel itself where it stands would lay out the whole page in the middle of a step's first frame.
    if (!scrolled.current) return;
    // The newest browsers give a promise here, which an effect must not return.
    panel.current?.scrollTo({ top: 0 });
  }, [page]);
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={t`The step and what is in it`}
      onScroll={(event) => {
        scrolled.current = event.currentTarget.scrollTop > 0;
      }}
    >
      <OpenContext value={open}>
        {selection === null ? (
          <StepPanel />
        ) : (
          <DetailPanel key={`${selection.kind} ${selection.id}`} selection={selection} onBack={back} />
        )}
      </OpenContext>
    </section>
  );
}

/** Opening one thing out of another leaves a trail: back goes along it, then to the step. */
function useTrail(selection: Selection | null): { open: (next: Selection) => void; back: () => void } {
  const { select } = usePlayerActions();
  const [trail, setTrail] = useState<readonly Selection[]>([]);
  const open = useCallback(
    (next: Selection) => {
      setTrail((known) => (selection === null ? [] : [...known, selection]));
      select(next);
    },
    [select, selection],
  );
  const back = useCallback(() => {
    select(trail.at(-1) ?? null);
    setTrail(trail.slice(0, -1));
  }, [select, trail]);
  return { open, back };
}

/** When the last thing is closed, focus goes back to what opened it, or to the step's heading where that is gone. */
function useFocusBack(selection: Selection | null, panel: React.RefObject<HTMLElement | null>): void {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(selection !== null);
  useEffect(() => {
    const isOpen = selection !== null;
    if (isOpen === wasOpen.current) return;
    wasOpen.current = isOpen;
    if (isOpen) return;
    const lost = document.activeElement === null || document.activeElement === document.body;
    const target = opener.current?.isConnected ? opener.current : panel.current?.querySelector("h1");
    if (lost && target instanceof HTMLElement) target.focus({ preventScroll: true });
  }, [selection, panel]);
  useEffect(() => {
    if (selection !== null) return;
    const remember = (event: FocusEvent): void => {
      if (event.target instanceof Element) opener.current = event.target;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, [selection]);
}
