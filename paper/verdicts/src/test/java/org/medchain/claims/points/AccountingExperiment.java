package org.medchain.claims.points;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.medchain.agents.LedgerResult;
import org.medchain.claims.contracts.RandomOperations;
import org.medchain.claims.contracts.ScenarioCast;
import org.medchain.claims.contracts.ScenarioChain;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.contract.EventLedger;
import org.medchain.contract.MedicalModules;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.PointLedger;

/**
 * Whether every point is accounted for (INC-2, INC-3, CON-4): after each block of random scenarios
 * the supply is compared with a count over all accounts and with what the events say, and each
 * account with the events; in runs of agents, the supply at the end of each epoch.
 */
final class AccountingExperiment {
  private static final int MOST_IN_BLOCK = 50;
  private static final int LOCK_BLOCKS = 3;
  private static final int ROUNDS = 10;

  private AccountingExperiment() {}

  static void run(ClaimRun run) throws Exception {
    AccountSums sums = new AccountSums();
    try (RawTable raw =
        run.raw(
            "accounting-chains",
            "chain, transactions, blocks, blocks_with_difference, accounts, "
                + "accounts_with_difference")) {
      for (int chain = 0; chain < run.count("accounting_chains"); chain++) {
        sums.chain(run, chain, raw);
        run.progress("points of all accounts counted: " + sums.transactions + " transactions");
      }
    }
    agents(run, sums);
    sums.report(run.figures("fair-accounting"));
  }

  /** Agents check in with the same supply, under the study's rules. */
  private static void agents(ClaimRun run, AccountSums sums) throws Exception {
    CreditParameters parameters = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    LedgerResult result =
        new LedgerPlan(
                parameters,
                LedgerPlan.members("honest", 8, "false", 4),
                (long) parameters.of(Parameter.BALANCE),
                ROUNDS,
                run.count("accounting_replicates"))
            .play(run);
    for (LedgerResult.LedgerReplicate each : result.runs()) {
      sums.transactions += each.transactions();
      sums.blocks += each.supply().size();
      sums.blocksDiffering += each.supply().stream().filter(at -> !at.isConserved()).count();
    }
  }

  /** Sums over chains and runs. */
  private static final class AccountSums {
    private long transactions;
    private long blocks;
    private long blocksDiffering;
    private long accounts;
    private long accountsDiffering;

    void chain(ClaimRun run, int number, RawTable raw) {
      ReplicateSeed seed = ReplicateSeed.of(run.seed(), "accounts", number);
      SplittableRandom random = new SplittableRandom(seed.substream(1).value());
      ScenarioChain chain =
          new ScenarioChain(
              ScenarioRules.drawn(random, LOCK_BLOCKS), new ScenarioCast(seed.value(), 5, 2, 4, 4));
      RandomOperations operations = RandomOperations.ofAll(chain, random);
      CountedChain counted = new CountedChain(chain, new EventLedger(chain.genesis()));
      while (counted.transactions < run.count("accounting_transactions") && counted.intact) {
        counted.block(operations);
      }
      transactions += counted.transactions;
      blocks += counted.blocks;
      blocksDiffering += counted.blocksDiffering;
      accounts += operations.parties().size();
      accountsDiffering += counted.accountsDiffering.size();
      raw.row(
          number,
          counted.transactions,
          counted.blocks,
          counted.blocksDiffering,
          operations.parties().size(),
          counted.accountsDiffering.size());
    }

    void report(ClaimFigures figures) {
      figures.value("transactions", transactions, blocks, "transactions executed and counted");
      figures.value(
          "blocks_with_difference",
          blocksDiffering,
          blocks,
          "blocks after which the supply is not what the accounts, or the events, add up to");
      figures.value(
          "accounts_with_difference",
          accountsDiffering,
          accounts,
          "accounts that were other than the sum of their events after some block");
    }
  }

  /** A chain, and its accounts kept by events. */
  private static final class CountedChain {
    private final ScenarioChain chain;
    private final EventLedger events;
    private final Set<PublicKey> accountsDiffering = new TreeSet<>();
    private long transactions;
    private long blocks;
    private long blocksDiffering;
    private boolean intact = true;

    CountedChain(ScenarioChain chain, EventLedger events) {
      this.chain = chain;
      this.events = events;
    }

    void block(RandomOperations operations) {
      blocks++;
      try {
        for (Receipt receipt : operations.block(MOST_IN_BLOCK)) {
          transactions++;
          events.apply(MedicalModules.events(receipt), chain.genesis().terms().rules().points());
        }
      } catch (IllegalStateException | AssertionError e) {
        // The executor found the difference itself (INC-3), or an event says what cannot be.
        blocksDiffering++;
        intact = false;
        return;
      }
      PointLedger ledger = PointLedger.over(chain.state().tree());
      boolean same =
          ledger.supply().isConserved()
              && ledger.supply().held() == ledger.countHeld()
              && ledger.supply().equals(events.supply());
      blocksDiffering += same ? 0 : 1;
      events
          .balances()
          .forEach(
              (whose, points) -> {
                if (chain.state().balance(whose) != points) {
                  accountsDiffering.add(whose);
                }
              });
    }
  }
}
