import { Check, Link } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import { t } from "../../language/t.ts";
import { Button } from "../../ui/Button.tsx";
import { copyText } from "../../ui/clipboard.ts";

/** How long the button says how it went, in ms. */
const SAID_MS = 2500;

type Props = Readonly<{ link: () => string; label?: string; look?: "plain" | "primary" }>;

/** Copies a link, and says so on the button and to screen readers. */
export function CopyLink({ link, label = t`Copy the link`, look = "plain" }: Props): ReactElement {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => setState((await copyText(link())) ? "copied" : "refused");
  return (
    <Button look={look} onClick={() => void copy()}>
      {state === "copied" ? <Check size={16} aria-hidden /> : <Link size={16} aria-hidden />}
      <span role="status">
        {state === "idle" ? label : state === "copied" ? t`Link copied` : t`The browser refused`}
      </span>
    </Button>
  );
}
