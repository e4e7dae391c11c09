package org.medchain.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * All messages that a member has received or sent, and that an attack can use: blocks, votes,
 * VIEW-CHANGEs. Messages far below the decided chain are dropped.
 */
final class AdversaryKnowledge {
  /** The subject of a set of votes. */
  record VotedBlock(long view, long height, Hash block) {}

  private static final int MAX_HEIGHTS = 32;
  private static final int MAX_REQUESTS = 64;
  private static final int MAX_VIEWS = 8;

  private final ChainParameters chain;
  final Map<Hash, Block> blocks = new LinkedHashMap<>();
  final Map<VotedBlock, SignedVote> proposals = new LinkedHashMap<>();
  final Map<VotedBlock, Map<PublicKey, SignedVote>> prepares = new LinkedHashMap<>();
  final Map<VotedBlock, Map<PublicKey, SignedVote>> commits = new LinkedHashMap<>();
  final TreeMap<Long, Map<PublicKey, NewView.ViewChangeProof>> changes = new TreeMap<>();
  final List<Transaction> requests = new ArrayList<>();
  private final TreeMap<Long, ExecutionResult> executions = new TreeMap<>();
  private long decided;
  long highestView;

  AdversaryKnowledge(ChainParameters chain) {
    this.chain = chain;
    learn(chain.genesis());
  }

  void learn(Block block) {
    blocks.putIfAbsent(block.hash(), block);
  }

  void learn(Transaction request) {
    requests.add(request);
    if (requests.size() > MAX_REQUESTS) {
      requests.remove(0);
    }
  }

  void learn(ExecutionResult execution) {
    executions.put(execution.height(), execution);
    decided = execution.height();
    discardOld();
  }

  /** What a member's input says. */
  void observe(Input input) {
    switch (input) {
      case Input.MessageReceived received ->
          observe(received.verified().message(), received.verified().envelope());
      case Input.MessageSigned signed -> observe(signed.message(), signed.envelope());
      case Input.RequestSubmitted submitted -> learn(submitted.request());
      case Input.Executed executed -> learn(executed.execution());
      default -> {}
    }
  }

  /** A message and who signed it. */
  void observe(Message message, Envelope envelope) {
    SignedVote vote = new SignedVote(envelope.sender(), envelope.signature());
    switch (message) {
      case PrePrepare proposal -> {
        learn(proposal.block());
        observeView(proposal.view());
        Block block = proposal.block();
        proposals.put(new VotedBlock(proposal.view(), block.height(), block.hash()), vote);
      }
      case Prepare said ->
          note(prepares, new VotedBlock(said.view(), said.height(), said.block()), vote);
      case Commit said ->
          note(commits, new VotedBlock(said.view(), said.height(), said.block()), vote);
      case ViewChange change -> note(change, envelope);
      case NewView entered -> observeView(entered.view());
      case DecidedBlock block -> learn(block.block());
      default -> {}
    }
  }

  private void observeView(long view) {
    highestView = Math.max(highestView, view);
  }

  private static void note(
      Map<VotedBlock, Map<PublicKey, SignedVote>> book, VotedBlock ballot, SignedVote vote) {
    book.computeIfAbsent(ballot, key -> new TreeMap<>()).put(vote.signer(), vote);
  }

  private void note(ViewChange change, Envelope envelope) {
    observeView(change.newView());
    changes
        .computeIfAbsent(change.newView(), key -> new TreeMap<>())
        .put(
            envelope.sender(),
            new NewView.ViewChangeProof(envelope.sender(), change, envelope.signature()));
    if (changes.size() > MAX_VIEWS) {
      changes.pollFirstEntry();
    }
  }

  private void discardOld() {
    long low = decided - MAX_HEIGHTS;
    blocks.values().removeIf(block -> block.height() < low);
    proposals.keySet().removeIf(ballot -> ballot.height() < low);
    prepares.keySet().removeIf(ballot -> ballot.height() < low);
    commits.keySet().removeIf(ballot -> ballot.height() < low);
    executions.headMap(low - chain.window()).clear();
  }

  /** Whether the roots that a child of this block must carry are known. */
  boolean isParent(Block block) {
    long height = block.height() + 1 - chain.window();
    return height <= 0 || executions.containsKey(height);
  }

  /** A header for a child of this block; Merkle root and count are still to be set. */
  Header headerOn(Block parent, long timestampMs) {
    long height = parent.height() + 1 - chain.window();
    Header genesis = chain.genesis().header();
    Optional<ExecutionResult> reported = Optional.ofNullable(executions.get(height));
    return new Header(
        Header.VERSION,
        parent.hash(),
        Math.max(parent.header().timestampMs(), timestampMs),
        genesis.merkleRoot(),
        0,
        parent.height() + 1,
        reported.map(ExecutionResult::stateRoot).orElse(genesis.stateRoot()),
        reported.map(ExecutionResult::receiptsRoot).orElse(genesis.receiptsRoot()),
        chain.difficulty(),
        genesis.randomString());
  }

  /** Any certificate of a decided block that can be made, or the genesis block's. */
  QuorumCertificate stable(int quorum, AdversaryRandom draws) {
    QuorumCertificate stable = QuorumCertificate.ofGenesis(chain.chain());
    for (Map.Entry<VotedBlock, Map<PublicKey, SignedVote>> each : commits.entrySet()) {
      VotedBlock ballot = each.getKey();
      if (each.getValue().size() >= quorum && draws.chance(0.3)) {
        stable = certificate(ballot, each.getValue(), quorum);
      }
    }
    return stable;
  }

  /** The certificate of the highest block that a quorum has committed, or the genesis block's. */
  QuorumCertificate newestDecided(int quorum) {
    QuorumCertificate newest = QuorumCertificate.ofGenesis(chain.chain());
    for (Map.Entry<VotedBlock, Map<PublicKey, SignedVote>> each : commits.entrySet()) {
      if (each.getValue().size() >= quorum && each.getKey().height() > newest.height()) {
        newest = certificate(each.getKey(), each.getValue(), quorum);
      }
    }
    return newest;
  }

  private static QuorumCertificate certificate(
      VotedBlock ballot, Map<PublicKey, SignedVote> commits, int quorum) {
    List<SignedVote> votes = List.copyOf(commits.values()).subList(0, quorum);
    return new QuorumCertificate(ballot.view(), ballot.height(), ballot.block(), votes);
  }
}
