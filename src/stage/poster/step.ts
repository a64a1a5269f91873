import { frameOf } from "../../player/frame.ts";
import { actsIn } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { bubbleOf } from "../bubble.ts";
import { aboutRare } from "../bubbleOfRare.ts";
import { type KeyLook, keyLooks } from "../keyLooks.ts";
import { type Layout, layoutOf, type Plan } from "../layout.ts";
import { packetViewOf } from "../packetView.ts";
import { peopleIn } from "../people.ts";
import type { Switches } from "../told.ts";
import { tubesOf } from "../tubes.ts";
import { drawBubble } from "./bubble.ts";
import { drawPacket } from "./packet.ts";
import { drawPeople, drawRing, text } from "./people.ts";
import { fitted, lines, short } from "./svg.ts";
import { drawTubeNames, drawWires } from "./wires.ts";

/** What a picture is of. */
export type StepSpec = Readonly<{
  recording: Recording;
  /** Steps begun; the last of them is over. 0: before the first. */
  index: number;
  /** The titles of the scene and of the step, without marks of emphasis. */
  scene: string;
  title: string;
  /** What the scene asks: told at the opening. */
  question: string;
  switches: Switches;
}>;

/** A step as drawn: what lies on what, from the ground up, and the keys whose patterns it uses. */
export type DrawnStep = Readonly<{
  heading: string;
  place: string;
  layers: readonly string[];
  keys: readonly KeyLook[];
}>;

export const POSTER = { width: 800, height: 500 } as const;

/** The stage is laid out a little narrower than it is shown, so that its words can be read in a small picture. */
const STAGE_WIDTH = 700;
const STAGE_TOP = 102;
const MARGIN = 26;
const TITLE = { size: 25, bold: true } as const;
const KICKER = { size: 14.5 } as const;
const QUESTION = { size: 17.5 } as const;

/**
 * A still picture of a step, when all of it has happened: who stands where, wires, channels and their keys, the packet
 * where it rests, and what is told. Pure: the same recording and index give the same picture.
 */
export function drawStep({ recording, index, scene, title, question, switches }: StepSpec): DrawnStep {
  const frame = frameOf(recording, index, false);
  const people = peopleIn(recording, frame.after);
  const places = people.map(({ actor, kind }) => ({ id: actor.id, kind }));
  const layout = fittingLayout({ width: STAGE_WIDTH, height: 0, places, desks: [] });
  const tubes = tubesOf(recording, frame.after, frame.after, layout);
  const looks = keyLooks(recording);
  const packet = packetViewOf(recording, frame, "all");
  const bubble = bubbleOf(recording, frame, "all", switches, aboutRare);
  const acting = frame.step === null ? null : actsIn(frame.step.event);
  const layers = [
    drawWires(layout, tubes, looks),
    drawTubeNames(layout, tubes, looks),
    drawRing(layout, people, acting),
    drawPeople(layout, people),
    packet === null ? "" : drawPacket(packet, layout),
    bubble === null ? "" : drawBubble(bubble, layout),
  ];
  const keys = [...tubes.map((tube) => looks.get(tube.key)), packet?.key].filter((look) => look != null);
  return {
    heading: heading(scene, title) + (index === 0 ? asked(question) : ""),
    place: placeOf(layout),
    layers: layers.filter((one) => one !== ""),
    keys,
  };
}

/** Where we are, and what this step is. */
function heading(scene: string, title: string): string {
  const room = POSTER.width - MARGIN * 2;
  const look = { size: TITLE.size, fill: "ink", weight: 680, anchor: "start" } as const;
  const rows = lines(title, room, 2, TITLE).map((line, i) => text(line, MARGIN, 66 + i * 30, look));
  const kicker = { ...KICKER, fill: "muted", weight: 550, anchor: "start" } as const;
  return text(fitted(scene, room, KICKER), MARGIN, 34, kicker) + rows.join("");
}

/** The question that the scene answers, where nothing is told yet. */
function asked(question: string): string {
  const look = { ...QUESTION, fill: "muted", weight: 400, anchor: "start" } as const;
  const rows = lines(question, POSTER.width - MARGIN * 2, 2, QUESTION);
  return rows.map((line, i) => text(line, MARGIN, 98 + i * 24, look)).join("");
}

function room(): number {
  return ((POSTER.height - STAGE_TOP) * STAGE_WIDTH) / POSTER.width;
}

/** The tallest stage whose lowest line still has room; its desks, which a picture does without, may be cut off. */
function fittingLayout(plan: Plan): Layout {
  let layout = layoutOf({ ...plan, height: room() + 240 });
  for (let more = 220; more >= 0 && lowestOf(layout) > room(); more -= 20)
    layout = layoutOf({ ...plan, height: room() + more });
  return layout;
}

/** In the middle of its room; where even the smallest is too tall, made smaller. */
function placeOf(layout: Layout): string {
  const scale = (POSTER.width / STAGE_WIDTH) * Math.min(1, room() / lowestOf(layout));
  const x = (POSTER.width - STAGE_WIDTH * scale) / 2;
  const y = POSTER.height - lowestOf(layout) * scale;
  return `translate(${short(x)} ${short(y)}) scale(${scale.toFixed(3)})`;
}

/** Below all that a picture shows. */
function lowestOf(layout: Layout): number {
  const ends = [...layout.nodes.values()].map((box) => {
    const { y, height } = box.labelRect ?? box.rect;
    const told = box.kind === "impostor" ? box.bubble.room.y + box.bubble.room.height : 0;
    return Math.max(y + height, told);
  });
  return Math.max(...ends) + 16;
}
