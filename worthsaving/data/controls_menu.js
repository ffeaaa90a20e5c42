// On a narrow screen: one button that opens and closes the controls above the overview.
// It is remembered on the document: a run of the page keeps what was opened.

export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  const { dataset } = document.documentElement;
  const show = () => button.setAttribute("aria-expanded", String(dataset.controls === "open"));
  button.onclick = () => {
    dataset.controls = dataset.controls === "open" ? "closed" : "open";
    show();
  };
  show();
}
