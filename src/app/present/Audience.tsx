import { lazy, type ReactElement, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { visit } from "../../embed/place.ts";
import { usePlayer, useThePlayer } from "../../player/context.tsx";
import { type Audience, audience, beAudience, endAudience, onAudience } from "../../present/audience/audience.ts";
import { ClassQuestion } from "../../present/audience/ClassQuestion.tsx";
import { CoverSheet } from "../../present/audience/CoverSheet.tsx";
import { setRoom } from "../../present/audience/obey.ts";
import { PresentingLine } from "../../present/audience/PresentingLine.tsx";
import { SpotOverlay } from "../../present/audience/SpotOverlay.tsx";
import { presenterName } from "../../present/channel/session.ts";
import { useStoreOf } from "../../present/useStore.ts";
import { cards } from "../../scenes/catalog.ts";
import { presenterHash } from "./addresses.ts";
import { takeUpHeld } from "./givenBack.ts";
import type { PresentCommand } from "./presentKeys.ts";
import { usePresentKeys } from "./usePresentKeys.ts";
import { useViewAddress } from "./useViewAddress.ts";

const CodeDialog = lazy(async () => ({ default: (await import("../../present/parts/CodeDialog.tsx")).CodeDialog }));

/** When the presenter’s window was opened last: a scene that comes after does not open it again. */
let openedAt = 0;

/** This window as the audience’s. `wanted`: when the presenter’s window was asked for last. */
export function AudienceSide({ wanted }: Readonly<{ wanted: number }>): ReactElement | null {
  const own = useSyncExternalStore(onAudience, audience);
  const [blocked, setBlocked] = useState(false);
  const scene = usePlayer((state) => state.scene.card.id);
  const open = (): void => {
    const { link } = beAudience();
    const other = window.open(
      presenterHash(scene, link.session),
      presenterName(link.session),
      "popup,width=1180,height=800",
    );
    setBlocked(other === null);
    link.reach(other);
    other?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more is the only reason
  useEffect(() => {
    if (wanted <= openedAt) return;
    openedAt = wanted;
    open();
  }, [wanted]);
  return own === null ? null : <Side own={own} blocked={blocked} onOpen={open} />;
}

type SideProps = Readonly<{ own: Audience; blocked: boolean; onOpen: () => void }>;

function Side({ own, blocked, onOpen }: SideProps): ReactElement | null {
  const player = useThePlayer();
  const scene = usePlayer((state) => state.scene.card.id);
  const stage = useStageElement(own);
  const cover = useStoreOf(own.room, ({ room }) => room.cover);
  const revealed = useStoreOf(own.room, ({ room }) => room.revealed);
  useEffect(() => {
    takeUpHeld(player, own);
    return own.attach(player, (id) => {
      if (cards.some((card) => card.id === id)) visit(`#/scene/${id}`);
    });
  }, [own, player]);
  useAudienceKeys(own);
  const uncover = (): void => setRoom(own.room, { cover: null });
  return (
    <>
      {stage !== null &&
        createPortal(
          <>
            <ClassQuestion revealed={revealed} />
            <SpotOverlay room={own.room} />
            <PresentingLine
              link={own.link}
              blocked={blocked}
              address={presenterHash(scene, own.link.session)}
              onOpen={onOpen}
              onEnd={endAudience}
            />
          </>,
          stage,
        )}
      <Code own={own} />
      {cover !== null && <CoverSheet cover={cover} onEnd={uncover} />}
    </>
  );
}

function useAudienceKeys(own: Audience): void {
  const asking = usePlayer((state) => state.asking !== null);
  const covered = useStoreOf(own.room, ({ room }) => room.cover !== null);
  useEffect(() => {
    if (!covered) return;
    const uncover = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      setRoom(own.room, { cover: null });
    };
    addEventListener("keydown", uncover, { capture: true });
    return () => removeEventListener("keydown", uncover, { capture: true });
  }, [own, covered]);
  usePresentKeys((command: PresentCommand) => {
    if (command.type === "reveal") own.next();
    else if (command.type === "cover") setRoom(own.room, { cover: command.cover });
    else if (command.type === "code") setRoom(own.room, { code: !own.room.get().room.code });
    else if (command.type === "timer") own.link.post({ type: "timer" });
  }, asking);
}

function Code({ own }: Readonly<{ own: Audience }>): ReactElement | null {
  const open = useStoreOf(own.room, ({ room }) => room.code);
  const address = useViewAddress();
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <CodeDialog open address={address} onClose={() => setRoom(own.room, { code: false })} />
    </Suspense>
  );
}

/** The element that holds the stage; the presenter is told of its size. */
function useStageElement(own: Audience): Element | null {
  const [stage, setStage] = useState<Element | null>(null);
  useEffect(() => {
    const found = document.querySelector("[data-stage]");
    setStage(found);
    if (found === null) return;
    const observer = new ResizeObserver(() => {
      const { width, height } = found.getBoundingClientRect();
      own.resized(width >= 1 && height >= 1 ? { width, height } : null);
    });
    observer.observe(found);
    return () => observer.disconnect();
  }, [own]);
  return stage;
}
