// Charts and pictures have the colours of the theme they were first shown in. Where the theme changes while the page stands
// there, by day and night of the machine or in a menu, the page is run again and they come in the new one.
let stop = () => {};

export default function ({ setTriggerValue }) {
  stop(); // one watch a page load, which asks through what was drawn last
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return;
  const theme = () => getComputedStyle(app).colorScheme;
  const { dataset } = document.documentElement;
  const look = () => {
    const before = dataset.drawnIn;
    dataset.drawnIn = theme();
    if (before && before !== dataset.drawnIn) setTriggerValue("switched", dataset.drawnIn);
  };
  look();
  const watch = new MutationObserver(look);
  watch.observe(app, { attributes: true, attributeFilter: ["class"] });
  stop = () => watch.disconnect();
}
