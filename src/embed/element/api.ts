import type { DepthName, EventDetails, Now } from "../messages/protocol.ts";

/** What an author may set: each is an attribute of the same name in small letters, and a property. Empty: not set. */
export type SceneProperties = {
  /** The scene's id: `mitm`. */
  scene: string;
  /** Where it stands: a step's id, or how many steps have begun. */
  step: string;
  /** The step at which it begins, and begins again. */
  start: string;
  /** The step after which it is over. */
  end: string;
  depth: DepthName | "";
  /** Whose: `all`, or somebody of the cast. */
  eyes: string;
  /** Her strategy. */
  mallory: string;
  /** The step after which that strategy holds. */
  from: string;
  /** Any other switches, as they stand in an address: `forgery=expired&ignore-dates=on`. */
  switches: string;
  hops: string;
  controls: "full" | "minimal" | "none" | "";
  theme: "light" | "dark" | "auto" | "";
  /** BCP 47, for the scene; `lang` of the element otherwise means its own words. */
  lang: string;
  speed: string;
  /** Which keys the scene takes. */
  keys: "none" | "inside" | "boundary" | "";
  /** Makes the run repeatable. Its keys are no secret then. */
  seed: string;
  /** A length: a number of CSS px, or any CSS length. Empty: as tall as the scene asks for. */
  height: string;
  /** Where the scenes are; empty: where this script came from. */
  base: string;
  /** A picture to show instead of the scene's own. */
  poster: string;
  /** What the button says that loads it, for `ctl`. */
  label: string;
  /** When it loads: when it comes near, or at once. */
  loading: "lazy" | "eager" | "";
  autoplay: boolean;
  loop: boolean;
  /** Loads when it is clicked, not before. */
  ctl: boolean;
  /** Whether anything leads out of the frame. */
  links: boolean;
  /** Whether it may fill the screen. */
  fs: boolean;
};

/** What a page may tell it. All reject with an `Error` where the scene refuses, or doesn't answer in time. */
export type SceneMethods = {
  play(): Promise<Now>;
  pause(): Promise<Now>;
  next(): Promise<Now>;
  previous(): Promise<Now>;
  seek(step: string | number): Promise<Now>;
  setSwitch(id: string, value: string): Promise<Now>;
  setDepth(depth: DepthName): Promise<Now>;
  setEyes(eyes: string): Promise<Now>;
  /** Opaque; `setState` takes it back. */
  getState(): Promise<string>;
  setState(state: string): Promise<Now>;
};

/** What it tells the page. `error` and `resize` don't bubble: a page's own handlers of these mean something else. */
export type SceneEvents = { [E in keyof EventDetails]: CustomEvent<EventDetails[E]> };

type Listeners = {
  addEventListener<E extends keyof SceneEvents>(
    type: E,
    listener: (event: SceneEvents[E]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<E extends keyof SceneEvents>(
    type: E,
    listener: (event: SceneEvents[E]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
};

export type AliceBobSceneElement = Listeners &
  Omit<HTMLElement, keyof SceneProperties> &
  SceneProperties &
  SceneMethods;

declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to
  interface HTMLElementTagNameMap {
    "alice-bob-scene": AliceBobSceneElement;
  }
}
