import { describe, expect, it } from "vitest";
import { siteOf } from "./attributes.ts";

const PAGE = "https://school.example/course/page.html";

describe("where the scenes are", () => {
  it.each<[readonly (string | null)[], string]>([
    [["https://your.site/tls/#top", "https://other.example/"], "https://your.site/tls/"],
    [["../tls/", null], "https://school.example/tls/"],
    [["one.html", ""], "https://school.example/course/one.html"],
    [[null, "https://other.example/"], "https://other.example/"],
    [["file:///home/alice/one.html"], "file:///home/alice/one.html"],
    [[null, ""], "https://school.example/course/"],
  ])("%j: %s", (said, site) => expect(siteOf(said, PAGE)).toBe(site));

  it.each(["javascript:alert(1)//", " JavaScript:alert(1)", "data:text/html,x", "blob:https://a.example/1", "http://"])(
    "is never %s",
    (base) => expect(siteOf([base, "https://your.site/"], PAGE)).toBe("https://your.site/"),
  );
});
