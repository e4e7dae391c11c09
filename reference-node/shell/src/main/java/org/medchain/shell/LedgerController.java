package org.medchain.shell;

import java.util.List;
import java.util.Optional;
import org.medchain.application.ExistenceProof;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.operations.ShellContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The ledger over HTTP, to be read (OPS-14). Public and not final, as its methods are, so that
 * Chaos Monkey can intercept its calls (OPS-16).
 */
@RestController
public class LedgerController {
  /** A node keeps no index of ids; so far back is looked for one. */
  static final int SEARCHED_BLOCKS = 64;

  private final LedgerView ledger;

  /** Of the node's ledger. */
  public LedgerController(ShellContext context) {
    this.ledger = context.ledger();
  }

  /** The state of the ledger. */
  @GetMapping("/ledger")
  public LedgerSummary summary() {
    long height = ledger.height();
    // The genesis block was decided by nobody.
    Block head = height == 0 ? ledger.genesis().block() : decision(height).block();
    return new LedgerSummary(
        ledger.genesis().chain().toHex(),
        height,
        head.hash().toHex(),
        ledger.genesis().terms().window());
  }

  /** The block of a height. */
  @GetMapping("/ledger/blocks/{height}")
  public BlockResource block(@PathVariable("height") long height) {
    return BlockResource.of(decision(height));
  }

  /** A transaction by its place. */
  @GetMapping("/ledger/blocks/{height}/transactions/{index}")
  public TransactionResource transaction(
      @PathVariable("height") long height, @PathVariable("index") int index) {
    return resource(height, index, transactionAt(decision(height), index));
  }

  /** A transaction by its id, if it is in one of the last blocks. */
  @GetMapping("/ledger/transactions/{id}")
  public TransactionResource transaction(@PathVariable("id") String digits) {
    Hash id = hash(digits);
    long top = ledger.height();
    for (long height = top; height > 0 && height > top - SEARCHED_BLOCKS; height--) {
      List<Transaction> all =
          ledger.blockAt(height).map(d -> d.block().transactions()).orElse(List.of());
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).id().equals(id)) {
          return resource(height, i, all.get(i));
        }
      }
    }
    throw notFound(
        "no transaction " + id + " in the last " + SEARCHED_BLOCKS + " blocks; ask by height");
  }

  /** The state's data on an accepted record. */
  @GetMapping("/ledger/records/{id}")
  public RecordResource record(@PathVariable("id") String digits) {
    Hash id = hash(digits);
    long height = ledger.height();
    WorldState state =
        ledger.stateAt(height).orElseThrow(() -> notFound("the state is not there yet"));
    StoredRecord stored =
        Records.find(state, id).orElseThrow(() -> notFound("no accepted record " + id));
    return RecordResource.of(id, height, stored);
  }

  /**
   * A proof for light clients that a transaction is in the chain (APP-4), and, once the header W
   * above is there and where this node has the receipts (STO-29), that it had its effect (APP-5).
   */
  @GetMapping("/ledger/blocks/{height}/transactions/{index}/proof")
  public ProofResource proof(
      @PathVariable("height") long height, @PathVariable("index") int index) {
    CertifiedBlock decision = decision(height);
    Transaction unused = transactionAt(decision, index);
    ExistenceProof existence = LedgerView.existence(decision.block(), index);
    long proving = height + ledger.genesis().terms().window();
    String acceptance =
        ledger.acceptance(existence).map(proof -> proof.encoded().toHex()).orElse("");
    return ProofResource.of(decision, existence, acceptance, proving);
  }

  private static Hash hash(String digits) {
    try {
      return Hash.fromHex(digits);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "id: an id has 64 hexadecimal digits");
    }
  }

  private CertifiedBlock decision(long height) {
    return ledger
        .blockAt(height)
        .orElseThrow(
            () ->
                notFound(
                    "no block at height " + height + "; the ledger ends at " + ledger.height()));
  }

  private static Transaction transactionAt(CertifiedBlock decision, int index) {
    List<Transaction> all = decision.block().transactions();
    if (index < 0 || index >= all.size()) {
      throw notFound(
          "no transaction %s at height %s, which has %s"
              .formatted(index, decision.block().height(), all.size()));
    }
    return all.get(index);
  }

  private TransactionResource resource(long height, int index, Transaction transaction) {
    Optional<ReceiptResource> receipt =
        ledger.receiptsAt(height).map(receipts -> ReceiptResource.of(receipts.get(index)));
    return TransactionResource.of(height, index, transaction, receipt.orElse(null));
  }

  private static ResponseStatusException notFound(String reason) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, reason);
  }
}
