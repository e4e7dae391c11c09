package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** ADV-15: other operations under old signatures (paper §4: a tampered record). */
final class TamperingPlot implements Plot {
  private final double probability;
  private final Plot proposals = new Substitution(this::tampered);

  TamperingPlot(double probability) {
    this.probability = probability;
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    Optional<Envelope> envelope = Wire.envelope(output);
    if (envelope.flatMap(Wire::read).orElse(null) instanceof Request request
        && stage.draws().chance(probability)) {
      Transaction other = Variants.tampered(request.transaction());
      stage.add(Wire.with(output, Request.envelope(other)));
    } else {
      proposals.outgoing(output, stage);
    }
  }

  private Optional<Message> tampered(Message message, Stage stage) {
    if (!(message instanceof PrePrepare proposal)
        || proposal.block().transactions().isEmpty()
        || !stage.draws().chance(probability)) {
      return Optional.empty();
    }
    Block block = proposal.block();
    List<Transaction> transactions = new ArrayList<>(block.transactions());
    int changed = stage.draws().below(transactions.size());
    transactions.set(changed, Variants.tampered(transactions.get(changed)));
    Block other = Variants.of(block, block.parent(), block.header().timestampMs(), transactions);
    return Optional.of(new PrePrepare(proposal.view(), other));
  }
}
