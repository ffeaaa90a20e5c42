// Two buttons that save a chart of this page as a picture, made in the browser by the library that drew it.
const SCALE = 2; // a PNG twice as fine as the screen
const NARROWEST = 720; // pixels: a picture made on a phone is read elsewhere
const HEADING = { size: 17, weight: 600 };
const KEY = { size: 13, weight: 400 };
const LINE = 23; // pixels from line to line, those of the key too: Plotly takes the heading's
const GAP = 14;

function lines(text, width, { size, weight }) {
  if (!text) return [];
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px sans-serif`; // a picture has none of the page's own fonts
  const done = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > width) {
      done.push(line);
      line = word;
    } else line = longer;
  }
  return [...done, line];
}

function harmless(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function save({ chart, title, key, about, file }, format) {
  const drawn = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
  const button = drawn?.querySelector('.modebar-btn[data-title^="Download"]');
  if (!button) return;
  const page = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
  const { _fullLayout: now, layout } = drawn;
  const width = Math.max(now.width, NARROWEST);
  const heading = lines(title, width - 48, HEADING);
  // What its marks mean, whose it is and of which day: a picture is looked at far from this page.
  const small = [...lines(key === title ? "" : key, width - 48, KEY), ...lines(about, width - 48, KEY)];
  const room = (heading.length + small.length) * LINE + GAP;
  const words = [
    ...heading.map(harmless),
    ...small.map((line) => `<span style="font-size:${KEY.size}px;font-weight:${KEY.weight}">${harmless(line)}</span>`),
  ];
  const height = now.height + room;
  const changed = ["title", "margin", "font", "paper_bgcolor", "plot_bgcolor"];
  const before = Object.fromEntries(changed.map((name) => [name, layout[name]]));
  const options = drawn._context.toImageButtonOptions;
  // The picture is taken from the layout as it stands at the click: it gets a heading and an opaque ground, the page keeps its own.
  layout.title = {
    text: words.join("<br>"), x: 0, xref: "container", xanchor: "left", y: 1 - (GAP + HEADING.size) / height,
    yref: "container", yanchor: "bottom", pad: { l: 16 }, font: { size: HEADING.size, weight: 600, color: page.color }, automargin: false,
  };
  layout.font = { ...layout.font, family: "sans-serif" }; // measured as it will be drawn, or the words run into each other
  layout.margin = { ...layout.margin, l: 16, r: 20, b: 14, t: now._size.t + room };
  layout.paper_bgcolor = page.backgroundColor;
  layout.plot_bgcolor = page.backgroundColor;
  drawn._context.toImageButtonOptions = {
    format, filename: file, width, height, scale: format === "png" ? SCALE : 1,
  };
  try {
    button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  } finally {
    document.querySelector(".plotly-notifier")?.setAttribute("hidden", ""); // the browser says itself what it saved
    drawn._context.toImageButtonOptions = options;
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete layout[name];
      else layout[name] = value;
    }
  }
}

function hideCamera() {
  // The chart's own button would save a second, untitled picture, and it lies on the words above the chart.
  if (document.getElementById("one-picture")) return;
  const style = document.createElement("style");
  style.id = "one-picture";
  style.textContent = '.js-plotly-plot .modebar-btn[data-title^="Download"] { display: none !important; }';
  document.head.append(style);
}

export default function ({ parentElement, data }) {
  hideCamera();
  for (const button of parentElement.querySelectorAll("button")) {
    const { format } = button.dataset;
    button.setAttribute("aria-label", `${button.textContent}: a picture of the chart “${data.title}”`);
    button.onclick = () => save(data, format);
  }
}
