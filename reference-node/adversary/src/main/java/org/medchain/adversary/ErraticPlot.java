package org.medchain.adversary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.adversary.Overheard.Ballot;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Commit;
import org.medchain.consensus.pbft.NewView;
import org.medchain.consensus.pbft.PrePrepare;
import org.medchain.consensus.pbft.Prepare;
import org.medchain.consensus.pbft.PreparedCertificate;
import org.medchain.consensus.pbft.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/**
 * ADV-27: says, at random, whatever its key lets it say and others may believe: proposals of
 * different valid blocks to different replicas, votes for all of them, VIEW-CHANGEs with any of the
 * certificates that exist, NEW-VIEWs with any quorum of VIEW-CHANGEs.
 */
final class ErraticPlot implements Plot {
  /** Rather one of the last few than any: what is long past is out of everybody's range. */
  private static final int RECENT = 6;

  private final double probability;
  private final Overheard known;

  ErraticPlot(double probability, Surroundings surroundings) {
    this.probability = probability;
    this.known = new Overheard(surroundings.chain());
  }

  @Override
  public void watch(Input input, Stage stage) {
    switch (input) {
      case Input.MessageReceived received ->
          known.hear(received.verified().message(), received.verified().envelope());
      case Input.MessageSigned signed -> known.hear(signed.message(), signed.envelope());
      case Input.RequestSubmitted submitted -> known.learn(submitted.request());
      case Input.Executed executed -> known.learn(executed.execution());
      default -> {}
    }
  }

  @Override
  public List<Input> incoming(Input input, Stage stage) {
    if (stage.draws().chance(probability)) {
      act(stage);
    }
    return List.of(input);
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    if (output instanceof Output.Commit commit) {
      known.learn(commit.block());
    }
    stage.add(output);
  }

  private void act(Stage stage) {
    switch (stage.draws().below(5)) {
      case 0 -> propose(stage);
      case 1 -> vote(true, stage);
      case 2 -> vote(false, stage);
      case 3 -> sendSome(viewChange(known.highestView + stage.draws().below(2), stage), stage);
      default -> newView(stage);
    }
  }

  /** A view that it leads, at or near the highest; negative if there is none. */
  private long ownView(Stage stage) {
    long view = known.highestView + stage.draws().below(2);
    int nodes = stage.members().size();
    for (int back = 0; back < nodes && back <= view; back++) {
      if (Votes.primary(stage.members(), view - back).equals(stage.self())) {
        return view - back;
      }
    }
    return -1;
  }

  private void propose(Stage stage) {
    long view = ownView(stage);
    for (int i = stage.draws().below(3); i >= 0 && view >= 0; i--) {
      Block block = stage.draws().chance(0.5) ? child(stage) : pick(known.blocks.values(), stage);
      if (block.height() > 0) {
        known.learn(block);
        sendSome(new PrePrepare(view, block), stage);
      }
    }
  }

  /** A new block, valid as far as this member can tell. */
  private Block child(Stage stage) {
    List<Block> parents = known.blocks.values().stream().filter(known::isParent).toList();
    if (parents.isEmpty()) {
      return stage.surroundings().chain().genesis();
    }
    Block parent = pick(parents, stage);
    List<Transaction> transactions = new ArrayList<>();
    if (!known.requests.isEmpty() && stage.draws().chance(0.7)) {
      transactions.add(pick(known.requests, stage));
    }
    long timestampMs = stage.nowNs() / 1_000_000;
    Block empty = Block.of(known.under(parent, timestampMs), List.of());
    return Variants.of(empty, parent.hash(), empty.header().timestampMs(), transactions);
  }

  private void vote(boolean prepares, Stage stage) {
    if (!known.proposals.isEmpty()) {
      Ballot ballot = pick(known.proposals.keySet(), stage);
      Message vote =
          prepares
              ? new Prepare(ballot.view(), ballot.height(), ballot.block())
              : new Commit(ballot.view(), ballot.height(), ballot.block());
      sendSome(vote, stage);
    }
  }

  /** Of the certificates that can be made from what was said, any that do not contradict form. */
  private ViewChange viewChange(long view, Stage stage) {
    int quorum = new Quorum(stage.members().size()).size();
    QuorumCertificate stable = known.stable(quorum, stage.draws());
    Map<Long, PreparedCertificate> prepared = new TreeMap<>();
    for (Map.Entry<Ballot, SignedVote> each : known.proposals.entrySet()) {
      Ballot ballot = each.getKey();
      List<SignedVote> votes = backups(ballot, each.getValue().signer(), quorum - 1);
      if (stage.draws().chance(0.5)
          && votes.size() == quorum - 1
          && ballot.view() < view
          && ballot.height() > stable.height()) {
        Block block = known.blocks.get(ballot.block());
        prepared.put(
            ballot.height(),
            new PreparedCertificate(ballot.view(), block.header(), each.getValue(), votes));
      }
    }
    return new ViewChange(view, stable, List.copyOf(prepared.values()));
  }

  private List<SignedVote> backups(Ballot ballot, PublicKey primary, int limit) {
    return known.prepares.getOrDefault(ballot, Map.of()).values().stream()
        .filter(vote -> !vote.signer().equals(primary))
        .limit(limit)
        .toList();
  }

  /** Its own VIEW-CHANGE, which lies best, has to be signed before it can be shown. */
  private void newView(Stage stage) {
    long view = ownView(stage);
    if (view <= 0) {
      return;
    }
    ViewChange own = viewChange(view, stage);
    stage.sign(
        own,
        signed -> {
          List<NewView.Proof> proofs =
              new ArrayList<>(known.changes.getOrDefault(view, Map.of()).values());
          proofs.removeIf(proof -> proof.sender().equals(stage.self()));
          proofs.add(new NewView.Proof(stage.self(), own, signed.signature()));
          int quorum = new Quorum(stage.members().size()).size();
          while (proofs.size() > quorum) {
            proofs.remove(stage.draws().below(proofs.size() - 1));
          }
          if (proofs.size() == quorum) {
            sendSome(new NewView(view, proofs), stage);
          }
        });
  }

  /** Signs, and sends to a random part of the others. */
  private static void sendSome(Message message, Stage stage) {
    List<PublicKey> some =
        stage.others().stream().filter(each -> stage.draws().chance(0.75)).toList();
    stage.sign(message, signed -> some.forEach(to -> stage.send(to, signed)));
  }

  private static <T> T pick(Collection<T> from, Stage stage) {
    List<T> all = List.copyOf(from);
    int last = stage.draws().chance(0.75) ? Math.min(RECENT, all.size()) : all.size();
    return all.get(all.size() - 1 - stage.draws().below(last));
  }
}
