package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.adversary.NormalCaseVotes.VoteSlot;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * ADV-12: two blocks for one view and height, and votes for both, each in its group.
 *
 * <p>Only a block's hash determines its group (the lowest bit), so that colluders that receive one
 * of two versions need not wait for the other to know where to vote for it.
 */
final class EquivocationAttack implements Attack {
  /** Far more ballots than are ever in flight. */
  private static final int MAX_SLOTS = 256;

  private static final int GROUPS = 2;

  /** Which of the two versions goes where. */
  private static final class BlockVersion {
    Optional<Block> block = Optional.empty();
    final List<Envelope> sentVotes = new ArrayList<>();
  }

  private final List<PublicKey> secondGroup;
  private final TreeMap<VoteSlot, List<BlockVersion>> versionsBySlot = new TreeMap<>();
  private long decided;

  EquivocationAttack(ByzantineBehaviour.Equivocation equivocation, AdversarySetup surroundings) {
    this.secondGroup = equivocation.second().stream().map(surroundings.members()::key).toList();
  }

  /** The group that a block is for, for every proposer. */
  static int groupOf(Hash block) {
    return (int) (block.w3() & 1);
  }

  private int groupOf(PublicKey node) {
    return secondGroup.contains(node) ? 1 : 0;
  }

  private List<BlockVersion> versions(VoteSlot ballot) {
    List<BlockVersion> versions =
        versionsBySlot.computeIfAbsent(
            ballot, key -> List.of(new BlockVersion(), new BlockVersion()));
    if (versionsBySlot.size() > MAX_SLOTS) {
      versionsBySlot.pollFirstEntry();
    }
    return versions;
  }

  /** As backup: gets a proposal, and votes in both groups. */
  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (input instanceof Input.MessageReceived received
        && received.verified().message() instanceof PrePrepare proposal) {
      PublicKey sender = received.verified().sender();
      if (sender.equals(NormalCaseVotes.primary(stage.members(), proposal.view()))) {
        if (stage.setup().colluders().contains(sender)) {
          // Its other version arrives separately.
          voteFor(proposal.view(), proposal.block(), groupOf(proposal.block().hash()), stage);
        } else {
          voteForInvented(proposal, stage);
        }
      }
    }
    return List.of(input);
  }

  /** The primary is honest, so the second version is a block without a proposal. */
  private void voteForInvented(PrePrepare proposal, AdversaryContext stage) {
    VoteSlot ballot = new VoteSlot(proposal.view(), proposal.block().height());
    if (!versionsBySlot.containsKey(ballot)) {
      voteFor(proposal.view(), proposal.block(), 0, stage);
      voteFor(proposal.view(), BlockVariants.withLaterTimestamp(proposal.block(), 1), 1, stage);
    }
  }

  private void voteFor(long view, Block block, int group, AdversaryContext stage) {
    VoteSlot ballot = new VoteSlot(view, block.height());
    BlockVersion version = versions(ballot).get(group);
    if (version.block.isEmpty()) {
      version.block = Optional.of(block);
      if (!stage.self().equals(NormalCaseVotes.primary(stage.members(), view))) {
        sendToGroup(new Prepare(view, block.height(), block.hash()), group, stage);
      }
      sendToGroup(new Commit(view, block.height(), block.hash()), group, stage);
    }
  }

  private void sendToGroup(Message message, int group, AdversaryContext stage) {
    VoteSlot ballot = NormalCaseVotes.ballotOf(message).orElseThrow();
    stage.sign(
        message,
        envelope -> {
          versions(ballot).get(group).sentVotes.add(envelope);
          for (PublicKey to : stage.others()) {
            // Colluders get both, to vote along; their correct replicas accept the first.
            if (groupOf(to) == group || stage.setup().colluders().contains(to)) {
              stage.send(to, envelope);
            }
          }
        });
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    Optional<Message> message = stage.ownMessage(output);
    if (output instanceof Output.Commit commit) {
      decided = commit.block().height();
    }
    switch (message.orElse(null)) {
      case PrePrepare proposal -> propose(proposal, output, stage);
      case Prepare vote -> resend(vote, output, stage);
      case Commit vote -> resend(vote, output, stage);
      case null, default -> stage.add(output);
    }
  }

  /** As primary: the proposal is one version, a variant of it the other. */
  private void propose(PrePrepare proposal, Output output, AdversaryContext stage) {
    VoteSlot ballot = new VoteSlot(proposal.view(), proposal.block().height());
    if (versionsBySlot.containsKey(ballot)) {
      resend(proposal, output, stage);
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
      sendToGroup(new PrePrepare(proposal.view(), blocks.get(group)), group, stage);
      voteFor(proposal.view(), blocks.get(group), group, stage);
    }
  }

  /** A group's block, on that group's version of the parent if there is one. */
  private Optional<Block> version(PrePrepare proposal, int group, AdversaryContext stage) {
    Block block = proposal.block();
    Optional<Block> parent = parent(proposal, group);
    Hash previous = parent.map(Block::hash).orElse(block.parent());
    if (groupOf(block.hash()) == group && previous.equals(block.parent())) {
      return Optional.of(block);
    }
    List<Transaction> transactions = BlockVariants.shuffled(block.transactions(), stage.random());
    long parentMs = parent.map(each -> each.header().timestampMs()).orElse(0L);
    long timestampMs = Math.max(block.header().timestampMs(), parentMs);
    for (int ms = 1; ms <= Long.SIZE; ms++) {
      Block variant = BlockVariants.childOf(block, previous, timestampMs + ms, transactions);
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
    List<BlockVersion> below =
        height <= decided ? null : versionsBySlot.get(new VoteSlot(proposal.view(), height));
    return below == null ? Optional.empty() : below.get(group).block;
  }

  /** Messages of both groups are sent again only on request, to each group its own. */
  private void resend(Message message, Output output, AdversaryContext stage) {
    List<BlockVersion> versions =
        versionsBySlot.get(NormalCaseVotes.ballotOf(message).orElseThrow());
    if (versions == null) {
      stage.add(output);
    } else if (output instanceof Output.Send send) {
      versions.get(groupOf(send.to())).sentVotes.stream()
          .filter(envelope -> envelope.code() == message.type().code())
          .forEach(envelope -> stage.send(send.to(), envelope));
    }
  }
}
