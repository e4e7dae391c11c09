package org.medchain.adversary;

import java.util.Optional;
import org.medchain.adversary.AdversaryKnowledge.VotedBlock;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** ADV-13: the corruption operators: a phase times a field. */
record VoteCorruptionAttack(ByzantineBehaviour.Corruption corruption) {

  /** The attack of these operators; one of them does not substitute a signed message. */
  static Attack attackFor(ByzantineBehaviour.Corruption corruption) {
    boolean swapsBlock =
        corruption.phase() == ByzantineBehaviour.NormalCasePhase.PRE_PREPARE
            && corruption.field() == ByzantineBehaviour.CorruptedField.DIGEST;
    return swapsBlock
        ? new SwappedBlockAttack(corruption.probability())
        : new MessageSubstitution(new VoteCorruptionAttack(corruption)::substituteFor);
  }

  private Optional<Message> substituteFor(Message message, AdversaryContext stage) {
    boolean concerned =
        NormalCaseVotes.phaseOf(message.type().code()).equals(Optional.of(corruption.phase()));
    if (!concerned || !stage.random().chance(corruption.probability())) {
      return Optional.empty();
    }
    return switch (message) {
      case PrePrepare proposal -> Optional.of(corrupt(proposal));
      case Prepare vote ->
          Optional.of(corrupt(vote.view(), vote.height(), vote.block(), stage).prepare());
      case Commit vote ->
          Optional.of(corrupt(vote.view(), vote.height(), vote.block(), stage).commit());
      default -> Optional.empty();
    };
  }

  private PrePrepare corrupt(PrePrepare proposal) {
    if (corruption.field() == ByzantineBehaviour.CorruptedField.VIEW) {
      return new PrePrepare(shifted(proposal.view()), proposal.block());
    }
    Block block = proposal.block();
    return new PrePrepare(proposal.view(), BlockVariants.atHeight(block, shifted(block.height())));
  }

  private VotedBlock corrupt(long view, long height, Hash block, AdversaryContext stage) {
    return switch (corruption.field()) {
      case VIEW -> new VotedBlock(shifted(view), height, block);
      case NUMBER -> new VotedBlock(view, shifted(height), block);
      case DIGEST -> new VotedBlock(view, height, stage.random().hash());
    };
  }

  /** There are no negative views and heights: it goes the other way then. */
  private long shifted(long number) {
    long moved = number + corruption.step();
    return moved >= 0 ? moved : number - corruption.step();
  }

  /** The signature is over one block's hash, the block beside it is another. */
  private record SwappedBlockAttack(double probability) implements Attack {
    @Override
    public void interceptOutput(Output output, AdversaryContext stage) {
      if (stage.ownMessage(output).orElse(null) instanceof PrePrepare proposal
          && stage.random().chance(probability)) {
        Block other = BlockVariants.withLaterTimestamp(proposal.block(), 1);
        Envelope swapped =
            new Envelope(
                PrePrepare.TYPE.code(),
                stage.self(),
                new PrePrepare(proposal.view(), other).encoded(),
                EnvelopeOutputs.envelope(output).orElseThrow().signature());
        stage.add(EnvelopeOutputs.withEnvelope(output, swapped));
      } else {
        stage.add(output);
      }
    }
  }

  /** ADV-14: votes in the name of others. */
  record VoteForgeryAttack() implements Attack {
    @Override
    public void interceptOutput(Output output, AdversaryContext stage) {
      stage.add(output);
      Optional<Envelope> vote =
          EnvelopeOutputs.envelope(output)
              .filter(envelope -> envelope.sender().equals(stage.self()))
              .filter(envelope -> NormalCaseVotes.phaseOf(envelope.code()).isPresent());
      if (vote.isPresent()) {
        Envelope own = vote.get();
        PublicKey other = stage.random().pick(stage.others());
        stage.add(
            EnvelopeOutputs.withEnvelope(
                output, new Envelope(own.code(), other, own.body(), own.signature())));
      }
    }
  }
}
