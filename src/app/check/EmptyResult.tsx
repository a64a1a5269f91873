import { BadgeQuestionMark } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import styles from "./EmptyResult.module.css";

const COMMANDS = [
  {
    does: t`What a server sends, its chain and all`,
    command: "openssl s_client -connect bob.example:443 -servername bob.example -showcerts </dev/null",
  },
  {
    does: t`The same for MySQL and MariaDB`,
    command: "openssl s_client -connect db.example:3306 -starttls mysql -showcerts </dev/null",
  },
  { does: t`A Kubernetes secret; its key is dropped`, command: "kubectl get secret NAME -o yaml" },
] as const;

/** What will stand here, and how to come by something to judge. */
export function EmptyResult({ nothing }: Readonly<{ nothing: boolean }>): ReactElement {
  return (
    <div className={styles.empty}>
      <p className={styles.lead}>
        <BadgeQuestionMark size={22} aria-hidden />
        <span>
          {nothing
            ? t`The verdict will stand here: the chain, link by link, every check, the reason in words, and what to do about it.`
            : t`No certificate was found in what you gave, so there is nothing to judge yet.`}
        </span>
      </p>
      <h2>{t`Where to get something to paste`}</h2>
      <ul className={styles.commands}>
        {COMMANDS.map(({ does, command }) => (
          <li key={command}>
            <p>{does}</p>
            <code>{command}</code>
            <CopyButton text={command} label={t`Copy`} />
          </li>
        ))}
      </ul>
      <p
        className={styles.note}
      >{t`A private key is never needed. If one comes along, it is recognised and dropped. No list of public authorities is built in: paste your root as well, and say that you trust it.`}</p>
    </div>
  );
}
