import { type ReactElement, useEffect, useId, useState } from "react";
import { t } from "../../language/t.ts";
import { RichText } from "../../ui/RichText.tsx";
import { adviceOn } from "./advice.ts";
import styles from "./ErrorSearch.module.css";
import { FaultAdvice } from "./FaultAdvice.tsx";
import { otherError } from "./search/otherErrors.ts";
import { type ErrorHit, searchErrors } from "./search/searchErrors.ts";

type Found = Readonly<{ hits: readonly ErrorHit[]; other: string | null }> | "nothing asked" | "failed";

/** So many are shown; the others have less in common with what was pasted. */
const SHOWN = 6;

/**
 * A box for an error message, and the faults that it speaks of. Nothing that is pasted leaves the page. `clean`: what is
 * to be left of a text before it is shown and searched.
 */
export function ErrorSearch({ clean = String }: { clean?: (text: string) => string }): ReactElement {
  const id = useId();
  const [text, setText] = useState("");
  const found = useSearch(text);
  return (
    <section className={styles.search} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={styles.title}>{t`What does this error mean?`}</h2>
      <label htmlFor={`${id}-text`}>{t`Paste an error message: a line, a log, a stack trace, a browser’s page`}</label>
      <textarea
        id={`${id}-text`}
        className={styles.text}
        rows={4}
        value={text}
        onChange={(event) => setText(clean(event.target.value))}
        placeholder="curl: (60) SSL certificate problem: unable to get local issuer certificate"
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-note`}
      />
      <p
        id={`${id}-note`}
        className={styles.note}
      >{t`It stays in this page. It is compared with what openssl, curl, Node, Python, Java, Go, browsers, web servers and databases really said.`}</p>
      <p role="status" className={styles.count}>
        {statusOf(found)}
      </p>
      {typeof found === "string" || found.other === null ? null : (
        <p className={styles.other}>
          <RichText text={found.other} />
        </p>
      )}
      {typeof found === "string" || found.hits.length === 0 ? null : <Hits hits={found.hits} />}
    </section>
  );
}

function useSearch(text: string): Found {
  const [found, setFound] = useState<Found>("nothing asked");
  useEffect(() => {
    if (text.trim() === "") {
      setFound("nothing asked");
      return;
    }
    let wanted = true;
    searchErrors(text).then(
      (hits) => wanted && setFound(foundIn(text, hits)),
      () => wanted && setFound("failed"),
    );
    return () => {
      wanted = false;
    };
  }, [text]);
  return found;
}

/** What speaks of something else is held to speak of a fault only where a whole line was heard. */
function foundIn(text: string, hits: readonly ErrorHit[]): Found {
  const other = otherError(text);
  return { other, hits: other === null ? hits : hits.filter(({ said }) => said !== null) };
}

function statusOf(found: Found): string {
  if (found === "nothing asked") return "";
  if (found === "failed") return t`What programs say could not be fetched.`;
  const { length } = found.hits;
  if (found.other !== null)
    return length === 0 ? t`It is not a certificate’s own fault.` : t`It can have several causes.`;
  if (length === 0) return t`No program was heard to say anything like this. A longer piece of the log may help.`;
  if (length === 1) return t`It is said of one fault.`;
  return t`It is said of ${length} faults: the likeliest comes first.`;
}

function Hits({ hits }: { hits: readonly ErrorHit[] }): ReactElement {
  return (
    <ol className={styles.hits}>
      {hits.slice(0, SHOWN).map((hit, place) => (
        <li key={hit.fault}>
          <details open={place === 0}>
            <summary>
              <b>{adviceOn(hit.fault).title}</b>
              <span className={styles.matched}>
                {hit.said === null ? t`because of` : t`${hit.said} says`} <q>{hit.matched}</q>
              </span>
            </summary>
            <FaultAdvice fault={hit.fault} purpose={hit.purpose} titled={false} />
          </details>
        </li>
      ))}
    </ol>
  );
}
