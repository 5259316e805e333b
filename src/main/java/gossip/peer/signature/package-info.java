/**
 * The signatures of messages: signing, verification and the certificates that both need.
 *
 * <ol>
 * <li>{@link gossip.peer.signature.MessageAuthentication}: what the broadcast asks about each message
 * <li>{@code SignedMessages}: verifies the signatures of messages, and signs those of this peer;
 *     {@code UnsignedMessages}: the same interface for a peer without {@code --signed}
 * <li>{@code CertificateStore}: the certificates of origins; {@code LinkCertificates}: those that crossed a link;
 *     {@code ExaminationBudget}: how many are examined
 * <li>{@code RunningChecks}: shares the result of a check by all copies; {@code InvalidSignatures}: how many may fail
 * <li>{@code RefusalCounts}: what was refused, by reason
 * </ol>
 *
 * <p>The rule of this package: a message that is not accepted changes nothing but a count. Keys are behind
 * {@link gossip.node.SignatureService}.
 */
package gossip.peer.signature;
