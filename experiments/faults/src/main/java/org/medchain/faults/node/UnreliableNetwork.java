package org.medchain.faults.node;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.host.ForwardingReplicaNetwork;
import org.medchain.node.host.NodePorts.HostedNetwork;

/**
 * Loses, doubles and holds back whole messages of a replica before they reach a connection (FN-9):
 * TLS over TCP carries all of them or none, so nothing behind it can. A broadcast is drawn for each
 * receiver. And gives clients replies with another result, or none (FN-10): what the replica itself
 * did is right, so that it can begin and end while the node runs. On the replica's thread.
 */
final class UnreliableNetwork extends ForwardingReplicaNetwork {
  /** What is held back comes so much later at most. */
  static final int LONGEST_MS = 100;

  private final HostedNetwork own;
  private final Supplier<Faults> faults;
  private final Random random;

  UnreliableNetwork(HostedNetwork own, Supplier<Faults> faults, Random random) {
    super(own.network());
    this.own = own;
    this.faults = faults;
    this.random = random;
  }

  @Override
  public void broadcast(Envelope envelope) {
    if (isWhole()) {
      super.broadcast(envelope);
    } else {
      own.nodes().get().forEach(each -> send(each, envelope));
    }
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    carry(() -> super.send(to, envelope));
  }

  @Override
  public void reply(PublicKey to, Message message) {
    Set<LieKind> lies = faults.get().lies();
    if (!lies.contains(LieKind.SILENCE)) {
      carry(() -> super.reply(to, lies.contains(LieKind.REPLY) ? falsified(message) : message));
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

  private boolean isWhole() {
    Faults now = faults.get();
    return !now.has(FaultKey.LOSS) && !now.has(FaultKey.DUPLICATE) && !now.has(FaultKey.REORDER);
  }

  private void carry(Runnable message) {
    Faults now = faults.get();
    int copies = draws(now, FaultKey.LOSS) ? 0 : draws(now, FaultKey.DUPLICATE) ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      if (draws(now, FaultKey.REORDER)) {
        later(message);
      } else {
        message.run();
      }
    }
  }

  private boolean draws(Faults now, FaultKey key) {
    return now.has(key) && random.nextDouble() < now.share(key);
  }

  private void later(Runnable message) {
    var unused =
        own.thread()
            .schedule(
                () -> {
                  message.run();
                  flush();
                },
                1 + random.nextInt(LONGEST_MS),
                TimeUnit.MILLISECONDS);
  }
}
