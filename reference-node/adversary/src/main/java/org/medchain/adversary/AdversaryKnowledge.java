package org.medchain.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * All messages that a member has received or sent, and that an attack can use: blocks, votes,
 * VIEW-CHANGEs, certificates, requests. Entries far below its replica's chain are dropped. A member
 * without a replica keeps everything.
 */
public class AdversaryKnowledge {
  /** The subject of a set of votes. */
  record VotedBlock(long view, long height, Hash block) {
    Prepare prepare() {
      return new Prepare(view, height, block);
    }

    Commit commit() {
      return new Commit(view, height, block);
    }
  }

  private static final int MAX_HEIGHTS = 32;
  private static final int MAX_REQUESTS = 64;
  private static final int MAX_VIEWS = 8;

  protected final ChainParameters chain;

  /** By hash, in the order in which they were learnt. */
  protected final Map<Hash, Block> blocks = new LinkedHashMap<>();

  final Map<VotedBlock, SignedVote> proposals = new LinkedHashMap<>();
  final Map<VotedBlock, Map<PublicKey, SignedVote>> prepares = new LinkedHashMap<>();
  final Map<VotedBlock, Map<PublicKey, SignedVote>> commits = new LinkedHashMap<>();
  final TreeMap<Long, Map<PublicKey, NewView.ViewChangeProof>> changes = new TreeMap<>();
  final List<QuorumCertificate> certificates = new ArrayList<>();
  final List<Transaction> requests = new ArrayList<>();
  private final TreeMap<Long, ExecutionResult> executions = new TreeMap<>();
  long highestView;

  /** That of a member to which nothing was said yet. */
  public AdversaryKnowledge(ChainParameters chain) {
    this.chain = chain;
    blocks.put(chain.genesis().hash(), chain.genesis());
  }

  Block genesis() {
    return chain.genesis();
  }

  /** There is such a block. */
  protected void learn(Block block) {
    blocks.putIfAbsent(block.hash(), block);
  }

  /** Takes in a member's input. */
  void observe(Input input) {
    switch (input) {
      case Input.MessageReceived received ->
          observe(received.verified().message(), received.verified().envelope());
      case Input.MessageSigned signed -> observe(signed.message(), signed.envelope());
      case Input.RequestSubmitted submitted -> requests.add(submitted.request());
      case Input.Executed executed -> {
        executions.put(executed.execution().height(), executed.execution());
        discardOld(executed.execution().height());
      }
      default -> {}
    }
  }

  /** A message and its signer. */
  public void observe(Message message, Envelope envelope) {
    SignedVote vote = new SignedVote(envelope.sender(), envelope.signature());
    switch (message) {
      case Request request -> requests.add(request.transaction());
      case PrePrepare proposal -> {
        Block block = proposal.block();
        observeView(proposal.view());
        learn(block);
        proposals.put(new VotedBlock(proposal.view(), block.height(), block.hash()), vote);
      }
      case Prepare said -> {
        observeView(said.view());
        note(prepares, new VotedBlock(said.view(), said.height(), said.block()), vote);
      }
      case Commit said ->
          note(commits, new VotedBlock(said.view(), said.height(), said.block()), vote);
      case ViewChange change -> note(change, envelope);
      case DecidedBlock decided -> {
        learn(decided.block());
        certificates.add(decided.certificate());
      }
      default -> {}
    }
  }

  private void observeView(long view) {
    highestView = Math.max(highestView, view);
  }

  /** A vote in one of the books. */
  static void note(
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
  }

  private void discardOld(long decided) {
    long low = decided - MAX_HEIGHTS;
    blocks.values().removeIf(block -> block.height() < low && block.height() > 0);
    proposals.keySet().removeIf(ballot -> ballot.height() < low);
    prepares.keySet().removeIf(ballot -> ballot.height() < low);
    commits.keySet().removeIf(ballot -> ballot.height() < low);
    certificates.removeIf(each -> each.height() < low);
    executions.headMap(low - chain.window()).clear();
    requests.subList(0, Math.max(0, requests.size() - MAX_REQUESTS)).clear();
    while (changes.size() > MAX_VIEWS) {
      changes.pollFirstEntry();
    }
  }

  /** The blocks on which it can build, the genesis block among them. */
  protected List<Block> parents() {
    return blocks.values().stream().filter(this::isParent).toList();
  }

  /** Whether it knows this block, and the roots that a child of it must carry. */
  protected boolean isParent(Block block) {
    return reportedHeight(block) <= 0 || reportedBy(block).isPresent();
  }

  /** The result that a child of this block reports; empty for the genesis block's roots. */
  protected Optional<ExecutionResult> reportedBy(Block parent) {
    return Optional.ofNullable(executions.get(reportedHeight(parent)));
  }

  /** The height whose roots a child of this block carries. */
  protected final long reportedHeight(Block parent) {
    return parent.height() + 1 - chain.window();
  }

  /** Any certificate of a decided block that can be made, or the genesis block's. */
  QuorumCertificate stable(int quorum, BooleanSupplier drawn) {
    return decided(quorum)
        .filter(each -> drawn.getAsBoolean())
        .reduce((first, last) -> last)
        .orElse(QuorumCertificate.ofGenesis(chain.chain()));
  }

  /** The certificate of the highest block that a quorum has committed, or the genesis block's. */
  QuorumCertificate newestDecided(int quorum) {
    return decided(quorum)
        .reduce((newest, each) -> each.height() > newest.height() ? each : newest)
        .orElse(QuorumCertificate.ofGenesis(chain.chain()));
  }

  private Stream<QuorumCertificate> decided(int quorum) {
    return commits.entrySet().stream()
        .filter(each -> each.getValue().size() >= quorum)
        .map(each -> certificate(each.getKey(), each.getValue(), quorum));
  }

  private static QuorumCertificate certificate(
      VotedBlock ballot, Map<PublicKey, SignedVote> commits, int quorum) {
    List<SignedVote> votes = List.copyOf(commits.values()).subList(0, quorum);
    return new QuorumCertificate(ballot.view(), ballot.height(), ballot.block(), votes);
  }
}
