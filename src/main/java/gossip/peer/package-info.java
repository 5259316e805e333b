/**
 * The peer: who its neighbors are, how messages spread over them, who of them is alive, and its dealings with seeds.
 *
 * <pre>
 *                        Peer  ties the parts and answers strangers
 *    ┌───────────────┬─────┴──────┬────────────────┬────────────────┐
 *  overlay        broadcast     liveness         seeds           healing
 *  Overlay        Broadcast     Liveness         SeedClient      Recruiter
 *  Introduction   History       Watch            RegistrationRound  PartitionAudit
 *  Neighbor       AntiEntropy                    Reports         Attachment (the choice, pure)
 * </pre>
 */
package gossip.peer;
