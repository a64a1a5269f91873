/** What stands in the element, drawn over each other: the frame, over it the poster, and the button that loads. */
export type Parts = Readonly<{
  /** null until the scene is loaded. */
  frame: () => HTMLIFrameElement | null;
  draw: (look: Look) => void;
  /** Begins to load the scene at this address. */
  open: (address: string) => HTMLIFrameElement;
  /** The scene stands: the poster goes. */
  show: () => void;
  entitle: (title: string) => void;
  /** Makes it as tall as the scene asks for, unless its height is given. */
  stretch: (height: number) => void;
  /** Without a scene again. */
  close: () => void;
}>;

export type Look = Readonly<{
  poster: string;
  height: string;
  theme: string;
  title: string;
  /** What the button says; null: there is none. */
  button: string | null;
  fullscreen: boolean;
}>;

const STYLE = `:host{display:block}
:host([hidden]),[hidden]{display:none!important}
.box{position:relative;aspect-ratio:8/5;overflow:hidden}
.box>*{position:absolute;inset:0;width:100%;height:100%;border:0;padding:0;margin:0}
img{object-fit:contain}
.on img,.on button{display:none}
button{display:grid;place-items:center;background:#0000;cursor:pointer}
button:focus-visible{outline:3px solid #2457d6;outline-offset:-3px}
svg{width:72px;border-radius:50%;background:#1a1e24;fill:#fff;box-shadow:0 0 0 3px #fff}
button:hover svg{background:#2457d6}
@media print{iframe,.box button{display:none}.box img{display:block}.box{height:auto!important;aspect-ratio:8/5!important;break-inside:avoid}}`;

const TALLEST = 4000;
const SVG = "http://www.w3.org/2000/svg";

/** Draws into a shadow tree by means that a strict policy of the page doesn't refuse: no style in its text. */
export function partsOf(host: HTMLElement, load: () => void): Parts {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const [box, poster, button] = [made("div", "box"), made("img", "poster"), buttonOf(load)];
  poster.loading = "lazy";
  poster.decoding = "async";
  box.append(poster, button);
  root.replaceChildren(box);
  let frame: HTMLIFrameElement | null = null;
  let [isFixed, isNamed, allow, height] = [false, false, "", 0];

  function resize(): void {
    if (isFixed) return;
    box.style.height = height === 0 ? "" : `${height}px`;
    box.style.aspectRatio = height === 0 ? "" : "auto";
  }

  return {
    frame: () => frame,
    draw: (look) => {
      poster.src = look.poster;
      poster.alt = look.title;
      poster.style.colorScheme = /^(light|dark)$/.test(look.theme) ? look.theme : "";
      button.hidden = look.button === null;
      button.setAttribute("aria-label", `${look.button}: ${look.title}`);
      allow = look.fullscreen ? "fullscreen" : "";
      if (frame !== null && !isNamed) frame.title = look.title;
      isFixed = look.height !== "";
      if (isFixed) box.style.height = /^\d+(\.\d+)?$/.test(look.height) ? `${look.height}px` : look.height;
      if (isFixed) box.style.aspectRatio = "auto";
      else resize();
    },
    open: (address) => {
      frame = made("iframe", "frame");
      frame.allow = allow;
      frame.title = poster.alt;
      frame.src = address;
      box.prepend(frame);
      return frame;
    },
    show: () => box.classList.add("on"),
    entitle: (title) => {
      isNamed = true;
      if (frame !== null) frame.title = title;
    },
    stretch: (wish) => {
      height = Math.min(Math.max(Math.ceil(wish), 0), TALLEST);
      resize();
    },
    close: () => {
      frame?.remove();
      frame = null;
      [isNamed, height] = [false, 0];
      box.classList.remove("on");
      resize();
    },
  };
}

/** An element of ours, which the page's own style sheets can reach by `::part()`. */
function made<K extends keyof HTMLElementTagNameMap>(name: K, part: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = part;
  element.setAttribute("part", part);
  return element;
}

function buttonOf(load: () => void): HTMLButtonElement {
  const button = made("button", "button");
  button.type = "button";
  const sign = document.createElementNS(SVG, "svg");
  sign.setAttribute("viewBox", "0 0 24 24");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M9.5 7.5v9l7-4.5z");
  sign.append(path);
  button.append(sign);
  button.addEventListener("click", load);
  return button;
}
