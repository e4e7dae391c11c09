package org.medchain.node.ledger;

import java.util.EnumSet;
import java.util.Set;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Topic;

/** What a node answers about its ledger, and to whom (decision 0162). */
public final class LedgerTopics {
  /** A run of headers with the certificate of the last: {@link Range}, {@link HeaderAnswer}. */
  public static final Topic HEADERS = new Topic(30, "headers");

  /** A run of blocks with their certificates: {@link Range}, {@link DecisionAnswer}. */
  public static final Topic DECISIONS = new Topic(31, "decisions");

  /** How the members changed: {@link EpochQuestion}, {@link EpochAnswer}. */
  public static final Topic EPOCHS = new Topic(32, "epochs");

  /** An entry of the state: {@link StateQuestion}, {@link StateAnswer}. */
  public static final Topic STATE_PROOF = new Topic(33, "state-proof");

  /** A transaction and its receipt: {@link TransactionQuestion}, {@link TransactionAnswer}. */
  public static final Topic TRANSACTION_PROOF = new Topic(34, "transaction-proof");

  /** Who keeps the whole ledger, or is to supervise it: may be shown all of it. */
  public static final Set<PeerRole> KEEPERS =
      Set.copyOf(
          EnumSet.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE, PeerRole.REGULATORY_CENTER));

  /** Everybody with a certificate. */
  public static final Set<PeerRole> ALL = Set.copyOf(EnumSet.allOf(PeerRole.class));

  private LedgerTopics() {}
}
