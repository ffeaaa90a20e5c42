/* Remembers how far the page's content jumps, with when; `window.shifts.start()` begins anew, for a page reached by a link. */
window.shifts = {
  all: [],
  chart: null,
  start() {
    this.all = [];
    this.chart = null;
    this.before = new Set(document.querySelectorAll('.main-svg'));
    this.watch();
  },
  watch() {
    if ([...document.querySelectorAll('.js-plotly-plot .main-svg')].some((svg) => !this.before.has(svg))) this.chart = performance.now();
    else requestAnimationFrame(() => this.watch());
  },
  /* What jumped since the first new chart stood there, as layout shift, and what moved. */
  since() {
    const after = this.all.filter((s) => this.chart !== null && s.at > this.chart);
    return {sum: after.reduce((sum, s) => sum + s.value, 0), movers: after.flatMap((s) => s.movers).slice(0, 6)};
  },
};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const movers = entry.sources.map(({node, previousRect: was, currentRect: is}) => {
      const name = (node && (node.getAttribute?.('data-testid') || node.className?.baseVal || node.className || node.nodeName)) || '';
      return `${name} ${Math.round(was.top)}→${Math.round(is.top)}`;
    });
    window.shifts.all.push({at: entry.startTime, value: entry.value, movers});
  }
}).observe({type: 'layout-shift', buffered: true});
