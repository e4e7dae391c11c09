package org.medchain.shell;

import org.medchain.data.Hash;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The ledger over HTTP, to be read (OPS-14). */
@RestController
class LedgerController {
  private final LedgerQueryService gate;

  LedgerController(LedgerQueryService gate) {
    this.gate = gate;
  }

  @GetMapping("/ledger")
  LedgerSummary summary() {
    return gate.summary();
  }

  @GetMapping("/ledger/blocks/{height}")
  BlockResource block(@PathVariable("height") long height) {
    return gate.block(height);
  }

  @GetMapping("/ledger/blocks/{height}/transactions/{index}")
  TransactionResource transaction(
      @PathVariable("height") long height, @PathVariable("index") int index) {
    return gate.transaction(height, index);
  }

  @GetMapping("/ledger/blocks/{height}/transactions/{index}/proof")
  ProofResource proof(@PathVariable("height") long height, @PathVariable("index") int index) {
    return gate.proof(height, index);
  }

  @GetMapping("/ledger/transactions/{id}")
  TransactionResource transaction(@PathVariable("id") String id) {
    return gate.transaction(hash(id));
  }

  @GetMapping("/ledger/records/{id}")
  RecordResource record(@PathVariable("id") String id) {
    return gate.record(hash(id));
  }

  private static Hash hash(String digits) {
    try {
      return Hash.fromHex(digits);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "id: an id has 64 hexadecimal digits");
    }
  }
}
