/**
 * What stands in the page before anything else, as a script of its own: it keeps what must never happen, what WebCrypto
 * was really asked, and what the page gives away to be saved. Runs in the page, and knows nothing of this file.
 */
function watch(): void {
  const complaints: string[] = [];
  const operations: Record<string, { done: number; refused: number }> = {};
  const saved: Blob[] = [];
  const say = (sentence: string): void => {
    complaints.push(sentence);
    if (parent !== window) parent.postMessage({ complaint: sentence }, "*");
  };
  addEventListener(
    "error",
    (event) => {
      const { target } = event;
      const isPart = target instanceof HTMLElement;
      // No failure: a size that was seen to change too late for this frame is looked at in the next one, as is meant.
      if (!isPart && event.message.startsWith("ResizeObserver loop")) return;
      // Nor is what Firefox says of a module that is to be loaded ahead and has run already.
      const scripts = [...document.scripts].map(({ src }) => src);
      if (target instanceof HTMLLinkElement && target.rel === "modulepreload" && scripts.includes(target.href)) return;
      say(isPart ? `not loaded: ${target.outerHTML.slice(0, 200)}` : `uncaught: ${event.message}`);
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => say(`rejected: ${event.reason}`));
  document.addEventListener("securitypolicyviolation", (event) =>
    say(`policy: ${event.violatedDirective} ${event.blockedURI}`),
  );
  const { error } = console;
  console.error = (...words: unknown[]) => {
    say(`console: ${words.map(String).join(" ")}`);
    error.apply(console, words);
  };
  for (const name of Object.getOwnPropertyNames(SubtleCrypto.prototype)) {
    const known = Object.getOwnPropertyDescriptor(SubtleCrypto.prototype, name);
    const call: unknown = known?.value;
    if (typeof call !== "function" || name === "constructor" || name === "supports") continue;
    const count = { done: 0, refused: 0 };
    operations[name] = count;
    const counted = async function counted(this: SubtleCrypto, ...given: unknown[]): Promise<unknown> {
      try {
        const result: unknown = await Reflect.apply(call, this, given);
        count.done++;
        return result;
      } catch (refusal) {
        count.refused++;
        throw refusal;
      }
    };
    Object.defineProperty(SubtleCrypto.prototype, name, { ...known, value: counted });
  }
  const { createObjectURL } = URL;
  URL.createObjectURL = (thing: Blob | MediaSource) => {
    if (thing instanceof Blob) saved.push(thing);
    return createObjectURL.call(URL, thing);
  };
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function clicked() {
    // What is to be saved is kept here: nobody answers a browser that asks where to.
    if (this.download === "") click.call(this);
  };
  Object.assign(window, { watched: { complaints, operations, saved } });
}

/** As the text of a classic script. */
export const WATCH = `(${watch})();`;
