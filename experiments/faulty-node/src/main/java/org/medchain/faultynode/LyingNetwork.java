package org.medchain.faultynode;

import java.util.Set;
import java.util.function.Supplier;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.transport.PeerLink;

/**
 * Gives clients replies with another result, or none (FN-10): what the replica itself did is right,
 * so that it can begin and end while the node runs.
 */
final class LyingNetwork implements ReplicaNetwork {
  private final ReplicaNetwork own;
  private final Supplier<Set<LieKind>> lies;

  LyingNetwork(ReplicaNetwork own, Supplier<Set<LieKind>> lies) {
    this.own = own;
    this.lies = lies;
  }

  @Override
  public void reply(PublicKey to, Message message) {
    Set<LieKind> now = lies.get();
    if (!now.contains(LieKind.SILENCE)) {
      own.reply(to, now.contains(LieKind.REPLY) ? falsified(message) : message);
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

  @Override
  public void broadcast(Envelope envelope) {
    own.broadcast(envelope);
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    own.send(to, envelope);
  }

  @Override
  public void requestReceived(PublicKey sender, PeerLink from) {
    own.requestReceived(sender, from);
  }

  @Override
  public void refuse(PeerLink to, PublicKey sender, RequestRejection refusal) {
    own.refuse(to, sender, refusal);
  }

  @Override
  public void flush() {
    own.flush();
  }
}
