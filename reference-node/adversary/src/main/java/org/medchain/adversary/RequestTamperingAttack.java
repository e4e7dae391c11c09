package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** ADV-15: other operations under old signatures (paper §4: a tampered record). */
record RequestTamperingAttack(double probability) implements Attack {
  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    Optional<Envelope> envelope = EnvelopeOutputs.envelope(output);
    if (envelope.flatMap(EnvelopeOutputs::decode).orElse(null) instanceof Request request
        && stage.random().chance(probability)) {
      Transaction other = BlockVariants.tampered(request.transaction());
      stage.add(EnvelopeOutputs.withEnvelope(output, Request.envelope(other)));
    } else {
      new MessageSubstitution(this::tamperedRequest).interceptOutput(output, stage);
    }
  }

  private Optional<Message> tamperedRequest(Message message, AdversaryContext stage) {
    if (!(message instanceof PrePrepare proposal)
        || proposal.block().transactions().isEmpty()
        || !stage.random().chance(probability)) {
      return Optional.empty();
    }
    Block block = proposal.block();
    List<Transaction> transactions = new ArrayList<>(block.transactions());
    int changed = stage.random().below(transactions.size());
    transactions.set(changed, BlockVariants.tampered(transactions.get(changed)));
    Block other =
        BlockVariants.childOf(block, block.parent(), block.header().timestampMs(), transactions);
    return Optional.of(new PrePrepare(proposal.view(), other));
  }
}
