package org.medchain.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Commit;
import org.medchain.consensus.pbft.DecidedBlock;
import org.medchain.consensus.pbft.NewView;
import org.medchain.consensus.pbft.PrePrepare;
import org.medchain.consensus.pbft.Prepare;
import org.medchain.consensus.pbft.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;

/** All that a Byzantine member has heard, put in order for making the most of it. */
final class Hearsay {
  /** What one set of votes is for. */
  record Ballot(long view, long height, Hash block) {}

  final Map<Hash, Block> blocks = new LinkedHashMap<>();

  /** The state after each block whose ancestors are all known. */
  final Map<Hash, Ledger> ledgers = new LinkedHashMap<>();

  final Map<Ballot, SignedVote> proposed = new LinkedHashMap<>();
  final Map<Ballot, Map<PublicKey, SignedVote>> prepares = new LinkedHashMap<>();
  final Map<Ballot, Map<PublicKey, SignedVote>> commits = new LinkedHashMap<>();
  final Map<Long, Map<PublicKey, NewView.Proof>> changes = new TreeMap<>();
  final List<QuorumCertificate> decided = new ArrayList<>();
  final List<Transaction> requests = new ArrayList<>();
  final List<Envelope> envelopes = new ArrayList<>();
  long highestView;

  Hearsay(Block genesis, Ledger ledger) {
    blocks.put(genesis.hash(), genesis);
    ledgers.put(genesis.hash(), ledger);
  }

  void hear(Verified verified) {
    Envelope envelope = verified.envelope();
    envelopes.add(envelope);
    SignedVote vote = new SignedVote(verified.sender(), envelope.signature());
    switch (verified.message()) {
      case Request message -> requests.add(message.transaction());
      case PrePrepare message -> prePrepare(message, vote);
      case Prepare message -> {
        seen(message.view());
        note(prepares, new Ballot(message.view(), message.height(), message.block()), vote);
      }
      case Commit message ->
          note(commits, new Ballot(message.view(), message.height(), message.block()), vote);
      case ViewChange message -> {
        seen(message.newView());
        changes
            .computeIfAbsent(message.newView(), key -> new TreeMap<>())
            .put(
                verified.sender(),
                new NewView.Proof(verified.sender(), message, envelope.signature()));
      }
      case DecidedBlock message -> {
        learn(message.block());
        decided.add(message.certificate());
      }
      default -> {}
    }
  }

  private void seen(long view) {
    highestView = Math.max(highestView, view);
  }

  void prePrepare(PrePrepare message, SignedVote vote) {
    Block block = message.block();
    seen(message.view());
    learn(block);
    proposed.put(new Ballot(message.view(), block.height(), block.hash()), vote);
  }

  static void note(Map<Ballot, Map<PublicKey, SignedVote>> book, Ballot ballot, SignedVote vote) {
    book.computeIfAbsent(ballot, key -> new TreeMap<>()).put(vote.signer(), vote);
  }

  void learn(Block block) {
    blocks.putIfAbsent(block.hash(), block);
    boolean found = true;
    while (found) { // parents may have come after their children
      found = false;
      for (Block each : blocks.values()) {
        Ledger below = ledgers.get(each.parent());
        if (below != null
            && !ledgers.containsKey(each.hash())
            && each.height() == below.height() + 1) {
          ledgers.put(each.hash(), below.with(each));
          found = true;
        }
      }
    }
  }
}
