package org.medchain.adversary;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.Commit;
import org.medchain.consensus.pbft.PrePrepare;
import org.medchain.consensus.pbft.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** ADV-13: the corruption operators: a phase times a field. */
final class VoteLies implements Substitution.Lie {
  private final Behaviour.Corruption corruption;

  VoteLies(Behaviour.Corruption corruption) {
    this.corruption = corruption;
  }

  /** The plot of these operators; one of them is no substitution of a signed message. */
  static Plot plot(Behaviour.Corruption corruption) {
    boolean swapsBlock =
        corruption.phase() == Behaviour.Phase.PRE_PREPARE
            && corruption.field() == Behaviour.Field.DIGEST;
    return swapsBlock
        ? new SwappedBlock(corruption.probability())
        : new Substitution(new VoteLies(corruption));
  }

  @Override
  public Optional<Message> about(Message message, Stage stage) {
    boolean concerned =
        switch (corruption.phase()) {
          case PRE_PREPARE -> message instanceof PrePrepare;
          case PREPARE -> message instanceof Prepare;
          case COMMIT -> message instanceof Commit;
        };
    if (!concerned || !stage.draws().chance(corruption.probability())) {
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
    if (corruption.field() == Behaviour.Field.VIEW) {
      return new PrePrepare(moved(proposal.view()), proposal.block());
    }
    Block block = proposal.block();
    Header header = Variants.at(block.header(), moved(block.height()));
    return new PrePrepare(proposal.view(), Block.of(header, block.transactions()));
  }

  private Prepare corrupt(Prepare vote, Stage stage) {
    return switch (corruption.field()) {
      case VIEW -> new Prepare(moved(vote.view()), vote.height(), vote.block());
      case NUMBER -> new Prepare(vote.view(), moved(vote.height()), vote.block());
      case DIGEST -> new Prepare(vote.view(), vote.height(), stage.draws().hash());
    };
  }

  private Commit corrupt(Commit vote, Stage stage) {
    return switch (corruption.field()) {
      case VIEW -> new Commit(moved(vote.view()), vote.height(), vote.block());
      case NUMBER -> new Commit(vote.view(), moved(vote.height()), vote.block());
      case DIGEST -> new Commit(vote.view(), vote.height(), stage.draws().hash());
    };
  }

  /** There are no negative views and heights: it goes the other way then. */
  private long moved(long number) {
    long moved = number + corruption.step();
    return moved >= 0 ? moved : number - corruption.step();
  }

  /** The signature is over one block's hash, the block beside it is another. */
  private record SwappedBlock(double probability) implements Plot {
    @Override
    public void outgoing(Output output, Stage stage) {
      Optional<Envelope> envelope = Wire.envelope(output);
      if (envelope.flatMap(stage::own).orElse(null) instanceof PrePrepare proposal
          && stage.draws().chance(probability)) {
        Block other = Variants.later(proposal.block(), 1);
        Envelope swapped =
            new Envelope(
                PrePrepare.TYPE.code(),
                stage.self(),
                new PrePrepare(proposal.view(), other).encoded(),
                envelope.orElseThrow().signature());
        stage.add(Wire.with(output, swapped));
      } else {
        stage.add(output);
      }
    }
  }
}
