import { formatParams, type Param } from "../../player/address.ts";
import { encodeSetup } from "../../scenes/lab/address.ts";
import { DEFAULT_SETUP, normal } from "../../scenes/lab/setup.ts";
import type { FollowUp, Place } from "../../scenes/lessons/types.ts";
import type { Setting } from "../../scenes/selfcheck/types.ts";
import type { StepId, Throw } from "../../sim/recording.ts";
import { setupAddress } from "../lab/labAddress.ts";
import { usuallyHidden } from "../lab/puzzle/parts.ts";
import { puzzleLink } from "../lab/puzzle/puzzleAddress.ts";

/** The address of a step of a run of a scene. */
export function placeAddress({
  scene,
  step,
  throws,
  eyes,
  depth,
}: Pick<Place, "scene" | "throws" | "eyes" | "depth"> & Readonly<{ step: StepId | null }>): string {
  const params = [
    single("step", step),
    single("depth", depth === "story" ? null : depth),
    single("eyes", eyes),
    ...throwParams(throws),
  ];
  return formatParams("scene", scene, params.flat());
}

/** The address of a step of what a set-up comes to. */
export function settingAddress(setting: Setting, step: StepId): string {
  if (setting.kind === "lab") {
    const setup = normal({ ...DEFAULT_SETUP, ...setting.setup });
    return formatParams("lab", null, [...encodeSetup(setup), ...single("step", step)]);
  }
  const { scene, throws, hops } = setting;
  return formatParams("scene", scene, [
    ...single("step", step),
    ...throwParams(throws),
    ...single("hops", hops === null ? null : String(hops)),
  ]);
}

/** Where a task of a lesson plan leads; null where it is done without the page. */
export function followUpAddress(to: FollowUp["to"]): string | null {
  if (to === null) return null;
  if (to.kind === "takeHome") return formatParams("scene", to.scene, []);
  const setup = normal({ ...DEFAULT_SETUP, ...to.setup });
  return to.kind === "lab" ? setupAddress(setup) : puzzleLink({ setup, hidden: usuallyHidden(setup), question: null });
}

function single(name: string, value: string | null): readonly Param[] {
  return value === null ? [] : [{ name, items: [{ value, after: null }] }];
}

function throwParams(throws: readonly Throw[]): readonly Param[] {
  return [...new Set(throws.map((thrown) => thrown.switch))].map((name) => ({
    name,
    items: throws.filter((thrown) => thrown.switch === name).map(({ value, after }) => ({ value, after })),
  }));
}
