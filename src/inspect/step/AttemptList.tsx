import type { ReactElement } from "react";
import { capital } from "../../language/cases.ts";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { packetName } from "../../scenes/labels.ts";
import { recordedText } from "../../scenes/recorded.ts";
import { artifact } from "../../sim/lookup.ts";
import type { ActorId, KeyId, PacketId, Recording, World } from "../../sim/recording.ts";
import { KeyOpener } from "../details.tsx";
import { isPlainRouter, joinedNames, nameOf } from "../names.ts";
import { Opener, Section, Sign } from "../parts.tsx";
import type { View } from "../view.ts";
import styles from "./Attempts.module.css";
import type { AttemptGroup } from "./attempts.ts";

/** Attempts under a title: each way of trying once, with those who tried it and their keys. */
export function AttemptList({
  view,
  groups,
  title,
}: {
  view: View;
  groups: readonly AttemptGroup[];
  title: string;
}): ReactElement {
  const several = new Set(groups.map((group) => group.packet)).size > 1;
  const plain = usePlayer((state) => state.depth) === "story";
  return (
    <Section title={title}>
      <ul className={styles.list}>
        {groups.map((group) => (
          <li key={JSON.stringify([group.packet, group.method, group.part, group.text, group.error])}>
            <Sign kind={group.error === null ? "yes" : "no"} />
            <div>
              {several ? <PacketOpener view={view} id={group.packet} /> : null}
              {plain ? null : (
                <>
                  <code>{recordedText(group.method)}</code>: <Result group={group} />
                </>
              )}
              <ul className={styles.tries}>
                {together(view.recording, view.frame.world, group.tries).map(({ name, keys }) => (
                  <li key={name}>
                    <span>{plain ? t`${name} tried` : name}</span>
                    {keys.map((key) => (
                      <KeyOpener key={key} id={key} />
                    ))}
                    {plain ? <PlainResult group={group} /> : null}
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Which packet was tried, where a step (a stolen key) tries several packets at once. */
function PacketOpener({ view, id }: { view: View; id: PacketId }): ReactElement {
  return (
    <div>
      <Opener to={{ kind: "packet", id }}>{packetName(artifact(view.recording, "packet", id))}</Opener>
    </div>
  );
}

function PlainResult({ group: { text, error } }: { group: AttemptGroup }): ReactElement {
  if (error !== null) return <b>{t`refused`}</b>;
  return <span>{text === null ? t`it opened` : t`it opened: “${text}”`}</span>;
}

function Result({ group: { text, error } }: { group: AttemptGroup }): ReactElement {
  if (error !== null) return <>{t`refused. ${capital(recordedText(error))}.`}</>;
  return <>{text === null ? t`opened` : t`opened: “${text}”`}</>;
}

/** Plain routers that tried the same keys as one. */
function together(
  recording: Recording,
  world: World,
  tries: readonly Readonly<{ actor: ActorId; keys: readonly KeyId[] }>[],
): readonly Readonly<{ name: string; keys: readonly KeyId[] }>[] {
  const groups = new Map<string, { names: string[]; keys: readonly KeyId[] }>();
  for (const { actor, keys } of tries) {
    const id = isPlainRouter(recording, world, actor) ? keys.join() : actor;
    const group = groups.get(id) ?? { names: [], keys };
    group.names.push(nameOf(recording, world, actor));
    groups.set(id, group);
  }
  return [...groups.values()].map(({ names, keys }) => ({ name: joinedNames(names), keys }));
}
