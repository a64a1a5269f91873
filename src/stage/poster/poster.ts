import { frameOf } from "../../player/frame.ts";
import type { Frame } from "../../player/types.ts";
import { actsIn } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { bubbleOf } from "../bubble.ts";
import { aboutRare } from "../bubbleOfRare.ts";
import { keyLooks } from "../keyLooks.ts";
import { type Layout, layoutOf, type Plan } from "../layout.ts";
import { packetViewOf } from "../packetView.ts";
import { peopleIn } from "../people.ts";
import type { Switches } from "../told.ts";
import { tubesOf } from "../tubes.ts";
import { drawBubble } from "./bubble.ts";
import { paint, sheet } from "./look.ts";
import { drawPacket } from "./packet.ts";
import { drawPeople, text } from "./people.ts";
import { escaped, fitted, lines, short, tag } from "./svg.ts";
import { drawTubeNames, drawWires, patterns } from "./wires.ts";

/** What a poster is of. */
export type PosterSpec = Readonly<{
  recording: Recording;
  /** Steps begun; the last of them is over. 0: before the first. */
  index: number;
  /** The scene's, and the step's, without marks of emphasis. */
  scene: string;
  title: string;
  switches: Switches;
}>;

export const POSTER = { width: 800, height: 500 } as const;

const MARGIN = 24;
const TITLE = { size: 25, bold: true } as const;
const KICKER = { size: 14 } as const;

/**
 * A still picture of a step, when all of it has happened: who stands where, wires, channels and their keys, the packet
 * where it rests, and what is told. An SVG document of its own that loads nothing; light or dark as its place prefers.
 */
export function posterOf(spec: PosterSpec): string {
  const frame = frameOf(spec.recording, spec.index, false);
  const title = titleBlock(spec);
  const drawn = title.svg + drawStage(spec, frame, title.height);
  const { width, height } = POSTER;
  const ground = tag("rect", { width, height, fill: paint("stage") });
  const label = escaped(`${spec.scene}: ${spec.title}`);
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">`;
  return `${head}${sheet(ground + drawn)}${ground}${drawn}</svg>`;
}

/** Where we are, and what this step is. */
function titleBlock({ scene, title }: PosterSpec): Readonly<{ svg: string; height: number }> {
  const room = POSTER.width - MARGIN * 2;
  const kicker = text(fitted(scene, room, KICKER), MARGIN, 34, {
    ...KICKER,
    fill: "muted",
    weight: 550,
    anchor: "start",
  });
  const written = lines(title, room, 2, TITLE);
  const look = { size: TITLE.size, fill: "ink", weight: 680, anchor: "start" } as const;
  const rows = written.map((line, i) => text(line, MARGIN, 65 + i * 31, look));
  return { svg: kicker + rows.join(""), height: 50 + written.length * 31 };
}

function drawStage({ recording, switches }: PosterSpec, frame: Frame, top: number): string {
  const people = peopleIn(recording, frame.after);
  const places = people.map(({ actor, kind }) => ({ id: actor.id, kind }));
  const layout = fittingLayout({ width: POSTER.width, height: 0, places, desks: [] }, POSTER.height - top);
  const tubes = tubesOf(recording, frame.after, frame.after, layout);
  const looks = keyLooks(recording);
  const packet = packetViewOf(recording, frame, "all");
  const bubble = bubbleOf(recording, frame, "all", switches, aboutRare);
  const acting = frame.step === null ? null : actsIn(frame.step.event);
  const used = [...tubes.map((tube) => looks.get(tube.key)), packet?.key].filter((look) => look != null);
  const scenery =
    (used.length === 0 ? "" : tag("defs", {}, patterns(used))) +
    drawWires(layout, tubes, looks) +
    drawTubeNames(layout, tubes, looks) +
    drawPeople(layout, people, acting) +
    (packet === null ? "" : drawPacket(packet, layout)) +
    (bubble === null ? "" : drawBubble(bubble, layout));
  return tag("g", { transform: placed(layout, top) }, scenery);
}

/** The largest stage whose lowest line still fits the height. Its desks, which a poster does without, may be cut off. */
function fittingLayout(plan: Plan, height: number): Layout {
  let layout = layoutOf({ ...plan, height: height + 240 });
  for (let more = 220; more >= 0 && lowestOf(layout) > height - 12; more -= 20)
    layout = layoutOf({ ...plan, height: height + more });
  return layout;
}

/** In the middle of its room under the title; where even the smallest is too tall, made smaller. */
function placed(layout: Layout, top: number): string {
  const room = POSTER.height - top;
  const lowest = lowestOf(layout) + 12;
  const scale = Math.min(1, room / lowest);
  const x = ((1 - scale) * POSTER.width) / 2;
  const y = top + Math.max(0, (room - lowest * scale) / 2);
  return `translate(${short(x)} ${short(y)})${scale < 1 ? ` scale(${scale.toFixed(3)})` : ""}`;
}

/** The lowest line of what a poster shows. */
function lowestOf(layout: Layout): number {
  return Math.max(
    ...[...layout.nodes.values()].map((box) => {
      const { y, height } = box.labelRect ?? box.rect;
      const told = box.kind === "impostor" ? box.bubble.room.y + box.bubble.room.height : 0;
      return Math.max(y + height, told);
    }),
  );
}
