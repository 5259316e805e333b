// The panel of one selected peer: state, figures, links, and why it was declared dead.
import {clockTime, sentence} from "./feed.js";

const bytes = value => d3.format(".3~s")(value) + "B";
const count = value => d3.format(",")(value);
/** Compares names. The method localeCompare takes many times as long, which 1,000 peers would show. */
const names = new Intl.Collator(undefined, {numeric: true});
/** Keys of STATUS with their labels and formats. */
const FIGURES = [["version", "version", String], ["uptime", "uptime", uptime], ["members", "members", count],
  ["published", "generated", count], ["received", "received", count], ["duplicates", "duplicates", count],
  ["retained", "stored", count], ["bytesIn", "bytes in", bytes], ["bytesOut", "bytes out", bytes],
  ["queue", "send queue", bytes]];

function uptime(millis) {
  const seconds = Math.floor(millis / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** Fills the list of peers. The selection stays. */
export function drawPeers(model, select, selected) {
  const nodes = [...model.nodes.values()];
  const key = nodes.map(node => node.address + node.state + node.name).join() + selected;
  if (select.dataset.key === key) {
    return;
  }
  select.dataset.key = key;
  nodes.sort((a, b) => names.compare(a.role, b.role) || names.compare(model.label(a.address), model.label(b.address)));
  select.replaceChildren(...nodes.map(node => {
    const option = document.createElement("option");
    option.value = node.address;
    option.className = node.state;
    option.selected = node.address === selected;
    option.textContent = `${node.name ? node.name + " " : ""}${node.address} (${node.role === "SEED" ? "seed, " : ""}`
      + `${node.state})`;
    return option;
  }));
}

/** Shows a node. {@code explanation} is a list of lines of the explain command, or empty. */
export function drawDetails(model, panel, address, explanation) {
  const node = model.nodes.get(address);
  if (!node) {
    panel.textContent = "Select a peer.";
    return;
  }
  const rows = [["address", node.address], ["state", node.state + (node.since === null ? "" : " since " + clockTime(node.since))],
    ["links", `${node.neighbors.size}: ${[...node.neighbors].map(peer => model.label(peer)).join(", ") || "none"}`],
    ...FIGURES.filter(([key]) => node.stats[key] !== undefined)
      .map(([key, label, format]) => [label, format(node.stats[key])]),
    ...[...node.suspectedBy].map(([by, reason]) => ["suspected by", `${model.label(by)}: ${reason}`])];
  const table = document.createElement("table");
  for (const [name, value] of rows) {
    const row = table.insertRow();
    const head = document.createElement("th");
    head.textContent = name;
    row.append(head);
    row.insertCell().textContent = value;
  }
  const lines = explanation.length > 0 ? explanation : evidence(model, address);
  const list = document.createElement("ol");
  list.append(...lines.map(line => Object.assign(document.createElement("li"), {textContent: line})));
  panel.replaceChildren(table, list);
}

/** Returns what the events say about the health of the node. */
function evidence(model, address) {
  const about = new Set(["PING_MISSED", "NEIGHBOR_DISCONNECTED", "NEIGHBOR_DEAD", "DEATH_REPORTED", "DEATH_REFUTED",
    "PEER_PROBED", "PEER_REMOVED"]);
  return model.feed.filter(event => about.has(event.event) && event.values.peer === address).slice(-30)
    .map(event => clockTime(event.time) + " " + sentence(model, event));
}
