package org.medchain.adversary;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** ADV-13: the corruption operators: a phase times a field. */
final class VoteCorruptionAttack implements MessageSubstitution.Substitute {
  private final ByzantineBehaviour.VoteCorruption corruption;

  VoteCorruptionAttack(ByzantineBehaviour.VoteCorruption corruption) {
    this.corruption = corruption;
  }

  /** The plot of these operators; one of them is no substitution of a signed message. */
  static Attack attackFor(ByzantineBehaviour.VoteCorruption corruption) {
    boolean swapsBlock =
        corruption.phase() == ByzantineBehaviour.NormalCasePhase.PRE_PREPARE
            && corruption.field() == ByzantineBehaviour.CorruptedField.DIGEST;
    return swapsBlock
        ? new SwappedBlockAttack(corruption.probability())
        : new MessageSubstitution(new VoteCorruptionAttack(corruption));
  }

  @Override
  public Optional<Message> substituteFor(Message message, AdversaryContext stage) {
    boolean concerned =
        switch (corruption.phase()) {
          case PRE_PREPARE -> message instanceof PrePrepare;
          case PREPARE -> message instanceof Prepare;
          case COMMIT -> message instanceof Commit;
        };
    if (!concerned || !stage.random().chance(corruption.probability())) {
      return Optional.empty();
    }
    return switch (message) {
      case PrePrepare proposal -> Optional.of(corrupt(proposal));
      case Prepare vote -> Optional.of(corrupt(vote, stage));
      case Commit vote -> Optional.of(corrupt(vote, stage));
      default -> Optional.empty();
    };
  }

  private PrePrepare corrupt(PrePrepare proposal) {
    if (corruption.field() == ByzantineBehaviour.CorruptedField.VIEW) {
      return new PrePrepare(shifted(proposal.view()), proposal.block());
    }
    Block block = proposal.block();
    Header header = BlockVariants.atHeight(block.header(), shifted(block.height()));
    return new PrePrepare(proposal.view(), Block.of(header, block.transactions()));
  }

  private Prepare corrupt(Prepare vote, AdversaryContext stage) {
    return switch (corruption.field()) {
      case VIEW -> new Prepare(shifted(vote.view()), vote.height(), vote.block());
      case NUMBER -> new Prepare(vote.view(), shifted(vote.height()), vote.block());
      case DIGEST -> new Prepare(vote.view(), vote.height(), stage.random().hash());
    };
  }

  private Commit corrupt(Commit vote, AdversaryContext stage) {
    return switch (corruption.field()) {
      case VIEW -> new Commit(shifted(vote.view()), vote.height(), vote.block());
      case NUMBER -> new Commit(vote.view(), shifted(vote.height()), vote.block());
      case DIGEST -> new Commit(vote.view(), vote.height(), stage.random().hash());
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
      Optional<Envelope> envelope = EnvelopeOutputs.envelope(output);
      if (envelope.flatMap(stage::ownMessage).orElse(null) instanceof PrePrepare proposal
          && stage.random().chance(probability)) {
        Block other = BlockVariants.withLaterTimestamp(proposal.block(), 1);
        Envelope swapped =
            new Envelope(
                PrePrepare.TYPE.code(),
                stage.self(),
                new PrePrepare(proposal.view(), other).encoded(),
                envelope.orElseThrow().signature());
        stage.add(EnvelopeOutputs.withEnvelope(output, swapped));
      } else {
        stage.add(output);
      }
    }
  }
}
