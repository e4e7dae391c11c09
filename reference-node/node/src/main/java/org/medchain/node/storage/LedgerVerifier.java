package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.inspection.LogInspector;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;

/**
 * Checks decided blocks in the order of their heights (STO-15): links, signatures, certificates,
 * and by executing them again the roots that headers, checkpoints and snapshots name.
 */
final class LedgerVerifier {
  private final Genesis genesis;
  private final SignatureScheme scheme;
  private final LogInspector reading;
  private final int window;
  private final MedicalContract contract;
  private final NavigableMap<Long, Hash[]> roots = new TreeMap<>();
  private final TreeMap<Long, Hash> stateRoots = new TreeMap<>();

  /** Snapshots from which the execution can continue after a gap. */
  private final Map<Long, DeferredBytes> states;

  private Optional<Header> parent;
  private boolean executing = true;
  private long blocks;
  private long transactions;
  private long signatures;
  private long executed;

  LedgerVerifier(
      Genesis genesis,
      SignatureScheme scheme,
      LogInspector reading,
      Map<Long, DeferredBytes> states) {
    this.genesis = genesis;
    this.scheme = scheme;
    this.reading = reading;
    this.states = states;
    this.window = genesis.terms().window();
    this.contract = new MedicalContract(genesis, 1);
    this.parent = Optional.of(genesis.block().header());
    Header header = genesis.block().header();
    roots.put(0L, new Hash[] {header.stateRoot(), header.receiptsRoot()});
    stateRoots.put(0L, header.stateRoot());
  }

  /** The fault of the next stored block; nothing if it is sound. */
  List<String> verify(CertifiedBlock decision) {
    List<String> wrong = new ArrayList<>();
    Block block = decision.block();
    blocks++;
    boolean follows = parent.isPresent() && parent.get().height() == block.height() - 1;
    if (follows) {
      verifyLink(block.header(), parent.get(), wrong);
    }
    parent = Optional.of(block.header());
    verifyTransactions(block, wrong);
    verifyCertificate(decision, wrong);
    execute(block, wrong);
    verifyRoots(block.header(), wrong);
    return wrong;
  }

  private static void verifyLink(Header header, Header below, List<String> wrong) {
    if (!header.previous().equals(below.hash())) {
      wrong.add("does not name the block under it");
    }
    if (header.timestampMs() < below.timestampMs()) {
      wrong.add("its time is before that of the block under it");
    }
  }

  private void verifyTransactions(Block block, List<String> wrong) {
    for (Transaction transaction : block.transactions()) {
      transactions++;
      if (transaction.isSigned()) {
        signatures++;
        if (!transaction.attestation().holds(scheme, genesis.chain())) {
          wrong.add("request " + transaction.request().brief() + " is not signed by its sender");
        }
      }
    }
  }

  private void verifyCertificate(CertifiedBlock decision, List<String> wrong) {
    Certificate certificate = decision.certificate();
    if (!certificate.isOf(decision.block().header()) || !reading.proves(certificate)) {
      wrong.add("its certificate names another block, or no quorum of the members of its time");
    }
    for (Attestation vote : certificate.attestations()) {
      signatures++;
      if (!vote.holds(scheme, genesis.chain())) {
        wrong.add("a vote in its certificate is not signed by " + vote.signer().brief());
      }
    }
  }

  private void execute(Block block, List<String> wrong) {
    long height = block.height();
    if (executing && contract.height() == height - 1) {
      try {
        ExecutionResult execution = contract.apply(block);
        executed++;
        roots.put(height, new Hash[] {execution.stateRoot(), execution.receiptsRoot()});
        roots.headMap(height - window).clear();
        stateRoots.put(height, execution.stateRoot());
      } catch (IllegalArgumentException | IllegalStateException e) {
        executing = false;
        wrong.add("cannot be executed: " + e.getMessage());
      }
    } else if (states.containsKey(height)) {
      resumeFromSnapshot(block, wrong);
    } else {
      executing = false;
    }
  }

  /** After a gap the execution continues from a snapshot, whose root others have to confirm. */
  private void resumeFromSnapshot(Block block, List<String> wrong) {
    try {
      DeferredBytes state = states.get(block.height());
      Hash root = state.root();
      Hash certified = reading.stateRoots().getOrDefault(block.height(), root);
      executing =
          certified.equals(contract.restore(block.height(), block.hash(), certified, state));
      roots.clear();
      stateRoots.put(block.height(), root);
    } catch (MalformedInput e) {
      wrong.add("the snapshot of its height is invalid: " + e.getMessage());
    }
  }

  private void verifyRoots(Header header, List<String> wrong) {
    Hash[] known = roots.get(Math.max(0, header.height() - window));
    if (known != null && !known[0].equals(header.stateRoot())) {
      wrong.add("its state root is not that of executing the blocks under it");
    }
    if (known != null && !known[1].equals(header.receiptsRoot())) {
      wrong.add("its receipts root is not that of executing the blocks under it");
    }
    if (known == null) {
      // Nothing was executed there, but a quorum decided this header.
      stateRoots.putIfAbsent(header.height() - window, header.stateRoot());
    }
  }

  /** The root of the state after a height, as far as execution, headers or checkpoints show it. */
  Optional<Hash> stateRoot(long height) {
    return Optional.ofNullable(reading.stateRoots().get(height))
        .or(() -> Optional.ofNullable(stateRoots.get(height)));
  }

  /** A summary of the checks. */
  String summary() {
    return "ledger: %s blocks, %s transactions, %s signatures, %s blocks executed again"
        .formatted(blocks, transactions, signatures, executed);
  }
}
