// On a narrow screen the bar at the foot of the page is the one navigation. The sidebar has no links there: it says which
// files are open, who is signed in and what this app is, and opens from the bar.

function openSidebar(event) {
  if (!event.target.closest?.(".st-key-phone_about")) return;
  document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
  document.body.click(); // closes what it was opened from
}

export default function ({ data }) {
  // Once a page load: both outlive the page of the app that asked for them.
  if (document.getElementById("phone-nav")) return;
  const style = document.createElement("style");
  style.id = "phone-nav";
  style.textContent = data.css;
  document.head.append(style);
  document.addEventListener("click", openSidebar);
}
