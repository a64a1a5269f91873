import { type FeatureBundle, HTMLVisualElement } from "framer-motion";

/**
 * `m` elements here follow motion values and nothing else: no `animate`, no gestures, no exits. The renderer alone does
 * that; framer-motion's own smallest bundle (`domMin`) would bring its animation engine, which is most of its weight.
 * They are HTML elements, all of them: what moves in SVG follows by itself.
 */
export const motionFeatures: FeatureBundle = {
  renderer: (_tag, options) => new HTMLVisualElement(options, { allowProjection: false }),
};
