// Tells the server the reader's zone, so that it writes "by Tue 24 Nov, 18:00" as the reader's clock says it.
// Without this script the zone kept with the customer is used, else UTC, and the page says which.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const kept = document.cookie.match(/(?:^|; )zone=([^;]*)/);
if (zone && (!kept || decodeURIComponent(kept[1]) !== zone)) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `zone=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
