package org.medchain.adversary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.adversary.AdversaryKnowledge.VotedBlock;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/**
 * ADV-27: sends at random what its key allows and others may accept: proposals of different valid
 * blocks to different replicas, votes for all of them, VIEW-CHANGEs with any of the certificates
 * that exist, NEW-VIEWs with any quorum of VIEW-CHANGEs.
 */
final class RandomByzantineAttack implements Attack {
  /** Rather one of the last few than any: what is long past is out of range for all replicas. */
  private static final int RECENT = 6;

  private final double probability;
  private final AdversaryKnowledge knowledge;

  RandomByzantineAttack(double probability, AdversarySetup surroundings) {
    this.probability = probability;
    this.knowledge = new AdversaryKnowledge(surroundings.chain());
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    knowledge.observe(input);
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (stage.random().chance(probability)) {
      misbehave(stage);
    }
    return List.of(input);
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (output instanceof Output.Commit commit) {
      knowledge.learn(commit.block());
    }
    stage.add(output);
  }

  private void misbehave(AdversaryContext stage) {
    switch (stage.random().below(5)) {
      case 0 -> propose(stage);
      case 1 -> vote(true, stage);
      case 2 -> vote(false, stage);
      case 3 -> sendSome(viewChange(knowledge.highestView + stage.random().below(2), stage), stage);
      default -> newView(stage);
    }
  }

  /** A view that it leads, at or near the highest; negative if there is none. */
  private long ownView(AdversaryContext stage) {
    long view = knowledge.highestView + stage.random().below(2);
    int nodes = stage.members().size();
    for (int back = 0; back < nodes && back <= view; back++) {
      if (NormalCaseVotes.primary(stage.members(), view - back).equals(stage.self())) {
        return view - back;
      }
    }
    return -1;
  }

  private void propose(AdversaryContext stage) {
    long view = ownView(stage);
    for (int i = stage.random().below(3); i >= 0 && view >= 0; i--) {
      boolean isNew = stage.random().chance(0.5) || knowledge.blocks.isEmpty();
      Block block = isNew ? childBlock(stage) : pick(knowledge.blocks.values(), stage);
      if (block.height() > 0) {
        knowledge.learn(block);
        sendSome(new PrePrepare(view, block), stage);
      }
    }
  }

  /** A new block, valid as far as this member knows. */
  private Block childBlock(AdversaryContext stage) {
    List<Block> parents = knowledge.blocks.values().stream().filter(knowledge::isParent).toList();
    if (parents.isEmpty()) {
      return stage.setup().chain().genesis();
    }
    Block parent = pick(parents, stage);
    List<Transaction> transactions = new ArrayList<>();
    if (!knowledge.requests.isEmpty() && stage.random().chance(0.7)) {
      transactions.add(pick(knowledge.requests, stage));
    }
    long timestampMs = stage.nowNs() / 1_000_000;
    Block empty = Block.of(knowledge.headerOn(parent, timestampMs), List.of());
    return BlockVariants.childOf(empty, parent.hash(), empty.header().timestampMs(), transactions);
  }

  private void vote(boolean prepares, AdversaryContext stage) {
    if (!knowledge.proposals.isEmpty()) {
      VotedBlock ballot = pick(knowledge.proposals.keySet(), stage);
      Message vote =
          prepares
              ? new Prepare(ballot.view(), ballot.height(), ballot.block())
              : new Commit(ballot.view(), ballot.height(), ballot.block());
      sendSome(vote, stage);
    }
  }

  /** Of the certificates that the messages allow, any well-formed ones. */
  private ViewChange viewChange(long view, AdversaryContext stage) {
    int quorum = new QuorumSizes(stage.members().size()).size();
    QuorumCertificate stable = knowledge.stable(quorum, stage.random());
    Map<Long, PreparedCertificate> prepared = new TreeMap<>();
    for (Map.Entry<VotedBlock, SignedVote> each : knowledge.proposals.entrySet()) {
      VotedBlock ballot = each.getKey();
      List<SignedVote> votes = backups(ballot, each.getValue().signer(), quorum - 1);
      if (stage.random().chance(0.5)
          && votes.size() == quorum - 1
          && ballot.view() < view
          && ballot.height() > stable.height()) {
        Block block = knowledge.blocks.get(ballot.block());
        prepared.put(
            ballot.height(),
            new PreparedCertificate(ballot.view(), block.header(), each.getValue(), votes));
      }
    }
    return new ViewChange(view, stable, List.copyOf(prepared.values()));
  }

  private List<SignedVote> backups(VotedBlock ballot, PublicKey primary, int limit) {
    return knowledge.prepares.getOrDefault(ballot, Map.of()).values().stream()
        .filter(vote -> !vote.signer().equals(primary))
        .limit(limit)
        .toList();
  }

  /** Its own VIEW-CHANGE, the best false one, has to be signed first. */
  private void newView(AdversaryContext stage) {
    long view = ownView(stage);
    if (view <= 0) {
      return;
    }
    ViewChange own = viewChange(view, stage);
    stage.sign(
        own,
        signed -> {
          List<NewView.ViewChangeProof> proofs =
              new ArrayList<>(knowledge.changes.getOrDefault(view, Map.of()).values());
          proofs.removeIf(proof -> proof.sender().equals(stage.self()));
          proofs.add(new NewView.ViewChangeProof(stage.self(), own, signed.signature()));
          int quorum = new QuorumSizes(stage.members().size()).size();
          while (proofs.size() > quorum) {
            proofs.remove(stage.random().below(proofs.size() - 1));
          }
          if (proofs.size() == quorum) {
            sendSome(new NewView(view, proofs), stage);
          }
        });
  }

  /** Signs, and sends to a random part of the others. */
  private static void sendSome(Message message, AdversaryContext stage) {
    List<PublicKey> some =
        stage.others().stream().filter(each -> stage.random().chance(0.75)).toList();
    stage.sign(message, signed -> some.forEach(to -> stage.send(to, signed)));
  }

  private static <T> T pick(Collection<T> from, AdversaryContext stage) {
    List<T> all = List.copyOf(from);
    int last = stage.random().chance(0.75) ? Math.min(RECENT, all.size()) : all.size();
    return all.get(all.size() - 1 - stage.random().below(last));
  }
}
