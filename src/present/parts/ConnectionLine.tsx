import { Monitor, MonitorOff } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import type { PresenterLink } from "../channel/link.ts";
import { audienceName } from "../channel/session.ts";
import { useConnection } from "../useStore.ts";
import styles from "./ConnectionLine.module.css";

type LineProps = Readonly<{
  link: PresenterLink;
  /** Where the audience’s window would be. */
  address: string;
}>;

/** One quiet line: whether the audience’s window is there, and the way to it. */
export function ConnectionLine({ link, address }: LineProps): ReactElement {
  const status = useConnection(link);
  const isHere = status === "here";
  return (
    <div className={styles.line} data-here={isHere}>
      {isHere ? <Monitor size={16} aria-hidden /> : <MonitorOff size={16} aria-hidden />}
      <span role="status">{WORDS[status]}</span>
      {!isHere && status !== "away" && (
        // No `noopener`: the two windows are to talk with each other. The name makes it this presentation’s audience.
        <ButtonLink href={address} target={audienceName(link.session)}>
          {t`Open the audience’s window`}
        </ButtonLink>
      )}
    </div>
  );
}

const WORDS: Readonly<Record<ReturnType<typeof useConnection>, string>> = {
  here: t`Audience connected`,
  seeking: t`Looking for the audience’s window…`,
  away: t`The audience’s window shows no scene at present.`,
  left: t`The audience’s window is closed.`,
  silent: t`The audience’s window does not answer.`,
};
