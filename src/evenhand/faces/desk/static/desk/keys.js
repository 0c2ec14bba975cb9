// The desk by keyboard. Single keys act only outside of boxes, and can be switched off (on the sheet under "?").
const OFF = "desk:keys-off";
const box = document.querySelector("[data-keys-off]");
if (box) {
  box.checked = localStorage.getItem(OFF) === "1";
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "1" : "0"));
}

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const links = () => [...document.querySelectorAll("#_queue .row-link")];

function move(step) {
  const all = links();
  const from = all.indexOf(document.activeElement);
  const here = from >= 0 ? from : all.findIndex((one) => one.ariaCurrent === "true");
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  next?.focus();
}

function show(name) {
  for (const form of document.querySelectorAll(".write")) form.hidden = form.id !== name;
  for (const tab of document.querySelectorAll("[data-box]")) {
    if (tab.dataset.box === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  document.querySelector(`#${name} textarea`)?.focus();
}

for (const tab of document.querySelectorAll("[data-box]")) {
  tab.addEventListener("click", (event) => { event.preventDefault(); show(tab.dataset.box); });
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".write");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(event.shiftKey ? form.querySelector("[value=solve]") : form.querySelector("button"));
    return;
  }
  if (event.key === "Escape") { event.target.blur?.(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (localStorage.getItem(OFF) === "1") return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "o") document.activeElement.closest?.(".row-link")?.click();
  else {
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!wanted) return;
    if (wanted.matches("input")) wanted.focus();
    else wanted.click();
  }
  if (event.key !== "o" || document.activeElement.matches(".row-link")) event.preventDefault();
});

// A form sends once; a second click waits for the page that comes.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}

// The last words stand in sight, above the box to answer in.
document.querySelector(".pane.talk .timeline > li:last-child")?.scrollIntoView({ block: "center" });
