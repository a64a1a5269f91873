import { type Catalogue, speaking } from "./catalogue.ts";

const files = import.meta.glob<Catalogue>(["./catalogues/de/*.json", "!./catalogues/de/*.live.json"], {
  eager: true,
  import: "default",
});
/** What only the local server’s page says: the built page knows nothing of it. */
const live = import.meta.env.DEV
  ? import.meta.glob<Catalogue>("./catalogues/de/*.live.json", { eager: true, import: "default" })
  : {};

export const german = speaking("de", Object.assign({}, ...Object.values(files), ...Object.values(live)));
