import { useEffect, useMemo, useRef, useState } from "react";
import { writeHash } from "../../embed/place.ts";
import { runsOf } from "../../player/session.ts";
import { plainWords, wordsAt } from "../../player/words.ts";
import { loadScene } from "../../scenes/catalog.ts";
import type { Scene } from "../../scenes/types.ts";
import type { Actor } from "../../sim/recording.ts";
import { builderAddress, type Choice, choiceOf, freshChoice, readBuilder } from "./choice.ts";
import { isBuilder } from "./isBuilder.ts";

/** What there is to choose from in a run: it depends on the switches. */
export type RunFacts = Readonly<{
  steps: readonly Readonly<{ id: string; title: string }>[];
  cast: readonly Actor[];
  /** The title of the opening. */
  opening: string;
}>;

export type Builder = Readonly<{
  scene: Scene;
  choice: Choice;
  facts: RunFacts;
  choose: (choice: Choice) => void;
  chooseScene: (id: string) => void;
}>;

type Opened = Readonly<{ scene: Scene; choice: Choice }>;

/**
 * The builder at an address, and the sentences about whatever made no sense there. null while the scene is loading, or
 * while its first run is recorded.
 */
export function useBuilder(hash: string): Readonly<{ builder: Builder | null; sentences: readonly string[] }> {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [sentences, setSentences] = useState<readonly string[]>([]);
  const asked = useRef(0);

  async function open(id: string, choiceIn: (scene: Scene) => Choice): Promise<void> {
    const turn = ++asked.current;
    const scene = await loadScene(id);
    if (scene !== null && turn === asked.current) setOpened({ scene, choice: choiceIn(scene) });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another visit
  useEffect(() => {
    const address = readBuilder(hash);
    void open(address.scene ?? "", (scene) => {
      const { choice, sentences: said } = choiceOf(address, scene);
      setSentences(said);
      return choice;
    });
  }, [hash]);

  const facts = useRunFacts(opened);
  useEffect(() => {
    if (opened !== null && isBuilder(location.hash)) writeHash(builderAddress(opened.scene, opened.choice), "replace");
  }, [opened]);
  if (opened === null || facts === null) return { builder: null, sentences };
  const { scene, choice } = opened;
  const builder: Builder = {
    scene,
    choice,
    facts,
    choose: (next) => setOpened({ scene, choice: next }),
    chooseScene: (id) => void open(id, (other) => carriedOver(freshChoice(other), choice)),
  };
  return { builder, sentences };
}

/** What doesn't depend on the scene stays as it was chosen. */
function carriedOver(fresh: Choice, { view, options, lang, sandbox }: Choice): Choice {
  const { depth, theme, speed } = view;
  return {
    view: { ...fresh.view, depth, theme, speed },
    options: { ...options, start: null, end: null },
    lang,
    sandbox,
  };
}

/** The facts of the run with the switches as they are; the last ones until it is recorded. */
function useRunFacts(opened: Opened | null): RunFacts | null {
  const [facts, setFacts] = useState<Readonly<{ scene: Scene; facts: RunFacts }> | null>(null);
  const scene = opened?.scene ?? null;
  const runs = useMemo(() => (scene === null ? null : runsOf(scene)), [scene]);
  const { hops = 0, throws } = opened?.choice.view ?? {};
  const key = JSON.stringify([hops, throws]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal lists of throws are one run
  useEffect(() => {
    if (scene === null || runs === null || throws === undefined) return;
    let left = false;
    void runs.settle({ hops, throws }).then(({ recording }) => {
      if (left) return;
      const steps = recording.steps.map(({ id }, i) => ({
        id,
        title: plainWords(wordsAt(scene, recording, i + 1).title),
      }));
      const opening = plainWords(scene.opening.title);
      setFacts({ scene, facts: { steps, cast: recording.cast, opening } });
    });
    return () => {
      left = true;
    };
  }, [scene, runs, key]);
  return facts !== null && facts.scene === scene ? facts.facts : null;
}
