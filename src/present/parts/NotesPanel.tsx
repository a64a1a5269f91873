import { CircleQuestionMark, Lightbulb } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { loadNotes } from "../../scenes/notes/catalog.ts";
import { ideas } from "../../scenes/notes/ideas.ts";
import { noteAt, noteOf } from "../../scenes/notes/noteAt.ts";
import type { Note, SceneNotes } from "../../scenes/notes/types.ts";
import { RichText } from "../../ui/RichText.tsx";
import styles from "./NotesPanel.module.css";

/** What the teacher might say and ask at this step and at the next, and which wrong idea is at stake. */
export function NotesPanel(): ReactElement | null {
  const scene = usePlayer((state) => state.scene.card.id);
  const recording = usePlayer((state) => state.recording);
  const index = usePlayer((state) => state.index);
  const asking = usePlayer((state) => state.asking !== null);
  const notes = useNotes(scene);
  if (notes === null || recording.scene !== scene) return null;
  const { note, at } = noteAt(notes, recording, index);
  const coming = noteOf(notes, recording, index + 1);
  // While a question waits, the class is about the step that comes.
  const isComingFirst = asking && coming !== null;
  return (
    <section className={styles.panel} aria-label={t`Notes for the teacher`}>
      {!isComingFirst && <NoteCard note={note} title={at === index ? t`Notes` : t`Notes, from step ${at}`} />}
      {coming !== null && <NoteCard note={coming} title={t`Notes for the step that comes`} coming={!isComingFirst} />}
    </section>
  );
}

type CardProps = Readonly<{ note: Note; title: string; coming?: boolean }>;

function NoteCard({ note, title, coming = false }: CardProps): ReactElement {
  return (
    <div className={styles.notes} data-coming={coming}>
      <p className={styles.eyebrow}>{title}</p>
      <p>
        <RichText text={note.say} />
      </p>
      {note.ask !== undefined && (
        <p className={styles.line}>
          <CircleQuestionMark size={17} role="img" aria-label={t`Ask:`} />
          <span>
            <RichText text={note.ask} />
          </span>
        </p>
      )}
      {note.idea !== undefined && (
        <p className={styles.line}>
          <Lightbulb size={17} aria-hidden />
          <span>
            {t`At stake:`} <em>{ideas[note.idea]}</em>
          </span>
        </p>
      )}
    </div>
  );
}

function useNotes(scene: string): SceneNotes | null {
  const [notes, setNotes] = useState<Readonly<{ scene: string; notes: SceneNotes }> | null>(null);
  useEffect(() => {
    let left = false;
    void loadNotes(scene).then((loaded) => {
      if (!left && loaded !== null) setNotes({ scene, notes: loaded });
    });
    return () => {
      left = true;
    };
  }, [scene]);
  return notes?.scene === scene ? notes.notes : null;
}
