import { ExternalLink } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import { t } from "../language/t.ts";
import type { Address } from "../player/address.ts";
import { PlayerProvider, usePlayer, usePlayerActions } from "../player/context.tsx";
import type { Player } from "../player/store.ts";
import { wordsAt } from "../player/words.ts";
import { Stage } from "../stage/Stage.tsx";
import { ButtonLink } from "../ui/Button.tsx";
import { later } from "../ui/later.tsx";
import { Notices } from "../ui/Notices.tsx";
import { RichText } from "../ui/RichText.tsx";
import { useMedia } from "../ui/useMedia.ts";
import { Announcer } from "./controls/Announcer.tsx";
import { NextButton, PlayButton, PreviousButton } from "./controls/Buttons.tsx";
import { Scrubber } from "./controls/Scrubber.tsx";
import { Switches } from "./controls/Switches.tsx";
import styles from "./EmbedPage.module.css";
import { toggleFullscreen } from "./fullscreen.ts";
import { Question } from "./Question.tsx";
import { useCommands } from "./useCommands.ts";
import { useAddress, useSession } from "./useSession.ts";
import { useTheRest } from "./useTheRest.ts";

const Blackout = later(async () => (await import("./Blackout.tsx")).Blackout);

/** One scene for somebody else's page: the stage, what is said, and the means to go on; no shell. */
export function EmbedPage({ address }: Readonly<{ address: Address }>): ReactElement {
  const session = useSession(address);
  if (session.status === "opening") return <main className={styles.wait} aria-busy="true" />;
  if (session.status === "failed") {
    return (
      <main className={styles.wait}>
        <h1 className="visually-hidden">{t`Between Alice and Bob`}</h1>
        <p>{session.sentence}</p>
        <p>
          <a href="#/">{t`All scenes`}</a>
        </p>
      </main>
    );
  }
  return (
    <PlayerProvider player={session.player}>
      <Frame player={session.player} />
    </PlayerProvider>
  );
}

function useTitle(): void {
  const title = usePlayer((state) => state.scene.card.title);
  useEffect(() => {
    document.title = t`${title} · Between Alice and Bob`;
  }, [title]);
}

function Frame({ player }: Readonly<{ player: Player }>): ReactElement {
  const [black, setBlack] = useState(false);
  useAddress("embed", player);
  return (
    <div className={styles.frame}>
      <EmbedNotices />
      <main className={styles.main}>
        <div className={styles.stage}>
          <Stage />
        </div>
        <Narration />
      </main>
      <Bar />
      <Announcer />
      <Chores onBlack={() => setBlack(true)} />
      {black && <Blackout onEnd={() => setBlack(false)} />}
    </div>
  );
}

/** What goes on unseen. A part of its own, so that it renders often and the stage does not. */
function Chores({ onBlack }: Readonly<{ onBlack: () => void }>): null {
  useTitle();
  useTheRest();
  useCommands({ blackout: onBlack, fullscreen: () => void toggleFullscreen(), help: () => undefined, nextScene: null });
  return null;
}

function EmbedNotices(): ReactElement {
  const notices = usePlayer((state) => state.notices);
  const { dismissNotice } = usePlayerActions();
  return <Notices sentences={notices} onDismiss={dismissNotice} />;
}

function Narration(): ReactElement {
  const scene = usePlayer((state) => state.scene);
  const recording = usePlayer((state) => state.recording);
  const index = usePlayer((state) => state.index);
  const depth = usePlayer((state) => state.depth);
  const asking = usePlayer((state) => state.asking);
  const words = wordsAt(scene, recording, index);
  return (
    <div className={styles.narration}>
      <h1>
        <RichText text={words.title} />
      </h1>
      {asking === null ? (
        <p>
          <RichText text={depth === "story" ? words.story : words.protocol} />
        </p>
      ) : (
        <Question id={asking} />
      )}
    </div>
  );
}

function Bar(): ReactElement {
  const roomy = useMedia("(min-width: 620px)");
  const count = usePlayer((state) => state.recording.steps.length);
  const index = usePlayer((state) => state.index);
  return (
    <section className={styles.bar} aria-label={t`Transport`}>
      <PreviousButton />
      <PlayButton />
      <NextButton />
      {roomy ? (
        <div className={styles.scrubber}>
          <Scrubber />
        </div>
      ) : (
        <span className={styles.count}>
          {index} / {count}
        </span>
      )}
      <Switches folded />
      <FullLink />
    </section>
  );
}

/** The same view with everything around it, in a window of its own. */
function FullLink(): ReactElement {
  const scene = usePlayer((state) => state.scene.card.id);
  const open = (event: React.MouseEvent<HTMLAnchorElement>): void => {
    event.currentTarget.href = location.hash.replace("#/embed/", "#/scene/");
  };
  return (
    <ButtonLink
      className={styles.full}
      href={`#/scene/${scene}`}
      target="_blank"
      rel="noopener"
      onClick={open}
      aria-label={t`Open the whole scene in a new window`}
      title={t`Open the whole scene in a new window`}
    >
      <ExternalLink size={17} aria-hidden />
    </ButtonLink>
  );
}
