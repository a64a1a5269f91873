import { type ReactElement, useId } from "react";
import { t } from "../../language/t.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import { Sign } from "../parts.tsx";
import { adviceOn } from "./advice.ts";
import { alertWords } from "./alertWords.ts";
import styles from "./ClientWords.module.css";
import type { Setting } from "./clientData.ts";
import type { ClientWord } from "./clientWords.ts";
import { useClientWords } from "./useClientWords.ts";

type Side = "client" | "server";

const TITLES: Readonly<Record<Side, string>> = {
  client: t`What your client would print`,
  server: t`What your server would log`,
};

const OTHERS: Readonly<Record<Side, string>> = {
  client: t`What the refused server logs`,
  server: t`What the refused client prints`,
};

/** What real programs were heard to say of these faults, where that side judges. Fetches the data when it is drawn. */
export function ClientWords({ faults, side }: { faults: readonly FaultId[]; side: Side }): ReactElement {
  const id = useId();
  const words = useClientWords();
  return (
    <section className={styles.words} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {TITLES[side]}
      </h2>
      {words === "waiting" ? <p role="status">{t`Fetching what they said …`}</p> : null}
      {words === "failed" ? (
        <p role="alert">{t`What programs say could not be fetched. Everything else here works without it.`}</p>
      ) : null}
      {typeof words === "string"
        ? null
        : faults.map((fault) => (
            <OfFault
              key={fault}
              fault={fault}
              side={side}
              words={words.filter((word) => word.fault === fault && word.side === side)}
              named={faults.length > 1}
            />
          ))}
    </section>
  );
}

function OfFault({
  fault,
  side,
  words,
  named,
}: {
  fault: FaultId;
  side: Side;
  words: readonly ClientWord[];
  named: boolean;
}): ReactElement {
  const judges = words.filter(({ by }) => by === "judge");
  const judged = words.filter(({ by, text }) => by === "judged" && text !== "");
  return (
    <div className={styles.fault}>
      {named ? <h3>{adviceOn(fault).title}</h3> : null}
      {words.length === 0 ? <p>{t`Nobody was asked about this.`}</p> : <WordList words={judges} />}
      {judged.length === 0 ? null : (
        <details className={styles.more}>
          <summary>
            {OTHERS[side]} ({judged.length})
          </summary>
          <WordList words={judged} />
        </details>
      )}
    </div>
  );
}

function WordList({ words }: { words: readonly ClientWord[] }): ReactElement {
  return (
    <ul className={styles.list}>
      {words.map((word) => (
        <Entry key={`${word.client} ${word.setting} ${word.by}`} word={word} />
      ))}
    </ul>
  );
}

const SETTING_WORDS: Readonly<Record<Setting, string | null>> = {
  usual: null,
  unasked: t`not told to look for revocation`,
  start: t`when it starts`,
  "in-http": t`over HTTP, to the client`,
};

function Entry({ word }: { word: ClientWord }): ReactElement {
  const { client, version, measured, accepted, text, setting } = word;
  const how = SETTING_WORDS[setting];
  return (
    <li className={styles.entry} data-accepted={accepted}>
      <p className={styles.head}>
        <Sign kind={accepted ? "yes" : "no"} />
        <b>{client}</b>
        <span className={styles.version} title={t`measured in ${measured}`}>
          {version}
        </span>
        {how === null ? null : <span className={styles.how}>{how}</span>}
      </p>
      {accepted ? (
        <p className={styles.silent}>{t`accepts it and says nothing`}</p>
      ) : text === "" ? (
        <p className={styles.silent}>{t`refuses, without a word`}</p>
      ) : (
        <pre className={styles.text}>
          <Marked text={text} />
        </pre>
      )}
      <p className={styles.facts}>{factsOf(word).join(" · ")}</p>
    </li>
  );
}

function factsOf({ accepted, alert, exitCode, by, setting }: ClientWord): readonly string[] {
  const code = exitCode === null || (accepted && exitCode === 0) ? [] : [t`exit code ${exitCode}`];
  if (accepted || setting === "start" || setting === "in-http") return code;
  if (by === "judged") return alert === null ? code : [t`after ${alertWords(alert)}`, ...code];
  return [alert === null ? t`sends no alert` : t`sends ${alertWords(alert)}`, ...code];
}

const PLACEHOLDER = /(<[a-z]+>)/;

/** What differs each time stands as `<path>` and the like: shown as what it is, a gap. */
function Marked({ text }: { text: string }): ReactElement {
  return (
    <>
      {text.split(PLACEHOLDER).map((part, place) =>
        PLACEHOLDER.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never move.
          <var key={place}>{part.slice(1, -1)}</var>
        ) : (
          part
        ),
      )}
    </>
  );
}
