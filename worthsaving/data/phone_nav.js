// On a narrow screen the sidebar closes once a link of it was followed, and the bar at the foot of the page leads on.
const NARROW = "(max-width: 768px)"; // where Streamlit lays its sidebar over the page

function closeSidebar(event) {
  const link = event.target.closest?.('[data-testid="stSidebar"] a');
  if (!link || !matchMedia(NARROW).matches) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

export default function ({ data }) {
  // Once a page load: both outlive the page of the app that asked for them.
  if (document.getElementById("phone-nav")) return;
  const style = document.createElement("style");
  style.id = "phone-nav";
  style.textContent = data.css;
  document.head.append(style);
  document.addEventListener("click", closeSidebar);
}
