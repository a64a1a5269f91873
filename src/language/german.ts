import { type Catalogue, speaking } from "./catalogue.ts";

const files = import.meta.glob<Catalogue>("./catalogues/de/*.json", { eager: true, import: "default" });

export const german = speaking("de", Object.assign({}, ...Object.values(files)));
