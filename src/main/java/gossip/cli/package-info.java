/** The command line and the configuration file: options, their units and defaults, typed lines, errors that help. */
package gossip.cli;
