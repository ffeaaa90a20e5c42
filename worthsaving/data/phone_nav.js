// On a narrow screen the bar at the foot of the page is the one navigation. The sidebar has no links there: it says which
// files are open, who is signed in and what this app is, and opens from the bar.

function openSidebar(event) {
  if (!event.target.closest?.(".st-key-phone_about")) return;
  document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
  document.body.click(); // closes what it was opened from
}

// The code that draws charts and tables is fetched and read while a newcomer looks for a file: both come sooner by as much.
function fetchCode(names) {
  const app = document.querySelector('script[type="module"][src*="/static/js/"]');
  if (!app) return;
  for (const name of names) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.crossOrigin = "";
    link.href = new URL(name, app.src).href;
    document.head.append(link);
  }
}

export default function ({ data }) {
  // Once a page load: both outlive the page of the app that asked for them.
  if (document.getElementById("phone-nav")) return;
  const style = document.createElement("style");
  style.id = "phone-nav";
  style.textContent = data.css;
  document.head.append(style);
  document.addEventListener("click", openSidebar);
  (window.requestIdleCallback ?? window.setTimeout)(() => fetchCode(data.code));
}
