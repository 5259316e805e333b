/**
 * Charts as SVG, and pages that show them.
 *
 * <ul>
 *   <li>{@link gossip.chart.Chart}: a title, two axes and several series, drawn as an SVG element
 *   <li>{@link gossip.chart.Axis}: a linear or logarithmic axis with its ticks
 *   <li>{@link gossip.chart.Series}: points in one style, as dots, a line or bars
 *   <li>{@link gossip.chart.HtmlPage}: a page with charts and tables
 *   <li>{@link gossip.chart.Xml}: escaping of text
 * </ul>
 *
 * The rule: the package depends on no other package and does not know what the numbers mean.
 */
package gossip.chart;
