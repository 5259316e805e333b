// The degree distribution on log-log axes, with the power law of preferential attachment that fits best.
import {frame} from "./charts.js";
import {count} from "./model.js";

/** Below this number of peers, nothing is said about the law. */
const MIN_PEERS = 50;
/** The number of links that a joining peer opens by default. The law describes degrees from here on. */
const MIN_DEGREE = 2;

/** The logarithm of the gamma function, by the approximation of Lanczos (g = 7, 9 terms). */
function logGamma(x) {
  const terms = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
  const sum = terms.slice(1).reduce((total, term, i) => total + term / (x + i), terms[0]);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/** The logarithm of p(k) = (g-1) G(k) G(m+g-1) / (G(m) G(k+g)), for k >= m. */
function logProbability(k, g, m) {
  return Math.log(g - 1) + logGamma(k) + logGamma(m + g - 1) - logGamma(m) - logGamma(k + g);
}

/** Returns the exponent with the highest likelihood, by golden-section search in 1.5 to 6. */
export function exponent(degrees, m = MIN_DEGREE) {
  const counts = d3.rollups(degrees, group => group.length, degree => degree);
  const likelihood = g => d3.sum(counts, ([k, count]) => count * logProbability(k, g, m));
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [1.5, 6];
  while (high - low > 0.001) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (likelihood(left) > likelihood(right)) {
      high = right;
    } else {
      low = left;
    }
  }
  return (low + high) / 2;
}

/** Draws the share of peers with at least k links. */
export function drawDegrees(model) {
  const degrees = [...model.nodes.values()].filter(node => node.role === "PEER" && node.neighbors.size > 0)
    .map(node => node.neighbors.size).sort(d3.ascending);
  const caption = document.getElementById("degrees-caption");
  if (degrees.length === 0) {
    caption.textContent = "Degree distribution: no links";
    return;
  }
  const x = d3.scaleLog([1, Math.max(10, degrees.at(-1))], [0, 1]);
  const y = d3.scaleLog([0.5 / degrees.length, 1], [0, 1]);
  const group = frame(document.getElementById("degrees"), x, y, "~s", "~p");
  if (!group) {
    return;
  }
  const points = [...new Set(degrees)].map(k => [k, 1 - d3.bisectLeft(degrees, k) / degrees.length]);
  group.selectAll("circle").data(points).join("circle").attr("r", 2.5).attr("cx", p => x(p[0])).attr("cy", p => y(p[1]));
  const tail = degrees.filter(degree => degree >= MIN_DEGREE);
  if (degrees.length < MIN_PEERS) {
    caption.textContent = `Share of peers with at least k links; ${count(degrees.length, "peer")} are too few for a fit`;
    return;
  }
  const g = exponent(tail);
  const model_ = d3.range(MIN_DEGREE, degrees.at(-1) + 1);
  let rest = tail.length / degrees.length;
  const line = model_.map(k => {
    const at = [k, rest];
    rest -= Math.exp(logProbability(k, g, MIN_DEGREE)) * tail.length / degrees.length;
    return at;
  }).filter(p => p[1] > 0.5 / degrees.length);
  group.append("path").attr("class", "second").attr("d", d3.line().x(p => x(p[0])).y(p => y(p[1]))(line));
  caption.textContent = `Share of peers with at least k links, and the power law with exponent ${g.toFixed(2)}`;
}
