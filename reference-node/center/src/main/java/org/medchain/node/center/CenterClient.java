package org.medchain.node.center;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.admission.CallKind;
import org.medchain.node.center.CenterRequest.InvitationRequest;
import org.medchain.node.center.CenterRequest.LedgerRequest;
import org.medchain.node.transport.RpcClient;

/**
 * Drives a running center over a connection, as a process with its name.
 *
 * @param asker over whose connections
 * @param center the key of the center's process
 */
public record CenterClient(RpcClient asker, PublicKey center) {
  /** Has an order carried out; gives the receipts that it led to on the ledger. */
  public CompletableFuture<List<Receipt>> execute(CenterRequest order) {
    return ask(order).thenApply(Receipt.CODEC.list()::decoded);
  }

  /** Has an operation ordered as the center's. */
  public CompletableFuture<List<Receipt>> order(Operation operation) {
    return execute(new LedgerRequest(operation));
  }

  /** Has an invitation made. */
  public CompletableFuture<Invitation> invite(InvitationRequest order) {
    return ask(order).thenApply(Invitation.CODEC::decoded);
  }

  private CompletableFuture<Bytes> ask(CenterRequest order) {
    return asker.call(center, CallKind.ORDER.method(), order.encoded());
  }
}
