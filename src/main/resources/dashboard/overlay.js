// The picture of the overlay on a canvas. Peers that are linked attract each other. A circle grows with the degree.

const PULSE_MILLIS = 700;
const MAX_PULSES = 4000;

export class Overlay {
  constructor(canvas, onSelect) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.points = new Map();
    this.edges = [];
    this.pulses = [];
    this.selected = null;
    this.transform = d3.zoomIdentity;
    this.forces = d3.forceSimulation([])
      .force("charge", d3.forceManyBody().strength(-70).distanceMax(400))
      .force("x", d3.forceX().strength(0.04))
      .force("y", d3.forceY().strength(0.04))
      .force("link", d3.forceLink([]).id(point => point.address).distance(45).strength(0.3))
      .alphaDecay(0.03)
      .on("tick", () => {
        this.fit();
        this.dirty = true;
      });
    this.zoom = d3.zoom().scaleExtent([0.05, 8]).on("zoom", event => {
      this.transform = event.transform;
      this.dirty = true;
      this.userZoomed ||= Boolean(event.sourceEvent);
    });
    d3.select(canvas).call(this.zoom);
    canvas.addEventListener("click", event => onSelect(this.at(event.offsetX, event.offsetY)));
    new ResizeObserver(() => this.resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.readColors());
    this.readColors();
    const frame = () => {
      if (this.dirty || this.pulses.length > 0) {
        this.draw();
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** Zooms so that the picture fills the canvas, until the user zooms or moves it. */
  fit() {
    if (!this.userZoomed && this.points.size > 1 && this.canvas.clientWidth > 0) {
      const points = [...this.points.values()];
      const [left, right] = d3.extent(points, point => point.x);
      const [top, bottom] = d3.extent(points, point => point.y);
      const scale = Math.min(3, this.canvas.clientWidth / (right - left + 90),
        this.canvas.clientHeight / (bottom - top + 90));
      d3.select(this.canvas).call(this.zoom.transform,
        d3.zoomIdentity.scale(scale).translate(-(left + right) / 2, -(top + bottom) / 2));
    }
  }

  readColors() {
    const style = getComputedStyle(document.documentElement);
    this.colors = Object.fromEntries(["joining", "alive", "suspected", "dead", "left", "seed", "line", "text", "panel",
      "accent"].map(name => [name, style.getPropertyValue("--" + name).trim()]));
    this.dirty = true;
  }

  resize() {
    const ratio = devicePixelRatio || 1;
    this.canvas.width = this.canvas.clientWidth * ratio;
    this.canvas.height = this.canvas.clientHeight * ratio;
    this.dirty = true;
  }

  /** Takes over nodes and links of the model. Positions of known nodes stay. */
  update(model) {
    this.model = model;
    if (model !== this.shown || model.shape !== this.shape) {
      this.shown = model;
      this.shape = model.shape;
      const before = this.points;
      this.points = new Map();
      for (const node of model.nodes.values()) {
        const point = before.get(node.address) ?? this.place(node, before);
        point.node = node;
        this.points.set(node.address, point);
      }
      this.edges = [...model.links.values()].filter(link => link.ends.every(end => this.points.has(end)))
        .map(link => ({source: link.ends[0], target: link.ends[1], link}));
      this.forces.nodes([...this.points.values()]);
      this.forces.force("link").links(this.edges);
      this.forces.alpha(Math.max(this.forces.alpha(), before.size === 0 ? 1 : 0.3)).restart();
    }
    this.dirty = true;
  }

  /** Places a new node beside one of its neighbors, so that the picture moves little. */
  place(node, before) {
    const beside = [...node.neighbors].map(peer => before.get(peer)).find(point => point);
    const angle = Math.random() * 2 * Math.PI;
    const radius = beside ? 30 : 60 + Math.random() * 15 * Math.sqrt(this.model.nodes.size);
    return {address: node.address, x: (beside?.x ?? 0) + radius * Math.cos(angle),
      y: (beside?.y ?? 0) + radius * Math.sin(angle)};
  }

  /** Shows a message that travels over a link. */
  pulse(from, to) {
    if (this.pulses.length < MAX_PULSES) {
      this.pulses.push({from, to, start: performance.now()});
    }
  }

  radius(point) {
    return point.node.role === "SEED" ? 7 : 3.5 + 1.6 * Math.sqrt(point.node.neighbors.size);
  }

  at(x, y) {
    const {width, height} = this.canvas.getBoundingClientRect();
    const [atX, atY] = this.transform.invert([x - width / 2, y - height / 2]);
    let best = null;
    let distance = 14 / this.transform.k;
    for (const point of this.points.values()) {
      const away = Math.hypot(point.x - atX, point.y - atY) - this.radius(point);
      if (away < distance) {
        distance = away;
        best = point;
      }
    }
    return best?.address ?? null;
  }

  draw() {
    this.dirty = false;
    const ratio = devicePixelRatio || 1;
    const {context, canvas, transform, colors} = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(ratio * transform.k, 0, 0, ratio * transform.k,
      ratio * (canvas.clientWidth / 2 + transform.x), ratio * (canvas.clientHeight / 2 + transform.y));
    context.lineWidth = 1 / transform.k;
    context.strokeStyle = colors.line;
    context.beginPath();
    for (const edge of this.edges) {
      context.moveTo(edge.source.x, edge.source.y);
      context.lineTo(edge.target.x, edge.target.y);
    }
    context.stroke();
    this.drawPulses();
    for (const point of this.points.values()) {
      this.drawNode(point);
    }
    const selected = this.points.get(this.selected);
    if (selected) {
      this.drawNode(selected); // above the others
    }
    for (const point of this.points.values()) {
      if (this.points.size <= 60 || point === selected) {
        this.drawLabel(point); // above all nodes, so that none hides a name
      }
    }
  }

  drawPulses() {
    const now = performance.now();
    this.pulses = this.pulses.filter(pulse => now - pulse.start < PULSE_MILLIS);
    this.context.fillStyle = this.colors.accent;
    for (const pulse of this.pulses) {
      const from = this.points.get(pulse.from);
      const to = this.points.get(pulse.to);
      if (from && to) {
        const part = (now - pulse.start) / PULSE_MILLIS;
        this.context.beginPath();
        this.context.arc(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part, 2.6, 0, 2 * Math.PI);
        this.context.fill();
      }
    }
  }

  drawNode(point) {
    const {context, colors} = this;
    const seed = point.node.role === "SEED";
    const radius = this.radius(point);
    context.fillStyle = seed && point.node.state === "alive" ? colors.seed : colors[point.node.state];
    context.beginPath();
    if (seed) {
      context.rect(point.x - radius, point.y - radius, 2 * radius, 2 * radius);
    } else {
      context.arc(point.x, point.y, radius, 0, 2 * Math.PI);
    }
    context.fill();
    if (point.address === this.selected) {
      context.strokeStyle = colors.text;
      context.lineWidth = 2 / this.transform.k;
      context.stroke();
    }
  }

  drawLabel(point) {
    const {context, colors} = this;
    const label = this.model.label(point.address);
    context.fillStyle = colors.text;
    context.font = 12 / this.transform.k + "px system-ui, sans-serif";
    const away = this.radius(point) + 3;
    const width = context.measureText(label).width;
    const edge = (this.canvas.clientWidth / 2 - this.transform.x) / this.transform.k;
    const x = point.x + away + width > edge ? point.x - away - width : point.x + away;
    context.strokeStyle = colors.panel;
    context.lineWidth = 3 / this.transform.k;
    context.strokeText(label, x, point.y + 4);
    context.fillText(label, x, point.y + 4);
  }
}
