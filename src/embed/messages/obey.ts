import { t } from "../../language/t.ts";
import { parseAddress } from "../../player/address.ts";
import { addressOf, revisit } from "../../player/session.ts";
import type { Player } from "../../player/store.ts";
import { factsOf, nowOf } from "./facts.ts";
import type { FailureCode, Method, Results } from "./protocol.ts";
import type { Command } from "./schema.ts";

export type Answer =
  | Readonly<{ ok: true; result: Results[Method] }>
  | Readonly<{ ok: false; code: FailureCode; message: string }>;

/**
 * Does what a host asks of a player, as far as the scene and its run allow it. Never throws for what was asked.
 * @param begin the index at which it begins, and begins again
 */
export async function obey(player: Player, begin: () => number, command: Command): Promise<Answer> {
  const { actions, store } = player;
  switch (command.method) {
    case "hello":
      return { ok: true, result: factsOf(store.getState()) };
    case "get-state":
      return { ok: true, result: stateOf(player) };
    case "set-state":
      return setState(player, command.args[0]);
    case "set-switch":
      return setSwitch(player, ...command.args);
    case "seek":
      return seek(player, command.args[0]);
    case "set-eyes":
      return setEyes(player, command.args[0]);
    case "set-depth":
      actions.setDepth(command.args[0]);
      return now(player);
    case "next":
      next(player);
      return now(player);
    case "play":
      play(player, begin());
      return now(player);
    case "pause":
    case "previous":
      actions[command.method]();
      return now(player);
  }
}

function now({ store }: Player): Answer {
  return { ok: true, result: nowOf(store.getState()) };
}

function refuse(code: FailureCode, message: string): Answer {
  return { ok: false, code, message };
}

/** Whoever asks from outside for the next step can't see a question, so it holds nobody up twice. */
export function next({ actions, store }: Pick<Player, "actions" | "store">): void {
  const { asking } = store.getState();
  if (asking === null) actions.next();
  else actions.guess(asking, "skipped");
}

/** What is over is played again from where it begins. */
export function play({ actions, store }: Pick<Player, "actions" | "store">, begin: number): void {
  const { index, recording, moving } = store.getState();
  if (!moving && index >= recording.steps.length) actions.seek(begin);
  actions.play();
}

function seek(player: Player, step: string | number): Answer {
  const { steps } = player.store.getState().recording;
  const index = typeof step === "number" ? step : steps.findIndex(({ id }) => id === step) + 1;
  if (index > steps.length || (index === 0 && step !== 0)) {
    return refuse("not-found", t`This run has no such step.`);
  }
  player.actions.seek(index);
  return now(player);
}

function setEyes(player: Player, eyes: string): Answer {
  const { cast } = player.store.getState().recording;
  if (eyes !== "all" && !cast.some(({ id }) => id === eyes))
    return refuse("not-found", t`Nobody of that name is on stage.`);
  player.actions.setEyes(eyes);
  return now(player);
}

async function setSwitch(player: Player, id: string, value: string): Promise<Answer> {
  const { scene, live } = player.store.getState();
  const spec = scene.switches.find((one) => one.id === id);
  if (spec === undefined) return refuse("not-found", t`This scene has no such switch.`);
  if (!spec.options.some((option) => option.value === value)) {
    return refuse("not-found", t`That switch has no such setting.`);
  }
  if (!live) return refuse("not-possible", t`A recording from a file has no other future.`);
  await player.actions.throwSwitch(id, value);
  return now(player);
}

/** Before the address: the state’s own version, and the scene that it is a state of. */
const STATE = /^1 ([\w-]{1,64})(\?.*)?$/;

/** The view as an address has it. */
function stateOf({ store }: Player): string {
  const state = store.getState();
  const address = addressOf("embed", state, null);
  const query = address.indexOf("?");
  return `1 ${state.scene.card.id}${query < 0 ? "" : address.slice(query)}`;
}

async function setState(player: Player, text: string): Promise<Answer> {
  const [, scene, query = ""] = STATE.exec(text) ?? [];
  const { card } = player.store.getState().scene;
  if (scene === undefined) return refuse("bad-arguments", t`That is no state of a scene.`);
  if (scene !== card.id) return refuse("not-found", t`That is the state of another scene.`);
  const address = parseAddress(`#/embed/${scene}${query}`);
  if (address.sentences.length > 0) return refuse("bad-arguments", address.sentences.join(" "));
  await revisit(player, address);
  return now(player);
}
