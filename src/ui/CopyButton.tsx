import { Check, Copy } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import { t } from "../language/t.ts";
import styles from "./CopyButton.module.css";

type State = "idle" | "copied" | "refused";
/** Long enough to be read, in ms. */
const SHOWN_MS = 2500;

/** Copies `text` and says whether it went well, on the button and to screen readers. */
export function CopyButton({ text, label }: { text: string; label: string }): ReactElement {
  const [state, setState] = useState<State>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => setState((await written(text)) ? "copied" : "refused");
  return (
    <button type="button" className={styles.button} onClick={() => void copy()}>
      {state === "copied" ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      {label}
      <span role="status" className={styles.status}>
        {wordsOf(state)}
      </span>
    </button>
  );
}

function wordsOf(state: State): string {
  if (state === "copied") return "copied";
  return state === "refused" ? t`the browser refused` : "";
}

async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return selectedAndCopied(text);
  }
}

/** The old way, for frames that are refused the clipboard and for pages without a secure context. */
function selectedAndCopied(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("aria-hidden", "true");
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
