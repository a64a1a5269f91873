import { type ReactElement, useEffect, useState } from "react";
import { writeHash } from "../../embed/place.ts";
import { t } from "../../language/t.ts";
import type { Address } from "../../player/address.ts";
import { PlayerProvider } from "../../player/context.tsx";
import { isWindow } from "../../present/channel/carrier.ts";
import { sessionIn } from "../../present/channel/session.ts";
import { ConnectionLine } from "../../present/parts/ConnectionLine.tsx";
import { type StopwatchControl, useStopwatch } from "../../present/parts/useStopwatch.ts";
import { openPresenter, type Presenter } from "../../present/presenter/presenter.ts";
import { useStoreOf } from "../../present/useStore.ts";
import { addressHere } from "./addresses.ts";
import { Desk } from "./Desk.tsx";
import styles from "./PresentPage.module.css";

/** The presenter’s window: of the presentation whose session stands in its address. */
export function PresentPage({ address }: Readonly<{ address: Address }>): ReactElement {
  const session = sessionIn(address.params.find(({ name }) => name === "session")?.items[0]?.value);
  if (session === null) {
    return (
      <main className={styles.wait}>
        <h1>{t`Presenter’s window`}</h1>
        <p>{t`This address names no presentation. Open a scene and press S there.`}</p>
        <p>
          <a href="#/">{t`All scenes`}</a>
        </p>
      </main>
    );
  }
  return <Side key={session} session={session} scene={address.scene ?? ""} />;
}

type SideProps = Readonly<{ session: string; scene: string }>;

function Side({ session, scene }: SideProps): ReactElement | null {
  const watch = useStopwatch();
  const presenter = usePresenter(session, watch);
  return presenter === null ? null : <Window presenter={presenter} scene={scene} watch={watch} />;
}

function usePresenter(session: string, { reset }: StopwatchControl): Presenter | null {
  const [presenter, setPresenter] = useState<Presenter | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: resetting is the same at all times
  useEffect(() => {
    const opened = openPresenter({ session, reducedMotion: wantsStillness, onTimer: reset });
    const opener: unknown = window.opener;
    opened.link.reach(isWindow(opener) ? opener : null);
    setPresenter(opened);
    return opened.close;
  }, [session]);
  return presenter;
}

type WindowProps = Readonly<{ presenter: Presenter; scene: string; watch: StopwatchControl }>;

function Window({ presenter, scene, watch }: WindowProps): ReactElement {
  const mirror = useStoreOf(presenter.state, (state) => state.mirror);
  const shown = mirror?.player.store.getState().scene.card ?? null;
  const id = shown?.id ?? scene;
  const { session } = presenter.link;
  useEffect(() => {
    document.title = shown === null ? t`Presenter` : t`Presenter · ${shown.title}`;
    writeHash(`#/present/${encodeURIComponent(id)}?session=${session}`, "replace");
  }, [shown, id, session]);
  if (mirror === null) {
    return (
      <main className={styles.wait} aria-busy="true">
        <h1>{t`Presenter’s window`}</h1>
        <ConnectionLine link={presenter.link} address={addressHere(`#/scene/${encodeURIComponent(id)}`)} />
      </main>
    );
  }
  return (
    <PlayerProvider player={mirror.player}>
      <Desk presenter={presenter} watch={watch} />
    </PlayerProvider>
  );
}

function wantsStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
