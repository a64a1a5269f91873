/** What the shell can do without until it is opened: one file. */
export { Help } from "./Help.tsx";
export { Menu } from "./Menu.tsx";
