import { type ReactElement, useState } from "react";
import { Announcer } from "../../embed/controls/Announcer.tsx";
import { TransportButtons } from "../../embed/controls/Buttons.tsx";
import { Scrubber } from "../../embed/controls/Scrubber.tsx";
import { AllSwitches } from "../../embed/controls/SwitchBar.tsx";
import { toggleFullscreen } from "../../embed/fullscreen.ts";
import { SeedLine } from "../../embed/SeedLine.tsx";
import { useCommands } from "../../embed/useCommands.ts";
import { t } from "../../language/t.ts";
import { parseAddress } from "../../player/address.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { hasSwitches } from "../../player/switchable.ts";
import { ClassQuestion } from "../../present/audience/ClassQuestion.tsx";
import type { Cover } from "../../present/channel/messages.ts";
import { Answers, Asked } from "../../present/parts/Answers.tsx";
import { CodeDialog } from "../../present/parts/CodeDialog.tsx";
import { Narration, NextUp } from "../../present/parts/Narration.tsx";
import { NotesPanel } from "../../present/parts/NotesPanel.tsx";
import { SmallStage } from "../../present/parts/SmallStage.tsx";
import type { StopwatchControl } from "../../present/parts/useStopwatch.ts";
import type { Presenter } from "../../present/presenter/presenter.ts";
import { useStoreOf } from "../../present/useStore.ts";
import { Notices } from "../../ui/Notices.tsx";
import { DepthControl, EyesControl } from "../Header.tsx";
import styles from "./Desk.module.css";
import { DeskHeader } from "./DeskHeader.tsx";
import { PointerButtons } from "./PointerButtons.tsx";
import { PresentHelp } from "./PresentHelp.tsx";
import { usePointing } from "./usePointing.ts";
import { usePresentKeys } from "./usePresentKeys.ts";
import { useViewAddress } from "./useViewAddress.ts";

type DeskProps = Readonly<{ presenter: Presenter; watch: StopwatchControl }>;

/** All that the teacher has before them: what the class sees, what is told, and what can be done about it. */
export function Desk({ presenter, watch }: DeskProps): ReactElement {
  const [big, setBig] = useState(false);
  const [help, setHelp] = useState(false);
  const room = useStoreOf(presenter.state, (state) => state.room);
  const stage = useStoreOf(presenter.state, (state) => state.stage);
  const pointer = usePointing(presenter.link);
  useDeskKeys({ presenter, watch, pointer, onHelp: () => setHelp(true) });
  return (
    <div className={styles.desk} data-big={big}>
      <DeskHeader presenter={presenter} watch={watch} big={big} onBig={setBig} onHelp={() => setHelp(true)} />
      <DeskNotices />
      <main className={styles.main}>
        <section className={styles.show} aria-label={t`What the audience sees`}>
          <SmallStage size={stage} pointing={pointer.kind} spot={pointer.spot} onSpot={pointer.move}>
            <ClassQuestion revealed={room.revealed} />
            {room.cover !== null && <div className={styles.cover} data-cover={room.cover} />}
          </SmallStage>
          <PointerButtons pointer={pointer} />
          <section className={styles.transport} aria-label={t`Transport`}>
            <TransportButtons />
            <Scrubber />
          </section>
        </section>
        <div className={styles.words}>
          <Narration />
          <Asked />
          <NextUp />
          <NotesPanel />
          <Answers />
        </div>
        <div className={styles.control}>
          <Controls />
        </div>
      </main>
      <Announcer />
      <Code presenter={presenter} open={room.code} />
      <PresentHelp open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

type KeysOptions = DeskProps & Readonly<{ pointer: ReturnType<typeof usePointing>; onHelp: () => void }>;

function useDeskKeys({ presenter, watch, pointer, onHelp }: KeysOptions): void {
  const asking = usePlayer((state) => state.asking !== null);
  const { link, state } = presenter;
  const cover = (wanted: NonNullable<Cover>): void =>
    link.post({ type: "cover", cover: state.get().room.cover === null ? wanted : null });
  useCommands({
    help: onHelp,
    fullscreen: () => void toggleFullscreen(),
    blackout: () => cover("black"),
    nextScene: (address) => {
      const { page, scene } = parseAddress(address);
      if (page === "scene" && scene !== null) link.post({ type: "scene", scene });
    },
  });
  usePresentKeys((command) => {
    if (command.type === "reveal") link.post({ type: "do", what: "reveal" });
    else if (command.type === "cover") cover(command.cover);
    else if (command.type === "code") link.post({ type: "code", open: !state.get().room.code });
    else if (command.type === "timer") watch.reset();
    else if (command.type === "spot") pointer.key(command.kind, command.down);
  }, asking);
}

function DeskNotices(): ReactElement {
  const notices = usePlayer((state) => state.notices);
  const seed = usePlayer((state) => state.recording.seed);
  const { dismissNotice } = usePlayerActions();
  return (
    <div>
      <Notices sentences={notices} onDismiss={dismissNotice} />
      {seed !== undefined && <SeedLine seed={seed} />}
    </div>
  );
}

/** How deep and through whose eyes the audience looks, and everything that can be switched. */
function Controls(): ReactElement {
  const any = usePlayer((state) => hasSwitches(state.scene));
  return (
    <section className={styles.controls} aria-label={t`Switches and views`}>
      <h2>{t`Switches and views`}</h2>
      <div className={styles.views}>
        <DepthControl wide />
        <EyesControl folded />
      </div>
      {any && <AllSwitches />}
    </section>
  );
}

function Code({ presenter, open }: Readonly<{ presenter: Presenter; open: boolean }>): ReactElement {
  const address = useViewAddress();
  const close = (): void => presenter.link.post({ type: "code", open: false });
  return <CodeDialog open={open} address={address} onClose={close} />;
}
