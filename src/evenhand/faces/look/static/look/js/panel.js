// A folded panel stays folded, in this browser.
for (const panel of document.querySelectorAll("details[data-panel]")) {
  const key = `panel:${panel.dataset.panel}`;
  const kept = localStorage.getItem(key);
  if (kept !== null) panel.open = kept === "open";
  panel.addEventListener("toggle", () => localStorage.setItem(key, panel.open ? "open" : "folded"));
}
