package org.medchain.consensus.pbft.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** A member that sends at random all that its key allows and others may accept; forges nothing. */
final class RandomByzantineMember {
  private record Ballot(long view, long height, Hash block) {}

  private static final int RECENT = 6;

  private final PbftCluster cluster;
  private final TestCommittee committee;
  private final int self;
  private final Random random;
  private final Map<Hash, Block> blocks = new LinkedHashMap<>();
  private final Map<Hash, ExecutionResult> executions = new LinkedHashMap<>();
  private final Map<Ballot, SignedVote> proposed = new LinkedHashMap<>();
  private final Map<Ballot, Map<PublicKey, SignedVote>> prepares = new LinkedHashMap<>();
  private final Map<Ballot, Map<PublicKey, SignedVote>> commits = new LinkedHashMap<>();
  private final Map<Long, Map<PublicKey, NewView.ViewChangeProof>> changes = new TreeMap<>();
  private long highestView;
  private long requests;

  RandomByzantineMember(PbftCluster cluster, int self, Random random) {
    this.cluster = cluster;
    this.committee = cluster.committee;
    this.self = self;
    this.random = random;
    Block genesis = committee.genesis();
    blocks.put(genesis.hash(), genesis);
    executions.put(
        genesis.hash(),
        new ExecutionResult(
            0,
            genesis.hash(),
            genesis.header().stateRoot(),
            genesis.header().receiptsRoot(),
            List.of()));
    cluster.impersonate(self, this::hear);
  }

  private void hear(Envelope envelope) {
    if (!(committee.authenticator.authenticate(envelope) instanceof Verified verified)) {
      throw new AssertionError("an honest member sends what does not hold");
    }
    SignedVote vote = new SignedVote(verified.sender(), envelope.signature());
    switch (verified.message()) {
      case PrePrepare message -> notePrePrepare(message, vote);
      case Prepare message ->
          note(prepares, message.view(), message.height(), message.block(), vote);
      case Commit message -> note(commits, message.view(), message.height(), message.block(), vote);
      case ViewChange message -> noteChange(verified.sender(), message, envelope);
      case DecidedBlock message -> learn(message.block());
      case FetchSnapshot message -> answer(verified.sender(), message);
      default -> {}
    }
  }

  private void notePrePrepare(PrePrepare message, SignedVote vote) {
    learn(message.block());
    Block block = message.block();
    proposed.put(new Ballot(message.view(), block.height(), block.hash()), vote);
  }

  private static void note(
      Map<Ballot, Map<PublicKey, SignedVote>> book,
      long view,
      long height,
      Hash block,
      SignedVote vote) {
    book.computeIfAbsent(new Ballot(view, height, block), key -> new TreeMap<>())
        .put(vote.signer(), vote);
  }

  private void noteChange(PublicKey sender, ViewChange message, Envelope envelope) {
    highestView = Math.max(highestView, message.newView());
    changes
        .computeIfAbsent(message.newView(), key -> new TreeMap<>())
        .put(sender, new NewView.ViewChangeProof(sender, message, envelope.signature()));
  }

  private void learn(Block block) {
    blocks.putIfAbsent(block.hash(), block);
    boolean found = true;
    while (found) { // parents may have come after their children
      found = false;
      for (Block each : blocks.values()) {
        ExecutionResult below = executions.get(each.parent());
        if (below != null && !executions.containsKey(each.hash())) {
          executions.put(each.hash(), HashChainStateMachine.execute(below.stateRoot(), each));
          found = true;
        }
      }
    }
  }

  /** One thing that it says. */
  void act() {
    switch (random.nextInt(7)) {
      case 0 -> propose();
      case 1 -> voteFor(Prepare.TYPE.name());
      case 2 -> voteFor(Commit.TYPE.name());
      case 3 -> sendSome(viewChange(highestView + random.nextInt(2)));
      case 4 -> sendSome(checkpoint());
      case 5 -> sendSome(status());
      default -> newView();
    }
  }

  /** Of any block that it knows, with a true state or a false one. */
  private Checkpoint checkpoint() {
    Block block = pick(blocks.values());
    Hash state = random.nextBoolean() ? anyState() : Hash.ZERO;
    return new Checkpoint(block.height(), block.hash(), state, Hash.ZERO);
  }

  private Hash anyState() {
    return pick(executions.values()).stateRoot();
  }

  private Status status() {
    long decided = random.nextInt(20);
    return new Status(
        highestView + random.nextInt(2), random.nextBoolean(), decided, random.nextInt(20));
  }

  /** A snapshot of the height asked for, which no certificate names. */
  private void answer(PublicKey asking, FetchSnapshot message) {
    Snapshot snapshot = new Snapshot(Hash.ZERO.toBytes(), anyState().toBytes());
    Snapshot.part(message.height(), snapshot.encoded(), message.part())
        .map(part -> committee.seal(committee.keys(self), part))
        .ifPresent(part -> cluster.send(self, committee.numberOf(asking), part));
  }

  /** A view that it leads, at or near the highest. */
  private long ownView() {
    long view = highestView + random.nextInt(2);
    int nodes = committee.members.size();
    return view - Math.floorMod(view - self, nodes);
  }

  private void propose() {
    long view = ownView();
    if (view >= 0) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        Block block = random.nextBoolean() ? child() : pick(blocks.values());
        if (block.height() > 0) {
          PrePrepare message = new PrePrepare(view, block);
          Envelope sealed = committee.seal(committee.keys(self), message);
          notePrePrepare(message, new SignedVote(committee.key(self), sealed.signature()));
          sendSome(message);
        }
      }
    }
  }

  private Block child() {
    Block parent = blocks.get(pick(executions.keySet()));
    long rootsAt = Math.max(0, parent.height() + 1 - committee.chain.window());
    Block ancestor = parent;
    while (ancestor.height() > rootsAt) {
      ancestor = blocks.get(ancestor.parent());
    }
    ExecutionResult roots = executions.get(ancestor.hash());
    return committee.child(
        parent,
        new ExecutionRoots(roots.stateRoot(), roots.receiptsRoot()),
        committee.request("mallory", ++requests));
  }

  private void voteFor(String domain) {
    if (proposed.isEmpty()) {
      return;
    }
    Ballot ballot = pick(proposed.keySet());
    boolean isCommit = domain.equals(Commit.TYPE.name());
    Message message =
        isCommit
            ? new Commit(ballot.view(), ballot.height(), ballot.block())
            : new Prepare(ballot.view(), ballot.height(), ballot.block());
    SignedVote own =
        committee.vote(
            domain, committee.keys(self), ballot.view(), ballot.height(), ballot.block());
    note(isCommit ? commits : prepares, ballot.view(), ballot.height(), ballot.block(), own);
    sendSome(message);
  }

  /** Of the certificates that the sent messages make, any that do not contradict form. */
  private ViewChange viewChange(long view) {
    int quorum = new QuorumSizes(committee.members.size()).size();
    QuorumCertificate stable = QuorumCertificate.ofGenesis(committee.chain.chain());
    for (Map.Entry<Ballot, Map<PublicKey, SignedVote>> each : commits.entrySet()) {
      Ballot ballot = each.getKey();
      if (each.getValue().size() >= quorum && random.nextInt(3) == 0) {
        List<SignedVote> votes = List.copyOf(each.getValue().values()).subList(0, quorum);
        stable = new QuorumCertificate(ballot.view(), ballot.height(), ballot.block(), votes);
      }
    }
    Map<Long, PreparedCertificate> prepared = new TreeMap<>();
    for (Map.Entry<Ballot, SignedVote> each : proposed.entrySet()) {
      Ballot ballot = each.getKey();
      List<SignedVote> votes =
          List.copyOf(prepares.getOrDefault(ballot, Map.of()).values()).stream()
              .filter(vote -> !vote.signer().equals(each.getValue().signer()))
              .limit(quorum - 1L)
              .toList();
      boolean isShown = random.nextBoolean();
      if (isShown
          && votes.size() == quorum - 1
          && ballot.view() < view
          && ballot.height() > stable.height()) {
        prepared.put(
            ballot.height(),
            new PreparedCertificate(
                ballot.view(), blocks.get(ballot.block()).header(), each.getValue(), votes));
      }
    }
    return new ViewChange(view, stable, List.copyOf(prepared.values()));
  }

  private void newView() {
    long view = ownView();
    Map<PublicKey, NewView.ViewChangeProof> known = changes.getOrDefault(view, Map.of());
    List<NewView.ViewChangeProof> proofs = new ArrayList<>(known.values());
    proofs.removeIf(proof -> proof.sender().equals(committee.key(self)));
    proofs.add(committee.proof(self, viewChange(view)));
    int quorum = new QuorumSizes(committee.members.size()).size();
    while (proofs.size() > quorum) {
      proofs.remove(random.nextInt(proofs.size() - 1)); // never its own, which lies best
    }
    if (view > 0 && proofs.size() == quorum) {
      sendSome(new NewView(view, proofs));
    }
  }

  private void sendSome(Message message) {
    Envelope sealed = committee.seal(committee.keys(self), message);
    for (int node = 0; node < committee.members.size(); node++) {
      if (node != self && random.nextInt(4) > 0) {
        cluster.send(self, node, sealed);
      }
    }
  }

  /** Prefers the last few to any: old ones are out of range for all replicas. */
  private <T> T pick(Collection<T> from) {
    int last = random.nextInt(4) > 0 ? Math.min(RECENT, from.size()) : from.size();
    return List.copyOf(from).get(from.size() - 1 - random.nextInt(last));
  }
}
