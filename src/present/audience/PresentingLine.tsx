import { MonitorOff, Presentation } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import type { AudienceLink } from "../channel/link.ts";
import { presenterName } from "../channel/session.ts";
import { useConnection } from "../useStore.ts";
import styles from "./PresentingLine.module.css";

type LineProps = Readonly<{
  link: AudienceLink;
  /** Whether the browser did not let the presenter’s window open. */
  blocked: boolean;
  /** Where the presenter’s window is. */
  address: string;
  onOpen: () => void;
  onEnd: () => void;
}>;

/** One quiet line: whether the presenter’s window is there, and the way to it. */
export function PresentingLine({ link, blocked, address, onOpen, onEnd }: LineProps): ReactElement {
  const status = useConnection(link);
  const isHere = status === "here";
  return (
    <div className={styles.line} data-here={isHere} role="status">
      {isHere ? <Presentation size={15} aria-hidden /> : <MonitorOff size={15} aria-hidden />}
      <span>{wordsFor(status, blocked)}</span>
      {!isHere && !blocked && (
        <Button look="quiet" onClick={onOpen}>
          {t`Open the presenter’s window`}
        </Button>
      )}
      {!isHere && blocked && (
        // No `noopener`: the two windows are to talk with each other.
        <ButtonLink look="quiet" href={address} target={presenterName(link.session)}>
          {t`Open the presenter’s window`}
        </ButtonLink>
      )}
      {!isHere && (
        <Button look="quiet" onClick={onEnd}>
          {t`End the presentation`}
        </Button>
      )}
    </div>
  );
}

function wordsFor(status: ReturnType<typeof useConnection>, blocked: boolean): string {
  if (status === "here") return t`Presenter connected`;
  if (blocked) return t`The browser held back the presenter’s window.`;
  if (status === "seeking") return t`Waiting for the presenter’s window…`;
  return status === "left" ? t`The presenter’s window is closed.` : t`The presenter’s window does not answer.`;
}
