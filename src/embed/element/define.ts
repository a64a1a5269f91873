import { FLAG_NAMES, flagOf, TEXT_NAMES } from "./attributes.ts";
import { AliceBobScene } from "./element.ts";

/** Gives the element to the page's parser: once, however often the script is there. */
export function define(): void {
  if (globalThis.customElements === undefined || customElements.get("alice-bob-scene") !== undefined) return;
  for (const name of TEXT_NAMES)
    reflect(
      name,
      (scene) => scene.getAttribute(name) ?? "",
      (scene, value) => {
        if (value === "" || value === null || value === undefined) scene.removeAttribute(name);
        else scene.setAttribute(name, String(value));
      },
    );
  for (const name of FLAG_NAMES) {
    const usual = flagOf(() => null, name);
    reflect(
      name,
      (scene) => flagOf((one) => scene.getAttribute(one), name),
      (scene, value) => {
        if (Boolean(value) === usual) scene.removeAttribute(name);
        else scene.setAttribute(name, usual ? "0" : "");
      },
    );
  }
  customElements.define("alice-bob-scene", AliceBobScene);
}

type Getter = (scene: AliceBobScene) => unknown;
type Setter = (scene: AliceBobScene, value: unknown) => void;

/** A property that is an attribute. */
function reflect(name: string, get: Getter, set: Setter): void {
  Object.defineProperty(AliceBobScene.prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: AliceBobScene) {
      return get(this);
    },
    set(this: AliceBobScene, value: unknown) {
      set(this, value);
    },
  });
}
