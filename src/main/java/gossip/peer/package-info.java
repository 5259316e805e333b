/**
 * The peer: who its neighbors are, how messages spread over them, who of them is alive, and its dealings with seeds.
 *
 * <pre>
 *                          Peer  ties the parts
 *     ┌──────────────┬───────┴───────┬──────────────────┬────────────────────┐
 *  links           messages        life              seeds                growth
 *  Reception       Broadcast       Heartbeat         SeedClient           Growth
 *  Introduction    History         Liveness          RegistrationRound    Recruiter
 *  Overlay         ReceivedSet     Reports           Self                 Attachment   (the choice, pure)
 *  Neighbor        AntiEntropy     PartitionAudit                         Replacement  (the rule, pure)
 *                  Pruning
 *                  Generator
 * </pre>
 */
package gossip.peer;
