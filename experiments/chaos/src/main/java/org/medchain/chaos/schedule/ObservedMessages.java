package org.medchain.chaos.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.chaos.oracle.RegisterStateMachine;
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
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;

/** All messages that a Byzantine member has received, ordered for its attacks. */
final class ObservedMessages {
  /** The subject of a set of votes. */
  record BlockBallot(long view, long height, Hash block) {}

  final Map<Hash, Block> blocks = new LinkedHashMap<>();

  /** The state after each block whose ancestors are all known. */
  final Map<Hash, RegisterStateMachine> stateMachines = new LinkedHashMap<>();

  final Map<BlockBallot, SignedVote> proposals = new LinkedHashMap<>();
  final Map<BlockBallot, Map<PublicKey, SignedVote>> prepares = new LinkedHashMap<>();
  final Map<BlockBallot, Map<PublicKey, SignedVote>> commits = new LinkedHashMap<>();
  final Map<Long, Map<PublicKey, NewView.ViewChangeProof>> changes = new TreeMap<>();
  final List<QuorumCertificate> decided = new ArrayList<>();
  final List<Transaction> requests = new ArrayList<>();
  final List<Envelope> envelopes = new ArrayList<>();
  long highestView;

  ObservedMessages(Block genesis, RegisterStateMachine ledger) {
    blocks.put(genesis.hash(), genesis);
    stateMachines.put(genesis.hash(), ledger);
  }

  void observe(Verified verified) {
    Envelope envelope = verified.envelope();
    envelopes.add(envelope);
    SignedVote vote = new SignedVote(verified.sender(), envelope.signature());
    switch (verified.message()) {
      case Request message -> requests.add(message.transaction());
      case PrePrepare message -> prePrepare(message, vote);
      case Prepare message -> {
        observeView(message.view());
        note(prepares, new BlockBallot(message.view(), message.height(), message.block()), vote);
      }
      case Commit message ->
          note(commits, new BlockBallot(message.view(), message.height(), message.block()), vote);
      case ViewChange message -> {
        observeView(message.newView());
        changes
            .computeIfAbsent(message.newView(), key -> new TreeMap<>())
            .put(
                verified.sender(),
                new NewView.ViewChangeProof(verified.sender(), message, envelope.signature()));
      }
      case DecidedBlock message -> {
        addBlock(message.block());
        decided.add(message.certificate());
      }
      default -> {}
    }
  }

  private void observeView(long view) {
    highestView = Math.max(highestView, view);
  }

  void prePrepare(PrePrepare message, SignedVote vote) {
    Block block = message.block();
    observeView(message.view());
    addBlock(block);
    proposals.put(new BlockBallot(message.view(), block.height(), block.hash()), vote);
  }

  static void note(
      Map<BlockBallot, Map<PublicKey, SignedVote>> book, BlockBallot ballot, SignedVote vote) {
    book.computeIfAbsent(ballot, key -> new TreeMap<>()).put(vote.signer(), vote);
  }

  void addBlock(Block block) {
    blocks.putIfAbsent(block.hash(), block);
    boolean found = true;
    while (found) { // parents may have come after their children
      found = false;
      for (Block each : blocks.values()) {
        RegisterStateMachine below = stateMachines.get(each.parent());
        if (below != null
            && !stateMachines.containsKey(each.hash())
            && each.height() == below.height() + 1) {
          stateMachines.put(each.hash(), below.afterBlock(each));
          found = true;
        }
      }
    }
  }
}
