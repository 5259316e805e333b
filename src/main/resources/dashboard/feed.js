// The list of events, newest first, and the texts of events.
import {ROUTINE, content, count} from "./model.js";

const MAX_ROWS = 200;
const clock = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false});

export function clockTime(time) {
  return clock.format(new Date(time));
}

/** Returns an event as one sentence. */
export function sentence(model, {address, event, values}) {
  const who = model.label(address);
  const peer = values.peer ? model.label(values.peer) : "";
  switch (event) {
    case "GOSSIP_GENERATED": return `${who} sends: ${content(values.message)}`;
    case "GOSSIP_RECEIVED": return `${who} receives from ${model.label(values.from)}, ${count(values.hops, "hop")}: ${content(values.message)}`;
    case "NEIGHBOR_CONNECTED": return `${who} is linked to ${peer}`;
    case "NEIGHBOR_DISCONNECTED": return `${who} is no longer linked to ${peer}: ${values.reason}`;
    case "PING_MISSED": return `${peer} does not answer ${who} (${values.misses} missed)`;
    case "NEIGHBOR_DEAD": return `${who} declares ${peer} dead`;
    case "DEATH_REPORTED": return `${values.by ? "Seed " + who + " receives a death report about" : who + " reports the death of"} ${peer}`;
    case "DEATH_REFUTED": return `${peer} was reported dead and is alive`;
    case "PEER_PROBED": return `Seed ${who} probed ${peer}: ${values.result}`;
    case "PEER_REMOVED": return `Seed ${who} removes ${peer}: ${values.reason}`;
    case "PEER_REGISTERED": return `Seed ${who} lists ${peer}`;
    case "PEER_STARTED": return `${who} starts`;
    case "JOINED": return `${who} has joined with ${count(values.neighbors, "link")}`;
    case "PEER_STOPPED": return `${who} stops: ${values.reason}`;
    default: return `${who} ${event} ${Object.entries(values).map(([key, value]) => key + "=" + value).join(" ")}`;
  }
}

/** Shows the newest events that contain the text of the filter. */
export function drawFeed(model, list, filter, routine) {
  const wanted = filter.trim().toLowerCase();
  const rows = [];
  for (let i = model.feed.length - 1; i >= 0 && rows.length < MAX_ROWS; i--) {
    const event = model.feed[i];
    if (ROUTINE.has(event.event) && !routine || event.event === "GOSSIP_FORWARDED") {
      continue;
    }
    const text = sentence(model, event);
    if (!wanted || (text + " " + event.event + " " + event.address).toLowerCase().includes(wanted)) {
      rows.push(row(event, text));
    }
  }
  list.replaceChildren(...rows);
}

function row(event, text) {
  const item = document.createElement("li");
  const time = document.createElement("time");
  time.textContent = clockTime(event.time) + " ";
  const words = document.createElement("span");
  words.textContent = text;
  words.className = ROUTINE.has(event.event) ? "dim" : "";
  item.title = event.event;
  item.append(time, words);
  return item;
}
