/* What is wrong with the look of the page as it stands: a list of sentences, empty when nothing is.
   Text under 12 px, sideways scroll, text cut off by its box, and in charts labels that meet, leave the chart or lie under its own button.
   `intended` is a selector of text that may end in an ellipsis. */
(intended) => {
  const root = document.querySelector('[data-testid=stApp]') || document.body;
  const found = [];
  const say = (what, text) => found.push(`${what}: "${text.trim().replace(/\s+/g, ' ').slice(0, 60)}"`);
  const styles = new Map();
  const style = (el) => styles.get(el) || (styles.set(el, getComputedStyle(el)), styles.get(el));
  const hidden = (el) => {
    for (let at = el; at && at !== root.parentElement; at = at.parentElement) {
      const s = style(at);
      if (s.visibility === 'hidden' || s.opacity === '0' || s.display === 'none') return true;
      if (s.position === 'absolute' && at.clientWidth <= 1 && at.clientHeight <= 1 && !at.ownerSVGElement) return true;  // for screen readers
    }
    return false;
  };

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent, own = walker.currentNode.parentElement;
    if (!text.trim() || own.closest('style, script, canvas, .hoverlayer, .plotly-notifier') || hidden(own)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const rects = [...range.getClientRects()].filter((r) => r.width && r.height);
    if (!rects.length) continue;
    if (parseFloat(style(own).fontSize) < 12) say('text under 12 px', text);
    if (own.closest('svg')) continue;
    const box = rects.reduce((a, r) => ({left: Math.min(a.left, r.left), right: Math.max(a.right, r.right),
      top: Math.min(a.top, r.top), bottom: Math.max(a.bottom, r.bottom)}));
    if (box.right <= 0) continue;  // in the folded sidebar
    for (let at = own; at && at !== root; at = at.parentElement) {
      const s = style(at), edge = at.getBoundingClientRect();
      if (/auto|scroll/.test(s.overflowX + s.overflowY)) break;
      if (!/hidden|clip/.test(s.overflowX + s.overflowY)) continue;
      const aside = box.right > edge.right + 1.5 || box.left < edge.left - 1.5;
      const below = box.bottom > edge.bottom + 3 || box.top < edge.top - 3;
      if (!(aside && s.overflowX !== 'visible') && !(below && s.overflowY !== 'visible')) continue;
      if (!own.closest(intended)) say('text cut off', text);
      break;
    }
  }

  const pen = document.createElement('canvas').getContext('2d');
  for (const field of root.querySelectorAll('input[type=text], input:not([type])')) {
    if (hidden(field) || !field.clientWidth) continue;
    const s = style(field), shown = field.value || field.placeholder;
    pen.font = `${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
    const room = field.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight);
    if (pen.measureText(shown).width > room + 1) say('field too narrow for its text', shown);
  }

  for (const at of [document.documentElement, ...root.querySelectorAll('[data-testid=stMain]')]) {
    if (at.scrollWidth > at.clientWidth) found.push(`sideways scroll of ${at.scrollWidth - at.clientWidth} px`);
  }

  /* The corners of a label as it stands, turned or not; its letters are lower than its line. */
  const corners = (label) => {
    const {x, y, width, height} = label.getBBox(), to = label.getScreenCTM(), air = height * 0.15;
    return [[x, y + air], [x + width, y + air], [x + width, y + height - air], [x, y + height - air]]
      .map(([px, py]) => ({x: to.a * px + to.c * py + to.e, y: to.b * px + to.d * py + to.f}));
  };
  /* Two turned boxes stand apart when some edge of one has all of the other beyond it. */
  const apart = (one, other) => [one, other].some((box) => box.slice(0, 2).some((at, n) => {
    const axis = {x: box[n + 1].y - at.y, y: at.x - box[n + 1].x}, long = Math.hypot(axis.x, axis.y) || 1;
    const along = (points) => points.map((p) => (p.x * axis.x + p.y * axis.y) / long);
    const [a, b] = [along(one), along(other)];
    return Math.max(...a) < Math.min(...b) + 1 || Math.max(...b) < Math.min(...a) + 1;
  }));
  for (const chart of root.querySelectorAll('.js-plotly-plot')) {
    const edge = chart.getBoundingClientRect();
    const labels = [...chart.querySelectorAll('.main-svg text')]
      .filter((t) => t.textContent.trim() && !t.closest('.hoverlayer') && !hidden(t) && t.getBBox().width)
      .map((t) => ({text: t.textContent, box: t.getBoundingClientRect(), corners: corners(t), turn: t.getScreenCTM()}));
    const buttons = [...chart.querySelectorAll('.modebar-btn')].map((b) => b.getBoundingClientRect()).filter((b) => b.width);
    labels.forEach(({text, box, corners, turn}, at) => {
      if (buttons.some((b) => box.left < b.right && b.left < box.right && box.top < b.bottom && b.top < box.bottom))
        say("label under the chart's own button", text);
      if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1)
        say('label leaves the chart', text);
      if (Math.abs(turn.a) > 0.01 && Math.abs(turn.b) > 0.01) say('label stands askew', text);
      for (const other of labels.slice(at + 1)) if (!apart(corners, other.corners)) say('labels meet', `${text} / ${other.text}`);
    });
  }
  return [...new Set(found)];
}
