import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import styles from "./Ending.module.css";

/** After the last scene: what it all came to, and where to go from here. */
export function EndOfStory(): ReactElement {
  return (
    <section className={styles.last} aria-labelledby="end-of-story">
      <h2 id="end-of-story" className={styles.title}>{t`You have reached the end`}</h2>
      <p>{t`Two people who never met can agree on a secret that nobody on the way learns. A certificate says whose half it is that one agreed with. And with one on each side, both know whom they are talking to. You have seen the idea of it, and every byte of the protocol that does it.`}</p>
      <p className={styles.label}>{t`Try it yourself`}</p>
      <ul>
        {TRIES.map(({ to, words }) => (
          <li key={to}>
            <a href={`#/scene/${to}`}>{words}</a>
          </li>
        ))}
        <li>
          <a href="#/lab">{t`The lab: choose everything yourself, and see what comes of it`}</a>
        </li>
      </ul>
      <p>
        <a href="#/">{t`All scenes`}</a>
      </p>
    </section>
  );
}

const TRIES = [
  { to: "mitm?mallory=off", words: t`The relay, with an honest router in its place: can Alice tell the difference?` },
  { to: "certificate?mallory=impersonate", words: t`A name, signed, with Mallory answering for Bob` },
  { to: "rejection", words: t`Six forgeries: turn a check off, and see what gets in` },
] as const;
