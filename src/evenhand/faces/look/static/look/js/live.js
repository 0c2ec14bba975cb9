// One live line per page. Every element with data-live="matter:<id>" asks for that topic; when something about it
// changes, the element hears `live-changed` and htmx fetches it anew: hx-trigger="live-changed" hx-get="...".
// A lost line shows the words of pieces/_offline.html after five seconds; the browser reconnects by itself.
const asking = [...document.querySelectorAll("[data-live]")];
const topics = [...new Set(asking.map((element) => element.dataset.live))];

if (topics.length) {
  const line = new EventSource(`/live?${topics.map((one) => `topic=${encodeURIComponent(one)}`).join("&")}`);
  const banner = document.querySelector("[data-connection]");
  let lost;

  line.addEventListener("changed", (event) => {
    const detail = JSON.parse(event.data);
    for (const element of document.querySelectorAll("[data-live]")) {
      element.dispatchEvent(new CustomEvent("live-changed", { detail, bubbles: false }));
    }
  });
  line.addEventListener("open", () => {
    clearTimeout(lost);
    if (banner) banner.hidden = true;
  });
  line.addEventListener("error", () => {
    clearTimeout(lost);
    lost = setTimeout(() => { if (banner) banner.hidden = false; }, 5000);
  });
  addEventListener("pagehide", () => line.close());
}
