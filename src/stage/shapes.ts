/** The outlines of people, for whatever draws them: in a box from -52 to 52. */
export const PENTAGON = "M0-49 49-14 31 43H-31L-49-14Z";
export const CLIENT_SHOULDERS = "M-27 29a27 23 0 0 1 54 0z";
export const IMPOSTOR_SHOULDERS = "M-27 31a27 22 0 0 1 54 0z";
export const QUESTION = "M-5-15a5.5 5.5 0 1 1 7.5 5.200q-2.5 1-2.5 4.3";
export const MASK = "M-27-7q13-10 27 0q14-10 27 0q-3 18-16 16q-8-2-11-8q-3 6-11 8q-13 2-16-16Z";
/** Both ways: in a box from -16 to 16. */
export const ARROWS = "M-13-6h26m-7-7 7 7-7 7M13 8h-26m7-7-7 7 7 7";
/** The tops of a server's three drawers. */
export const DRAWERS = [-29, -8, 13] as const;
