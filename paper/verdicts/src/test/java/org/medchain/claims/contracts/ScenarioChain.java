package org.medchain.claims.contracts;

import java.util.List;
import org.medchain.claims.ledger.ExecutedChain;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;

/** A small chain of one scenario, on which its cast is registered. */
public final class ScenarioChain extends ExecutedChain {
  private static final long GENESIS_MS = 1_600_000_000_000L;
  private static final long CLOCK_TOLERANCE_MS = 10_000;

  private final ScenarioCast cast;

  public ScenarioChain(IncentiveRules rules, ScenarioCast cast) {
    super(cast.scheme, genesis(rules, cast), 0);
    this.cast = cast;
  }

  private static Genesis genesis(IncentiveRules rules, ScenarioCast cast) {
    Genesis.Terms terms =
        new Genesis.Terms(
            GENESIS_MS,
            cast.nodes.stream().map(KeyPair::publicKey).toList(),
            1,
            Difficulty.NONE,
            CLOCK_TOLERANCE_MS,
            cast.center.publicKey(),
            rules);
    return new Genesis(terms, cast.participants());
  }

  public ScenarioCast cast() {
    return cast;
  }

  public List<Receipt> add(List<Transaction> transactions) {
    return append(next(transactions)).receipts();
  }

  public Receipt run(KeyPair sender, Operation operation) {
    return add(List.of(order(sender, operation))).getFirst();
  }
}
