import { define } from "./define.ts";

export type { AliceBobSceneElement, SceneEvents, SceneMethods, SceneProperties } from "./api.ts";
export { setBase } from "./base.ts";

// The npm package: importing it defines the element. Where the scenes are says `setBase`, or each element's `base`.
define();
