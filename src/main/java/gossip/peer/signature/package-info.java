/**
 * The signatures of messages: signing, checking and the certificates that both need.
 *
 * <ol>
 * <li>{@link gossip.peer.signature.MessageAuthentication}: what the broadcast asks about each message, implemented by
 *     {@code SignedMessages}, and by {@code UnsignedMessages} for a peer without {@code --signed}
 * <li>{@code CertificateStore}: the certificates of origins; {@code LinkCertificates}: those that crossed a link;
 *     {@code ExaminationBudget}: how many are examined
 * <li>{@code SignatureChecks}: the checks that run outside of the node; {@code InvalidSignatures}: how many may fail
 * <li>{@code RefusalCounts}: what was refused, by reason
 * </ol>
 *
 * <p>The rule of this package: a message that is not accepted changes nothing but a count. Keys are behind
 * {@link gossip.node.SignatureService}.
 */
package gossip.peer.signature;
