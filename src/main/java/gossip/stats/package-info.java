/** The power law of degrees, its goodness of fit, and percentiles. Pure functions. */
package gossip.stats;
