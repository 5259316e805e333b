/**
 * An adapter that runs peers under the broadcast workload of Maelstrom, and a check of the same properties in virtual
 * time.
 *
 * <p>Classes in reading order:
 * <ul>
 * <li>{@code JsonReader}: reads the messages of Maelstrom
 * </ul>
 */
package gossip.maelstrom;
