import type { ReactElement } from "react";
import { utf8 } from "../../bytes/text.ts";
import { t } from "../../language/t.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { SaveButton } from "../../ui/SaveButton.tsx";
import { Slots, slot } from "../../ui/Slots.tsx";
import { commandsFor, fileIn } from "./commands.ts";
import styles from "./Live.module.css";
import type { LiveState } from "./stage.ts";

/** A command that breaks between its words only: a hyphen at the end of a line would be read as another one. */
function Words({ of }: Readonly<{ of: string }>): readonly ReactElement[] {
  return of.split(" ").map((word, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
    <span key={at}>
      {at === 0 ? "" : " "}
      <span className={styles.word}>{word}</span>
    </span>
  ));
}

/** How to connect, in commands to copy. */
export function Connect({ state, port }: Readonly<{ state: LiveState; port: number }>): ReactElement {
  const browser = `https://localhost:${port}/`;
  return (
    <section className={styles.connect} aria-label={t`How to connect`}>
      <ul className={styles.commands}>
        {commandsFor(port, state).map(({ does, command }) => (
          <li key={does}>
            <p>{does}</p>
            <code>
              <Words of={command} />
            </code>
            <CopyButton text={command} label={t`Copy`} />
          </li>
        ))}
      </ul>
      <p>
        <Slots
          text={t`Or open ${slot(0)} in a browser, which does not know Bob’s authority and will say so.`}
          of={[
            <a key="browser" href={browser} target="_blank" rel="noreferrer">
              {browser}
            </a>,
          ]}
        />
      </p>
      <div className={styles.authority}>
        <p>
          <RichText
            text={t`The certificate of Bob’s authority lies in \`${fileIn(state.folder, "ca.pem")}\` as long as the local server runs. It was made in this page a moment ago, and its key never leaves it: trust it nowhere else.`}
          />
        </p>
        <SaveButton bytes={utf8(state.pem)} name="ca.pem" label={t`Save ca.pem`} />
      </div>
    </section>
  );
}
