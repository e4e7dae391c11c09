package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.adversary.Votes.Ballot;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.Commit;
import org.medchain.consensus.pbft.PrePrepare;
import org.medchain.consensus.pbft.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * ADV-12: two blocks for one view and height, and votes for both, each where it is believed.
 *
 * <p>Which group a block is for is told by its hash alone (the lowest bit), so that colluders who
 * hear of one of two versions need not wait for the other to know where to vote for it.
 */
final class EquivocationPlot implements Plot {
  /** Far more ballots than are ever in flight. */
  private static final int BALLOTS_KEPT = 256;

  private static final int GROUPS = 2;

  /** Which of the two versions goes where. */
  private static final class Version {
    Optional<Block> block = Optional.empty();
    final List<Envelope> said = new ArrayList<>();
  }

  private final List<PublicKey> second;
  private final TreeMap<Ballot, List<Version>> ballots = new TreeMap<>();
  private long decided;

  EquivocationPlot(Behaviour.Equivocation equivocation, Surroundings surroundings) {
    this.second = equivocation.second().stream().map(surroundings.members()::key).toList();
  }

  /** The group that a block is for, whoever has proposed it. */
  static int groupOf(Hash block) {
    return (int) (block.w3() & 1);
  }

  private int groupOf(PublicKey node) {
    return second.contains(node) ? 1 : 0;
  }

  private List<Version> versions(Ballot ballot) {
    List<Version> versions =
        ballots.computeIfAbsent(ballot, key -> List.of(new Version(), new Version()));
    if (ballots.size() > BALLOTS_KEPT) {
      ballots.pollFirstEntry();
    }
    return versions;
  }

  /** As backup: hears of a proposal, and votes in both groups. */
  @Override
  public List<Input> incoming(Input input, Stage stage) {
    if (input instanceof Input.MessageReceived received
        && received.verified().message() instanceof PrePrepare proposal) {
      PublicKey sender = received.verified().sender();
      if (sender.equals(Votes.primary(stage.members(), proposal.view()))) {
        if (stage.surroundings().colluders().contains(sender)) {
          // Its other version comes, or came, by itself.
          support(proposal.view(), proposal.block(), groupOf(proposal.block().hash()), stage);
        } else {
          supportInvented(proposal, stage);
        }
      }
    }
    return List.of(input);
  }

  /** The primary is honest, so the second version is one that nobody proposed. */
  private void supportInvented(PrePrepare proposal, Stage stage) {
    Ballot ballot = new Ballot(proposal.view(), proposal.block().height());
    if (!ballots.containsKey(ballot)) {
      support(proposal.view(), proposal.block(), 0, stage);
      support(proposal.view(), Variants.later(proposal.block(), 1), 1, stage);
    }
  }

  private void support(long view, Block block, int group, Stage stage) {
    Ballot ballot = new Ballot(view, block.height());
    Version version = versions(ballot).get(group);
    if (version.block.isEmpty()) {
      version.block = Optional.of(block);
      if (!stage.self().equals(Votes.primary(stage.members(), view))) {
        say(Votes.prepare(ballot, block.hash()), group, stage);
      }
      say(Votes.commit(ballot, block.hash()), group, stage);
    }
  }

  private void say(Message message, int group, Stage stage) {
    Ballot ballot = Votes.ballotOf(message).orElseThrow();
    stage.sign(
        message,
        envelope -> {
          versions(ballot).get(group).said.add(envelope);
          for (PublicKey to : stage.others()) {
            // Colluders hear both, to vote along; their correct replicas believe the first.
            if (groupOf(to) == group || stage.surroundings().colluders().contains(to)) {
              stage.send(to, envelope);
            }
          }
        });
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    Optional<Message> message = Wire.envelope(output).flatMap(stage::own);
    if (output instanceof Output.Commit commit) {
      decided = commit.block().height();
    }
    switch (message.orElse(null)) {
      case PrePrepare proposal -> propose(proposal, output, stage);
      case Prepare vote -> repeat(vote, output, stage);
      case Commit vote -> repeat(vote, output, stage);
      case null, default -> stage.add(output);
    }
  }

  /** As primary: the proposal is one version, a variant of it the other. */
  private void propose(PrePrepare proposal, Output output, Stage stage) {
    Ballot ballot = new Ballot(proposal.view(), proposal.block().height());
    if (ballots.containsKey(ballot)) {
      repeat(proposal, output, stage);
      return;
    }
    List<Block> blocks = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      version(proposal, group, stage).ifPresent(blocks::add);
    }
    if (blocks.size() < GROUPS) {
      stage.add(output); // no second version is to be had: the truth for all
      return;
    }
    for (int group = 0; group < GROUPS; group++) {
      say(new PrePrepare(proposal.view(), blocks.get(group)), group, stage);
      support(proposal.view(), blocks.get(group), group, stage);
    }
  }

  /** A group's block, on that group's version of the parent if there is one. */
  private Optional<Block> version(PrePrepare proposal, int group, Stage stage) {
    Block block = proposal.block();
    Optional<Block> parent = parent(proposal, group);
    Hash previous = parent.map(Block::hash).orElse(block.parent());
    if (groupOf(block.hash()) == group && previous.equals(block.parent())) {
      return Optional.of(block);
    }
    List<Transaction> transactions = Variants.rearranged(block.transactions(), stage.draws());
    long parentMs = parent.map(each -> each.header().timestampMs()).orElse(0L);
    long timestampMs = Math.max(block.header().timestampMs(), parentMs);
    for (int ms = 1; ms <= Long.SIZE; ms++) {
      Block variant = Variants.of(block, previous, timestampMs + ms, transactions);
      boolean sealed = variant.header().difficulty().isMetBy(variant.hash());
      if (sealed && groupOf(variant.hash()) == group) {
        return Optional.of(variant);
      }
    }
    return Optional.empty(); // one in 2^64, or a target that is out of reach
  }

  /** Once a parent is decided there is only one of it. */
  private Optional<Block> parent(PrePrepare proposal, int group) {
    long height = proposal.block().height() - 1;
    List<Version> below =
        height <= decided ? null : ballots.get(new Ballot(proposal.view(), height));
    return below == null ? Optional.empty() : below.get(group).block;
  }

  /** What was said in both groups is not said again but to who asks, and to each its own. */
  private void repeat(Message message, Output output, Stage stage) {
    List<Version> versions = ballots.get(Votes.ballotOf(message).orElseThrow());
    if (versions == null) {
      stage.add(output);
    } else if (output instanceof Output.Send send) {
      versions.get(groupOf(send.to())).said.stream()
          .filter(envelope -> envelope.code() == message.type().code())
          .forEach(envelope -> stage.send(send.to(), envelope));
    }
  }
}
