package org.medchain.faults.node;

import java.util.Set;
import java.util.function.Supplier;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Message;
import org.medchain.node.host.ForwardingReplicaNetwork;
import org.medchain.node.host.ReplicaNetwork;

/**
 * Gives clients replies with another result, or none (FN-10): what the replica itself did is right,
 * so that it can begin and end while the node runs.
 */
final class LyingNetwork extends ForwardingReplicaNetwork {
  private final Supplier<Set<LieKind>> lies;

  LyingNetwork(ReplicaNetwork own, Supplier<Set<LieKind>> lies) {
    super(own);
    this.lies = lies;
  }

  @Override
  public void reply(PublicKey to, Message message) {
    Set<LieKind> now = lies.get();
    if (!now.contains(LieKind.SILENCE)) {
      super.reply(to, now.contains(LieKind.REPLY) ? falsified(message) : message);
    }
  }

  private static Message falsified(Message truth) {
    return switch (truth) {
      case OrderedReply told ->
          new OrderedReply(told.view(), told.height(), falsified(told.receipt()));
      case ReadReply told -> new ReadReply(told.epoch(), told.height(), falsified(told.receipt()));
      default -> truth; // it certifies itself
    };
  }

  private static Receipt falsified(Receipt truth) {
    return new Receipt(truth.request(), truth.code() ^ 1, Bytes.utf8("another result"));
  }
}
