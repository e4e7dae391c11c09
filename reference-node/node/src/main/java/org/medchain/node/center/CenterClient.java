package org.medchain.node.center;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Topic;

/**
 * Drives a running center over a connection, as a process with its name.
 *
 * @param asker over whose connections
 * @param center the key of the center's process
 */
public record CenterClient(Asker asker, PublicKey center) {
  /** Has an order carried out; gives the receipts that it led to on the ledger. */
  public CompletableFuture<List<Receipt>> order(CenterOrder order) {
    return ask(order).thenApply(CenterOrders::receipts);
  }

  /** Has an invitation made. */
  public CompletableFuture<Invitation> invite(CenterOrder.Invite order) {
    return ask(order).thenApply(answer -> Decoder.decode(answer, Invitation::decode));
  }

  private CompletableFuture<Bytes> ask(CenterOrder order) {
    Topic topic =
        switch (order) {
          case CenterOrder.Authorise each -> Authorising.TOPIC;
          case CenterOrder.Invite each -> Authorising.TOPIC;
          case CenterOrder.ChangeMember each -> Authorising.TOPIC;
          case CenterOrder.RevokeKey each -> Revoking.TOPIC;
          case CenterOrder.RevokeCertificate each -> Revoking.TOPIC;
          case CenterOrder.Publish each -> Revoking.TOPIC;
        };
    return asker.ask(center, topic, order.encoded());
  }
}
