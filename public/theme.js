// Before the first paint: the theme of the address, else the one chosen earlier, else the system's. The app takes over
// from here. A file of its own because the page's policy allows no inline script.
(() => {
  const inAddress = /[?&]theme=(light|dark|auto)\b/.exec(location.hash);
  let theme = inAddress ? inAddress[1] : null;
  try {
    theme ??= localStorage.getItem("theme");
  } catch {
    // A sandboxed frame has no storage.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  document.documentElement.dataset.theme = theme;
})();
