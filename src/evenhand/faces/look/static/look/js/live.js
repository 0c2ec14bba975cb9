// One live line per page. Every element with data-live="matter:<id>" (or "desk") asks for that topic; when something about
// it changes, that element hears `live-changed` and htmx fetches it anew: hx-trigger="live-changed" hx-get="...".
// A lost line shows the words of pieces/_offline.html after five seconds; the browser reconnects by itself and the
// server tells what was missed meanwhile.
const topics = [...new Set([...document.querySelectorAll("[data-live]")].map((element) => element.dataset.live))];

function tell(detail) {
  const about = Object.entries(detail.about ?? {}).map(([kind, ref]) => `${kind}:${ref}`);
  for (const element of document.querySelectorAll("[data-live]")) {
    const topic = element.dataset.live;
    if (!detail.about || topic === "desk" || about.includes(topic)) {
      element.dispatchEvent(new CustomEvent("live-changed", { detail, bubbles: false }));
    }
  }
}

if (topics.length) {
  const side = document.documentElement.dataset.room === "staff" ? "staff" : "customer";
  const asked = topics.map((one) => `topic=${encodeURIComponent(one)}`).join("&");
  const line = new EventSource(`/live?side=${side}&${asked}`);
  const banner = document.querySelector("[data-connection]");
  let lost;

  line.addEventListener("changed", (event) => tell(JSON.parse(event.data)));
  // We fell too far behind to be told each thing: look at everything again.
  line.addEventListener("reload", () => tell({}));
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
