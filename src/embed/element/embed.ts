import { setBase } from "./base.ts";
import { define } from "./define.ts";
import { scriptAddress } from "./script.ts";

// dist/embed.js: for <script src>, as it is and with type="module". The scenes are where the script is.
setBase(new URL(".", scriptAddress() ?? document.baseURI).href);
define();
