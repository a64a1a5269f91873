import type { Letter, Props } from "./props.ts";
import type { ActorId, Outcome, World } from "./recording.ts";

/** How a run ended: facts found by comparing what was meant for whom with what everybody has in the end. */
export function outcomeOf(world: World, props: Props): Outcome {
  const { letters } = props;
  const repeated = repetitions(world, letters);
  return {
    delivered: [...new Set(letters.filter((l) => got(world, l.reader, l.text)).map((l) => l.text))],
    leaked: letters.flatMap((letter) => leaksOf(world, letter)),
    forged: forgeries(world, letters),
    refused: [...props.all()].filter((a) => a.kind === "verdict" && !a.accepted).map((a) => a.id),
    ...(repeated.length === 0 ? {} : { repeated }),
  };
}

function got(world: World, actor: ActorId, text: string): boolean {
  return world.actors[actor]?.knows.some((k) => k.how !== "wrote" && k.text === text) ?? false;
}

function leaksOf(world: World, letter: Letter): Outcome["leaked"] {
  return Object.keys(world.actors)
    .filter((id) => id !== letter.author && id !== letter.reader && got(world, id, letter.text))
    .map((actor) => ({ actor, text: letter.text }));
}

/** What one of those who talk took in though nobody meant it for them. */
function forgeries(world: World, letters: readonly Letter[]): Outcome["forged"] {
  const talkers = new Set(letters.flatMap((l) => [l.author, l.reader]));
  return [...talkers].flatMap((actor) =>
    (world.actors[actor]?.knows ?? [])
      .filter((k) => k.how !== "wrote" && !letters.some((l) => l.reader === actor && l.text === k.text))
      .map((k) => ({ actor, text: k.text })),
  );
}

/** What one of those who talk took in more often than it was written for them. */
function repetitions(world: World, letters: readonly Letter[]): Outcome["forged"] {
  const readers = [...new Set(letters.map((l) => l.reader))];
  return readers.flatMap((actor) => {
    const written = letters.filter((l) => l.reader === actor).map((l) => l.text);
    const taken = (world.actors[actor]?.knows ?? []).filter((k) => k.how !== "wrote").map((k) => k.text);
    const count = (list: readonly string[], text: string) => list.filter((one) => one === text).length;
    return [...new Set(written)]
      .filter((text) => count(taken, text) > count(written, text))
      .map((text) => ({ actor, text }));
  });
}
