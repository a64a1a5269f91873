import type { Arguments, DepthName, Method, Now } from "../messages/protocol.ts";
import type { SceneMethods } from "./api.ts";
import { addressOf, flagOf, isNumber, OBSERVED, posterOf, siteOf } from "./attributes.ts";
import { baseSet } from "./base.ts";
import { type Heard, isNow } from "./checks.ts";
import { nearness } from "./nearness.ts";
import { type Parts, partsOf } from "./parts.ts";
import { failure, type Speech, speakWith } from "./speech.ts";

/** Where no page is, as where a page is made ahead on a server, there are no elements. */
const Base = globalThis.HTMLElement ?? class {};

/** Attributes that a scene which stands is told of, and those that are no business of it; all others are its address. */
const TOLD: readonly string[] = ["step", "depth", "eyes", "mallory"];
const OWN: readonly string[] = ["height", "poster", "label", "loading", "ctl", "title", "base"];

/** How long the poster stands over a frame from which nothing is heard, in ms. */
const PATIENCE = 8000;

/** `<alice-bob-scene>`: a scene in somebody else's page. Its attributes and events stand in `api.ts`. */
export class AliceBobScene extends Base implements SceneMethods {
  static readonly observedAttributes = OBSERVED;

  readonly #changed = new Set<string>();
  #parts: Parts | null = null;
  #speech: Speech | null = null;
  #ready: Promise<void> | null = null;
  #stands: (() => void) | null = null;
  #leave: (() => void) | null = null;
  /** Where the scene is; null until it stands. */
  #now: Readonly<{ step: string | null; index: number }> | null = null;
  #plays = false;
  /** It was put to rest because it went out of sight. */
  #rests = false;
  /** It is another run than the one of which there are pictures. */
  #isAnother = false;

  connectedCallback(): void {
    this.#parts ??= partsOf(this, () => void this.#load());
    this.#draw();
    this.#watch();
  }

  disconnectedCallback(): void {
    this.#leave?.();
    this.#unload();
  }

  attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (old === value || this.#parts === null) return;
    // What a page sets in one go is one change.
    if (this.#changed.size === 0) queueMicrotask(() => this.#follow());
    this.#changed.add(name);
  }

  play(): Promise<Now> {
    return this.#tell("play", []);
  }
  pause(): Promise<Now> {
    return this.#tell("pause", []);
  }
  next(): Promise<Now> {
    return this.#tell("next", []);
  }
  previous(): Promise<Now> {
    return this.#tell("previous", []);
  }
  seek(step: string | number): Promise<Now> {
    return this.#tell("seek", [step]);
  }
  setSwitch(id: string, value: string): Promise<Now> {
    return this.#tell("set-switch", [id, value]);
  }
  setDepth(depth: DepthName): Promise<Now> {
    return this.#tell("set-depth", [depth]);
  }
  setEyes(eyes: string): Promise<Now> {
    return this.#tell("set-eyes", [eyes]);
  }
  async getState(): Promise<string> {
    const state = await this.#ask("get-state", []);
    if (typeof state !== "string") throw failure("The scene’s answer makes no sense.", "malformed");
    return state;
  }
  setState(state: string): Promise<Now> {
    return this.#tell("set-state", [state]);
  }

  /** Does what the attributes say now that were changed. */
  #follow(): void {
    const names = [...this.#changed];
    this.#changed.clear();
    if (!this.isConnected) return;
    this.#draw();
    if (names.includes("base")) this.#unload();
    const frame = this.#parts?.frame() ?? null;
    if (frame === null) this.#watch();
    else if (this.#now !== null && names.every((name) => this.#read(name) && TOLD.includes(name)))
      for (const name of names) this.#tellAttribute(name, this.#read(name) ?? "").catch(() => undefined);
    else if (!names.every((name) => OWN.includes(name))) this.#readdress(frame, names);
  }

  /** Sends the frame to the address that the attributes say: its page stays, and opens that. */
  #readdress(frame: HTMLIFrameElement, names: readonly string[]): void {
    const begins = ["scene", "step", "start"].some((name) => names.includes(name));
    const at = begins ? null : (this.#now?.step ?? null);
    this.#isAnother = false;
    // In place of the address before: a page's history is its own.
    frame.contentWindow?.location.replace(addressOf(this.#read, this.#site(), at));
  }

  readonly #read = (name: string): string | null => this.getAttribute(name);

  #flag(name: string): boolean {
    return flagOf(this.#read, name);
  }

  /** The address under which the scenes are, with a slash or a file's name at its end. */
  #site(): string {
    return siteOf([this.#read("base"), baseSet()], document.baseURI);
  }

  #tellAttribute(name: string, value: string): Promise<Now> {
    if (name === "step") return this.seek(isNumber(value) ? Number(value) : value);
    if (name === "mallory") return this.setSwitch(name, value);
    return name === "eyes" ? this.setEyes(value) : this.setDepth(depthIn(value));
  }

  async #tell<M extends Exclude<Method, "hello" | "get-state">>(method: M, args: Arguments[M]): Promise<Now> {
    const now = await this.#ask(method, args);
    if (!isNow(now)) throw failure("The scene’s answer makes no sense.", "malformed");
    return now;
  }

  /** Loads the scene if need be, and asks it when it stands. */
  async #ask<M extends Method>(method: M, args: Arguments[M]): Promise<unknown> {
    await this.#load();
    if (this.#speech === null) throw failure("The scene is gone.", "gone");
    return this.#speech.ask(method, args);
  }

  /** Begins to load the scene; resolves when it stands. */
  #load(): Promise<void> {
    if (!this.isConnected || this.#parts === null) return Promise.reject(failure("It stands in no page.", "gone"));
    if (this.#ready !== null) return this.#ready;
    const address = addressOf(this.#read, this.#site());
    const frame = this.#parts.open(address);
    this.#speech = speakWith(frame, new URL(address).origin, (heard) => this.#hear(heard));
    frame.addEventListener("load", () => this.#speech?.greet(), { once: true });
    // Whatever the frame says in place of a scene must be seen.
    setTimeout(() => this.#parts?.frame() === frame && this.#parts.show(), PATIENCE);
    this.#ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(failure("The scene did not come.", "timeout")), 30_000);
      this.#stands = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#ready.catch(() => undefined);
    return this.#ready;
  }

  #unload(): void {
    this.#speech?.end();
    this.#parts?.close();
    this.#speech = null;
    this.#ready = null;
    this.#stands = null;
    this.#now = null;
    this.#plays = false;
    this.#rests = false;
    this.#isAnother = false;
  }

  /** Sees anew whether it is to be loaded. */
  #watch(): void {
    this.#leave?.();
    this.#leave = nearness(this, (isNear) => this.#near(isNear));
    if (this.#read("loading") === "eager" && !this.#flag("ctl")) void this.#load();
  }

  /** Near the window it loads, unless it waits for a click; far from it, it doesn't play. */
  #near(isNear: boolean): void {
    this.#draw();
    if (this.#speech === null) {
      if (isNear && !this.#flag("ctl")) void this.#load();
    } else if (isNear && this.#rests) {
      this.#rests = false;
      this.play().catch(() => undefined);
    } else if (!isNear && this.#plays) {
      this.#rests = true;
      this.pause().catch(() => undefined);
    }
  }

  #hear(heard: Heard): void {
    if (heard.event === "ready") this.#stand(heard.detail.now, heard.detail.title);
    if (heard.event === "error" && heard.detail.code === "not-open") this.#parts?.show();
    if (heard.event === "step") this.#now = heard.detail;
    if (heard.event === "playing") this.#plays = heard.detail.playing;
    if (heard.event === "switch") this.#isAnother = true;
    if (heard.event === "resize") this.#parts?.stretch(heard.detail.height);
    if (heard.event === "step" || heard.event === "switch") this.#draw();
    // A page's own handlers of these two mean something else.
    const bubbles = heard.event !== "error" && heard.event !== "resize";
    this.dispatchEvent(new CustomEvent(heard.event, { detail: heard.detail, bubbles, composed: true }));
  }

  #stand(now: Now, title: string): void {
    this.#now = now;
    this.#plays = now.playing;
    this.#parts?.show();
    this.#parts?.entitle(`${title} · Between Alice and Bob`);
    // So that it knows at once to whom it speaks; and the number that no address can hold, before anything that waits.
    this.#speech?.greet();
    const step = this.#read("step") ?? "";
    if (isNumber(step) && now.index === 0) this.#speech?.ask("seek", [Number(step)]).catch(() => undefined);
    this.#stands?.();
    // Who came too late for those who asked first is there for all others.
    this.#ready = Promise.resolve();
    this.#draw();
  }

  /** What is there before the scene, and in print. */
  #draw(): void {
    const step = this.#now === null ? null : (this.#now.step ?? "");
    this.#parts?.draw({
      poster: posterOf(this.#read, this.#site(), this.#isAnother ? "" : step),
      height: this.#read("height") ?? "",
      theme: this.#read("theme") ?? "",
      // What stands inside is for where there is no script; its words say best what this is.
      title: this.title || this.querySelector("img")?.alt || `Between Alice and Bob: ${this.#read("scene") ?? ""}`,
      button: this.#flag("ctl") && this.#speech === null ? this.#read("label") || "Load the scene" : null,
      fullscreen: this.#flag("fs"),
    });
  }
}

function depthIn(value: string): DepthName {
  return value === "protocol" || value === "bytes" ? value : "story";
}
