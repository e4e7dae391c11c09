package org.medchain.node.center;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;

/** A ledger of one node that executes each operation at once, in a separate block. */
final class ImmediateLedger implements LedgerOperationClient {
  static final KeyPair CENTER = TestCenter.ledger("center");

  final Genesis genesis =
      new Genesis(
          new Genesis.Terms(
              1_600_000_000_000L,
              List.of(node(0), node(1), node(2), node(3)),
              1,
              Difficulty.NONE,
              5_000,
              CENTER.publicKey(),
              new PointRules(100, 10, 25, 7, 8_000)),
          List.of(new Participant(key("patient"), Role.PATIENT)));
  final MedicalContract contract = new MedicalContract(genesis);
  final List<Receipt> receipts = new ArrayList<>();
  final List<Operation> seen = new ArrayList<>();
  private Block last = genesis.block();
  private long sequence;

  /** The failure with which the next submission ends instead of being executed. */
  Optional<RuntimeException> failure = Optional.empty();

  static PublicKey key(String name) {
    return TestCenter.ledger(name).publicKey();
  }

  static PublicKey node(int number) {
    return key("node " + number);
  }

  @Override
  public CompletableFuture<Receipt> submit(Operation operation) {
    seen.add(operation);
    if (failure.isPresent()) {
      RuntimeException cause = failure.get();
      failure = Optional.empty();
      return CompletableFuture.failedFuture(cause);
    }
    sequence++;
    return CompletableFuture.completedFuture(execute(CENTER, sequence, operation));
  }

  Outcome outcome(KeyPair who, long number, Operation operation) {
    return Outcome.of(execute(who, number, operation));
  }

  private Receipt execute(KeyPair who, long number, Operation operation) {
    Transaction transaction =
        new Operations(new Ed25519(), genesis.chain(), who).sign(number, operation);
    List<Transaction> all = List.of(transaction);
    Header first = genesis.block().header();
    last =
        Block.of(
            new Header(
                Header.VERSION,
                last.hash(),
                last.header().timestampMs() + 1,
                MerkleTree.rootOf(all),
                1,
                last.height() + 1,
                first.stateRoot(),
                first.receiptsRoot(),
                Difficulty.NONE,
                RandomString.ZERO),
            all);
    Receipt receipt = contract.apply(last).receipts().get(0);
    receipts.add(receipt);
    return receipt;
  }
}
