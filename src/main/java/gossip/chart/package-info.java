/** Charts as SVG. Knows nothing of what it draws. */
package gossip.chart;
