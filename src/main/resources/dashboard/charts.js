// Charts over time, one value per second.

const MARGIN = {top: 6, right: 8, bottom: 20, left: 44};

/** Draws axes into an SVG element and returns the group for the content, or null while the element has no size. */
export function frame(svg, x, y, xTicks, yTicks) {
  const {clientWidth: width, clientHeight: height} = svg;
  if (width === 0) {
    return null;
  }
  x.range([MARGIN.left, width - MARGIN.right]);
  y.range([height - MARGIN.bottom, MARGIN.top]);
  const root = d3.select(svg);
  root.selectAll("*").remove();
  root.append("g").attr("transform", `translate(0,${height - MARGIN.bottom})`)
    .call(d3.axisBottom(x).ticks(3, xTicks).tickSizeOuter(0));
  root.append("g").attr("transform", `translate(${MARGIN.left},0)`)
    .call(d3.axisLeft(y).ticks(4, yTicks).tickSizeOuter(0));
  return root.append("g");
}

/** Draws one or two series of [second, value] pairs. A value that is undefined is a gap. */
function lines(svg, series, end, span) {
  const top = d3.max(series.flat(), pair => pair[1]) ?? 0;
  const x = d3.scaleTime([new Date((end - span) * 1000), new Date(end * 1000)], [0, 1]);
  const y = d3.scaleLinear([0, Math.max(1, top)], [0, 1]).nice();
  const group = frame(svg, x, y, "%M:%S", "~s");
  if (group) {
    const line = d3.line().defined(pair => pair[1] !== undefined).x(pair => x(pair[0] * 1000)).y(pair => y(pair[1]));
    series.forEach((pairs, i) => group.append("path").attr("class", i === 0 ? "series" : "second").attr("d", line(pairs)));
  }
}

/** Draws the charts of the last two minutes of the model. */
export function drawCharts(model) {
  const end = Math.floor(model.time / 1000);
  const span = 120;
  const seconds = d3.range(end - span, end).map(key => [key, model.seconds.get(key)]);
  const deliveries = seconds.map(([at, second]) =>
    [at, second?.deliveries ?? (at * 1000 >= model.start ? 0 : undefined)]);
  const values = key => seconds.map(([at, second]) => [at, second?.[key]]);
  const latencies = seconds.filter(([, second]) => second?.latencies.length > 0);
  const by = id => document.getElementById(id);
  lines(by("deliveries"), [deliveries], end, span);
  lines(by("duplicates"), [values("duplicates")], end, span);
  lines(by("bytes"), [values("bytes")], end, span);
  lines(by("latency"), [latencies.map(([at, second]) => [at, d3.median(second.latencies)]),
    latencies.map(([at, second]) => [at, d3.max(second.latencies)])], end, span);
}
