// The state of the network, computed from events only. The live page and the replay feed the same events.

/** Frequent events that are hidden in the feed unless the user asks for them. */
export const ROUTINE = new Set(["PING_SENT", "PING_REPLY_RECEIVED", "GOSSIP_RECEIVED"]);
/** Reasons of NEIGHBOR_DISCONNECTED that say nothing about the health of the neighbor. */
const HARMLESS = new Set(["left", "leaving", "surplus", "restarted", "full", "duplicate", "stale incarnation", "dead"]);
const MAX_MESSAGES = 200;
const MAX_FEED = 2000;
const MAX_SECONDS = 600;
const MAX_LATENCIES = 1000;

/** Returns what a person wrote: the text without the frame of the specification, "[time]:host: Message 1 [text]". */
export function content(text) {
  return /^\[[^\]]*\]:\S+ Message \d+ \[(.*)\]$/s.exec(text)?.[1] ?? text;
}

/** Returns a number with its noun. */
export function count(number, noun) {
  return `${number} ${noun}${Number(number) === 1 ? "" : "s"}`;
}

export class Model {
  constructor() {
    this.nodes = new Map();
    /** Names by address, of peers that may have departed before the page was opened. */
    this.names = new Map();
    this.links = new Map();
    this.messages = new Map();
    this.feed = [];
    this.seconds = new Map();
    this.findings = null;
    this.time = 0;
    /** The time of the first event. What was before it is unknown. */
    this.start = Infinity;
    /** Rises when nodes or links appear or disappear. */
    this.shape = 0;
  }

  /** Changes the state by one event: {time, role, address, event, values}. */
  apply(event) {
    if (event.event === "NAME") {
      this.names.set(event.address, event.values.name);
      return;
    }
    this.time = Math.max(this.time, event.time);
    this.start = Math.min(this.start, event.time);
    if (event.event === "FINDINGS") {
      this.findings = event.values.findings;
      return;
    }
    const node = this.node(event.address, event.role);
    const handler = HANDLERS[event.event];
    if (handler) {
      handler.call(this, node, event.values, event.time);
    }
    if (!PSEUDO.has(event.event)) {
      this.feed.push(event);
      if (this.feed.length > MAX_FEED) {
        this.feed.splice(0, MAX_FEED / 4);
      }
    }
  }

  node(address, role = "PEER") {
    let node = this.nodes.get(address);
    if (!node) {
      node = {address, role, name: this.names.get(address) ?? "", state: role === "SEED" ? "alive" : "joining", since: null,
        neighbors: new Set(), suspectedBy: new Map(), received: 0, generated: 0, stats: {}};
      this.nodes.set(address, node);
      this.shape++;
    }
    return node;
  }

  /** Returns the number of peers whose process runs, as far as the events say. */
  living() {
    return [...this.nodes.values()].filter(node => node.role === "PEER" && !node.stopped
      && node.state !== "dead" && node.state !== "left").length;
  }

  /** Returns the name of a node, or its address. */
  label(address) {
    return this.nodes.get(address)?.name || address;
  }

  /** Changes the state. The time is null if the events do not say when it changed, as those made from queries. */
  setState(node, state, time) {
    if (node.state !== state) {
      node.state = state;
      node.since = time;
    }
  }

  suspect(address, by, reason, time) {
    const node = this.node(address);
    node.suspectedBy.set(by, reason);
    if (node.state === "alive" || node.state === "joining") {
      this.setState(node, "suspected", time);
    }
  }

  confirm(address, by, time) {
    const node = this.node(address);
    node.suspectedBy.delete(by);
    if (node.state === "suspected" && node.suspectedBy.size === 0) {
      this.setState(node, "alive", time);
    }
  }

  end(node, state, time) {
    node.suspectedBy.clear();
    this.setState(node, state, time);
    for (const other of [...node.neighbors]) {
      this.disconnect(node.address, other);
    }
  }

  connect(from, to) {
    this.node(to);
    const key = from < to ? from + "|" + to : to + "|" + from;
    let link = this.links.get(key);
    if (!link) {
      link = {key, ends: from < to ? [from, to] : [to, from], reportedBy: new Set(), messages: 0};
      this.links.set(key, link);
      this.shape++;
    }
    link.reportedBy.add(from);
    this.node(from).neighbors.add(to);
    return link;
  }

  disconnect(from, to) {
    const key = from < to ? from + "|" + to : to + "|" + from;
    const link = this.links.get(key);
    this.nodes.get(from)?.neighbors.delete(to);
    if (link) {
      link.reportedBy.delete(from);
      if (link.reportedBy.size === 0) {
        this.links.delete(key);
        this.shape++;
      }
    }
  }

  message(id, text, time) {
    let message = this.messages.get(id);
    if (!message) {
      message = {id, text, origin: id.slice(0, id.indexOf("/")), time, receptions: new Map()};
      this.messages.set(id, message);
      if (this.messages.size > MAX_MESSAGES) {
        this.messages.delete(this.messages.keys().next().value);
      }
    }
    return message;
  }

  second(time) {
    const key = Math.floor(time / 1000);
    let second = this.seconds.get(key);
    if (!second) {
      second = {deliveries: 0, latencies: []};
      this.seconds.set(key, second);
      if (this.seconds.size > MAX_SECONDS) {
        this.seconds.delete(this.seconds.keys().next().value);
      }
    }
    return second;
  }

  /** Spreads the growth of a counter over the seconds since the last STATUS of the node. Other seconds have no value. */
  count(node, key, into, values, time) {
    const growth = Number(values[key]) - Number(node.stats[key]);
    if (growth >= 0) {
      const seconds = Math.max(1, Math.min(30, Math.round((time - node.statsTime) / 1000)));
      for (let i = 0; i < seconds; i++) {
        const second = this.second(time - 1000 * i);
        second[into] = (second[into] ?? 0) + growth / seconds;
      }
    }
  }
}

/** Events that the server makes from queries. They do not appear in the feed. */
const PSEUDO = new Set(["STATUS", "LINKS", "MEMBER", "UNREACHABLE"]);

const HANDLERS = {
  SEED_STARTED(node, values, time) {
    node.state = "alive";
    node.since = time;
  },
  SEED_STOPPED(node, values, time) { this.end(node, "left", time); },
  PEER_STARTED(node, values, time) {
    node.name = values.name ?? node.name;
    node.stopped = false;
    this.end(node, "joining", time);
    node.since = time;
  },
  /** A peer that stops without a message is alive for the others until they notice. */
  PEER_STOPPED(node, values, time) {
    if (values.reason?.startsWith("left")) {
      this.end(node, "left", time);
    } else {
      node.stopped = true;
      this.suspect(node.address, node.address, "stopped: " + values.reason, time);
    }
  },
  JOINED(node, values, time) { this.setState(node, "alive", time); },
  PEER_REMOVED(node, values, time) {
    this.end(this.node(values.peer), values.reason === "left" ? "left" : "dead", time);
  },
  NEIGHBOR_CONNECTED(node, values, time) {
    this.setState(node, "alive", time);
    this.connect(node.address, values.peer);
    this.confirm(values.peer, node.address, time);
  },
  NEIGHBOR_DISCONNECTED(node, values, time) {
    this.disconnect(node.address, values.peer);
    if (!HARMLESS.has(values.reason)) {
      this.suspect(values.peer, node.address, "link lost: " + values.reason, time);
    }
  },
  PING_MISSED(node, values, time) {
    this.suspect(values.peer, node.address, values.misses + " missed PINGs", time);
  },
  PING_REPLY_RECEIVED(node, values, time) { this.confirm(values.peer, node.address, time); },
  NEIGHBOR_DEAD(node, values, time) { this.end(this.node(values.peer), "dead", time); },
  GOSSIP_GENERATED(node, values, time) {
    node.generated++;
    this.message(values.id, values.message, time);
  },
  GOSSIP_RECEIVED(node, values, time) {
    node.received++;
    const message = this.message(values.id, values.message, time);
    message.receptions.set(node.address, {from: values.from, hops: Number(values.hops), time});
    const link = this.connect(node.address, values.from);
    link.messages++;
    link.lastMessage = time;
    const second = this.second(time);
    second.deliveries++;
    if (second.latencies.length < MAX_LATENCIES) {
      second.latencies.push(Math.max(0, time - message.time));
    }
  },
  // ---- made from queries
  MEMBER(node, values) {
    node.name = values.name || node.name;
    if (node.state === "joining" || node.state === "dead" || node.state === "left") {
      this.setState(node, "alive", null);
    }
  },
  STATUS(node, values, time) {
    node.name = values.name || node.name;
    this.count(node, "duplicates", "duplicates", values, time);
    this.count(node, "bytesOut", "bytes", values, time);
    node.stats = values;
    node.statsTime = time;
    if (node.role === "PEER") {
      this.confirm(node.address, "dashboard", null);
      if (node.neighbors.size > 0 && node.state !== "suspected") {
        this.setState(node, "alive", null);
      }
    } else {
      this.setState(node, "alive", null);
    }
  },
  LINKS(node, values) {
    const now = new Set(values.peers.split(" ").filter(peer => peer));
    [...node.neighbors].filter(peer => !now.has(peer)).forEach(peer => this.disconnect(node.address, peer));
    now.forEach(peer => this.connect(node.address, peer));
  },
  UNREACHABLE(node, values) {
    if (node.role === "SEED") {
      this.setState(node, "dead", null);
    } else if (node.state === "alive" || node.state === "joining") {
      this.suspect(node.address, "dashboard", "does not answer: " + values.reason, null);
    }
  },
};
