import { useEffect, useRef } from "react";
import { type Command, commandOf, type Focus, focusKind } from "./keyboard.ts";

/** Gives every command that is typed on the page to `obey`, and whether its key is held down. Nothing is taken from an open dialog. */
export function useKeys(obey: (command: Command, held: boolean) => void): void {
  const latest = useRef(obey);
  useEffect(() => {
    latest.current = obey;
  });
  useEffect(() => {
    const pointer = followPointer();
    const onKeyDown = (event: KeyboardEvent): void => {
      pointer.keyPressed();
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const command = commandOf(event, focusNow(pointer.chosen()));
      if (command === null) return;
      event.preventDefault();
      latest.current(command, event.repeat);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      pointer.stop();
    };
  }, []);
}

function focusNow(byPointer: Element | null): Focus {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return "page";
  const kind = focusKind({
    tag: element.localName,
    type: element.getAttribute("type") ?? "",
    role: element.getAttribute("role") ?? "",
    editable: element.isContentEditable,
  });
  // Whoever clicked a control and then presses an arrow means the steps; whoever came by keyboard means the control.
  return kind !== "typing" && element === byPointer ? "page" : kind;
}

/** Remembers which element got the focus by a click or a tap rather than by the keyboard. */
function followPointer() {
  let chosen: Element | null = null;
  let armed = false;
  const down = (event: PointerEvent): void => {
    armed = true;
    const active = document.activeElement;
    chosen = active !== null && event.target instanceof Node && active.contains(event.target) ? active : null;
  };
  const focused = (event: FocusEvent): void => {
    chosen = armed && event.target instanceof Element ? event.target : null;
  };
  document.addEventListener("pointerdown", down, { capture: true });
  document.addEventListener("focusin", focused, { capture: true });
  return {
    chosen: () => chosen,
    keyPressed: () => {
      armed = false;
    },
    stop: () => {
      document.removeEventListener("pointerdown", down, { capture: true });
      document.removeEventListener("focusin", focused, { capture: true });
    },
  };
}
