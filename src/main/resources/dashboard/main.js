// The page: receives events, or reads a recorded log, and shows the state that follows from them.
import {Model, content, count} from "./model.js";
import {Overlay} from "./overlay.js";
import {drawCharts} from "./charts.js";
import {drawDegrees} from "./degrees.js";
import {drawFeed} from "./feed.js";
import {drawDetails, drawPeers} from "./details.js";
import {startReplay} from "./replay.js";

const by = id => document.getElementById(id);
const page = {model: new Model(), selected: null, explanation: [], changed: true};
const overlay = new Overlay(by("canvas"), select);

/** Applies an event. A replay that jumps in time passes false for the animation. */
export function apply(event, animate) {
  page.model.apply(event);
  page.changed = true;
  if (animate && event.event === "GOSSIP_RECEIVED") {
    overlay.pulse(event.values.from, event.address);
  }
}

/** Starts again with an empty state, for a replay that goes back in time. */
export function reset() {
  page.model = new Model();
  page.changed = true;
}

function select(address) {
  page.selected = overlay.selected = address;
  page.explanation = [];
  page.changed = true;
  const node = page.model.nodes.get(address);
  if (node && (node.state === "dead" || node.state === "suspected") && !by("send-panel").hidden) {
    fetch("explain?address=" + encodeURIComponent(address)).then(reply => reply.json()).then(reply => {
      if (page.selected === address) {
        page.explanation = reply.lines;
        page.changed = true;
      }
    }).catch(() => { by("connection").textContent = "The dashboard server does not answer."; });
  }
}

function drawHeader(model) {
  if (model.nodes.size === 0) {
    return;
  }
  const states = d3.rollup(model.nodes.values(), group => group.length, node => node.role === "PEER" ? node.state : "seed");
  const living = model.living();
  by("living").textContent = count(living, "living peer");
  by("counts").textContent = [...states].filter(([state]) => state !== "alive")
    .map(([state, count]) => state === "seed" && count > 1 ? count + " seeds" : count + " " + state).sort()
    .concat(count(model.links.size, "link")).join(", ");
  const last = [...model.messages.values()].at(-1);
  by("spread").textContent = last
    ? `${content(last.text)} reached ${last.receptions.size} of ${count(Math.max(last.receptions.size, living - 1), "other peer")}` : "";
}

function drawFindings(findings) {
  if (findings) {
    by("findings").replaceChildren(...(findings.length > 0 ? findings : ["No findings."])
      .map(text => Object.assign(document.createElement("li"), {textContent: text})));
  }
}

function draw() {
  if (page.changed && !document.hidden) {
    page.changed = false;
    const {model} = page;
    overlay.update(model);
    drawHeader(model);
    drawFeed(model, by("feed"), by("filter").value, by("routine").checked);
    drawPeers(model, by("peers"), page.selected);
    drawDetails(model, by("details"), page.selected, page.explanation);
    drawFindings(model.findings);
  }
}

function startLive() {
  const source = new EventSource("events");
  source.onopen = () => {
    reset();
    by("connection").textContent = "live";
  };
  source.onmessage = message => apply(JSON.parse(message.data), !document.hidden);
  source.onerror = () => { by("connection").textContent = "The connection to the dashboard server is lost; trying again."; };
  by("send").addEventListener("submit", event => {
    event.preventDefault();
    const text = new FormData(event.target).get("text");
    fetch("send", {method: "POST", body: text}).then(reply => reply.json()).then(reply => {
      by("sent").textContent = reply.id ? "Sent as " + reply.id : reply.error;
      if (reply.id) {
        event.target.reset();
      }
    }).catch(() => { by("sent").textContent = "The dashboard server does not answer."; });
  });
}

by("peers").addEventListener("change", event => select(event.target.value));
["filter", "routine"].forEach(id => by(id).addEventListener("input", () => { page.changed = true; }));
setInterval(draw, 250);
setInterval(() => {
  if (!document.hidden) {
    drawCharts(page.model);
    drawDegrees(page.model);
  }
}, 1000);

const {mode} = await (await fetch("mode")).json();
if (mode === "replay") {
  by("send-panel").hidden = by("findings-panel").hidden = true;
  startReplay(apply, reset);
} else {
  startLive();
}
