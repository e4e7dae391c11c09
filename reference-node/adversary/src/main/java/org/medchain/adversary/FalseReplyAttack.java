package org.medchain.adversary;

import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;
import org.medchain.network.Message;

/**
 * ADV-16: false replies to clients. They depend on the right ones alone, so that colluders agree
 * without communication.
 */
final class FalseReplyAttack implements Attack {
  private final ByzantineBehaviour.FalseReplyField lie;

  FalseReplyAttack(ByzantineBehaviour.FalseReplyField lie) {
    this.lie = lie;
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (!(output instanceof Output.Reply reply)) {
      stage.add(output);
      return;
    }
    Message said =
        switch (reply.message()) {
          case OrderedReply truth -> falsified(truth);
          case ReadReply truth -> falsified(truth);
          default -> reply.message(); // a self-certifying message cannot be falsified
        };
    stage.add(new Output.Reply(reply.client(), said, reply.waitsFor()));
  }

  /** A read's view is as much of it as quorums depend on: its epoch. */
  private ReadReply falsified(ReadReply truth) {
    return switch (lie) {
      case RESULT -> new ReadReply(truth.epoch(), truth.height(), falsified(truth.receipt()));
      case VIEW -> new ReadReply(truth.epoch() + 1, truth.height(), truth.receipt());
      case HEIGHT -> new ReadReply(truth.epoch(), truth.height() + 1, truth.receipt());
    };
  }

  private OrderedReply falsified(OrderedReply truth) {
    return switch (lie) {
      case RESULT -> new OrderedReply(truth.view(), truth.height(), falsified(truth.receipt()));
      case VIEW -> new OrderedReply(truth.view() + 1, truth.height(), truth.receipt());
      case HEIGHT -> new OrderedReply(truth.view(), truth.height() + 1, truth.receipt());
    };
  }

  private static Receipt falsified(Receipt truth) {
    return new Receipt(truth.request(), truth.code() ^ 1, Bytes.utf8("a lie"));
  }
}
