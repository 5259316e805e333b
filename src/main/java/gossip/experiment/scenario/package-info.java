/**
 * The failures and the churn of an experiment, as values that are parsed from options and files.
 *
 * <ul>
 *   <li>{@link gossip.experiment.scenario.ScenarioOptions}: the options
 *   <li>{@link gossip.experiment.scenario.Scenario}: their values together
 *   <li>{@link gossip.experiment.scenario.ScenarioEvent} and {@link gossip.experiment.scenario.ScenarioAction}: what
 *       happens at a time, to the nodes of a {@link gossip.experiment.scenario.Target}
 *   <li>{@link gossip.experiment.scenario.CrashKind}, {@link gossip.experiment.scenario.Churn},
 *       {@link gossip.experiment.scenario.Session}: crashes and replacements
 *   <li>{@link gossip.experiment.scenario.ScenarioFiles}: reads files line by line
 * </ul>
 *
 * The rule: values only; {@code gossip.experiment} applies them to a simulated network.
 */
package gossip.experiment.scenario;
