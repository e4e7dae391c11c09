package org.medchain.adversary;

import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;
import org.medchain.network.Message;

/**
 * ADV-16: false replies to clients. They depend only on the right ones, so that colluders agree
 * without communication.
 */
record FalseReplyAttack(ByzantineBehaviour.FalseReplyField lie) implements Attack {
  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (!(output instanceof Output.Reply reply)) {
      stage.add(output);
      return;
    }
    int viewShift = lie == ByzantineBehaviour.FalseReplyField.VIEW ? 1 : 0;
    int heightShift = lie == ByzantineBehaviour.FalseReplyField.HEIGHT ? 1 : 0;
    Message said =
        switch (reply.message()) {
          case OrderedReply truth ->
              new OrderedReply(
                  truth.view() + viewShift,
                  truth.height() + heightShift,
                  falsified(truth.receipt()));
          // A read's view is as much of it as quorums depend on: its epoch.
          case ReadReply truth ->
              new ReadReply(
                  truth.epoch() + viewShift,
                  truth.height() + heightShift,
                  falsified(truth.receipt()));
          default -> reply.message(); // a self-certifying message cannot be falsified
        };
    stage.add(new Output.Reply(reply.client(), said, reply.waitsFor()));
  }

  private Receipt falsified(Receipt truth) {
    return lie == ByzantineBehaviour.FalseReplyField.RESULT
        ? new Receipt(truth.request(), truth.code() ^ 1, Bytes.utf8("a lie"))
        : truth;
  }
}
