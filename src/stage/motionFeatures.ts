import { type FeatureBundle, HTMLVisualElement, SVGVisualElement } from "framer-motion";

/** The SVG elements that are moved on the stage; every other tag is HTML. */
const SVG_TAGS: ReadonlySet<unknown> = new Set(["g"]);

/**
 * `m` elements here follow motion values and nothing else: no `animate`, no gestures, no exits. The renderer alone does
 * that; framer-motion's own smallest bundle (`domMin`) would bring its animation engine, which is most of its weight.
 */
export const motionFeatures: FeatureBundle = {
  renderer: (tag, options) =>
    SVG_TAGS.has(tag) ? new SVGVisualElement(options) : new HTMLVisualElement(options, { allowProjection: false }),
};
