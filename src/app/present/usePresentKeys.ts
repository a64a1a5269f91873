import { useEffect, useRef } from "react";
import { focusKind } from "../../embed/keyboard.ts";
import { type PresentCommand, presentCommandOf } from "./presentKeys.ts";

type Obey = (command: PresentCommand) => void;

/**
 * The keys of a presentation, in either window: before the keys of the scene, which they go before. What is typed in a
 * field, with a modifier or in an open dialog is left alone. `asking`: a question waits.
 */
export function usePresentKeys(obey: Obey, asking: boolean): void {
  const latest = useRef({ obey, asking });
  useEffect(() => {
    latest.current = { obey, asking };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const command = presentCommandOf(event, focusNow(), latest.current.asking);
      if (command === null) return;
      event.preventDefault();
      latest.current.obey(command);
    };
    addEventListener("keydown", onKey, { capture: true });
    addEventListener("keyup", onKey, { capture: true });
    return () => {
      removeEventListener("keydown", onKey, { capture: true });
      removeEventListener("keyup", onKey, { capture: true });
    };
  }, []);
}

function focusNow(): ReturnType<typeof focusKind> {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return "page";
  return focusKind({
    tag: element.localName,
    type: element.getAttribute("type") ?? "",
    role: element.getAttribute("role") ?? "",
    editable: element.isContentEditable,
  });
}
