package org.medchain.node.ledger;

import java.util.EnumSet;
import java.util.Set;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcMethod;

/** What a node answers about its ledger, and to whom (decision 0162). */
public final class LedgerRpcMethods {
  /**
   * A run of headers with the certificate of the last: {@link HeightRange}, {@link
   * HeadersResponse}.
   */
  public static final RpcMethod HEADERS = new RpcMethod(30, "headers");

  /**
   * A run of blocks with their certificates: {@link HeightRange}, {@link CertifiedBlocksResponse}.
   */
  public static final RpcMethod BLOCKS = new RpcMethod(31, "decisions");

  /** How the members changed: {@link EpochProofsRequest}, {@link EpochProofsResponse}. */
  public static final RpcMethod EPOCHS = new RpcMethod(32, "epochs");

  /** An entry of the state: {@link StateProofRequest}, {@link StateProofResponse}. */
  public static final RpcMethod STATE_PROOF = new RpcMethod(33, "state-proof");

  /**
   * A transaction and its receipt: {@link TransactionProofRequest}, {@link
   * TransactionProofResponse}.
   */
  public static final RpcMethod TRANSACTION_PROOF = new RpcMethod(34, "transaction-proof");

  /** Who keeps the whole ledger, or is to supervise it: may be shown all of it. */
  public static final Set<PeerRole> FULL_LEDGER_ROLES =
      Set.copyOf(
          EnumSet.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE, PeerRole.REGULATORY_CENTER));

  /** Every certified node. */
  public static final Set<PeerRole> ALL_ROLES = Set.copyOf(EnumSet.allOf(PeerRole.class));

  private LedgerRpcMethods() {}
}
