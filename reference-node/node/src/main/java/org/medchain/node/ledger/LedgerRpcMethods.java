package org.medchain.node.ledger;

import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.RpcMethod;

/** What a node answers about its ledger; to whom, the admission table says (decision 0162). */
public final class LedgerRpcMethods {
  /**
   * A run of headers with the certificate of the last: {@link HeightRange}, {@link
   * HeadersResponse}.
   */
  public static final RpcMethod HEADERS = CallKind.HEADERS.method();

  /**
   * A run of blocks with their certificates: {@link HeightRange}, {@link CertifiedBlocksResponse}.
   */
  public static final RpcMethod BLOCKS = CallKind.BLOCKS.method();

  /** How the members changed: {@link EpochProofsRequest}, {@link EpochProofsResponse}. */
  public static final RpcMethod EPOCHS = CallKind.EPOCHS.method();

  /** An entry of the state: {@link StateProofRequest}, {@link StateProofResponse}. */
  public static final RpcMethod STATE_PROOF = CallKind.STATE_PROOF.method();

  /**
   * A transaction and its receipt: {@link TransactionProofRequest}, {@link
   * TransactionProofResponse}.
   */
  public static final RpcMethod TRANSACTION_PROOF = CallKind.TRANSACTION_PROOF.method();

  private LedgerRpcMethods() {}
}
