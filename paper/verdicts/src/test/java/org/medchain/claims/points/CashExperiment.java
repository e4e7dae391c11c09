package org.medchain.claims.points;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.medchain.claims.contracts.ScenarioCast;
import org.medchain.claims.contracts.ScenarioChain;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.economy.Voucher;
import org.medchain.contract.economy.Vouchers;
import org.medchain.contract.engine.Event;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.budget.BudgetState;
import org.medchain.credit.budget.RedemptionRate;
import org.medchain.credit.budget.SimulatedBudget;
import org.medchain.credit.conditions.Conditions;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.game.random.ReplicateSeed;

/**
 * Whether points become cash (GAME-6): vouchers on the chain, each good once, and in the budget of
 * the study whether the cash lasts (T18).
 */
final class CashExperiment {
  private static final String REPAIRS_STUDY = "credit-repairs.yaml";
  private static final String CLAIM = "points-become-cash";
  private static final int MOST_REDEEMED = 5;

  private CashExperiment() {}

  static void run(ClaimRun run) throws Exception {
    vouchers(run);
    budget(run);
  }

  private static void vouchers(ClaimRun run) throws Exception {
    VoucherPlay play = new VoucherPlay(run.seed());
    for (int block = 0; block < run.count("cash_redemption_blocks"); block++) {
      play.block();
    }
    long unvouched = 0;
    try (RawTable raw = run.raw("cash-vouchers", "voucher, points, value_points, paid")) {
      for (Map.Entry<Hash, Long> each : play.redeemed.entrySet()) {
        long value =
            Vouchers.entry(each.getKey()).in(play.chain.state()).map(Voucher::points).orElse(0L);
        int paid = play.paid.getOrDefault(each.getKey(), 0);
        unvouched += Math.abs(each.getValue() - value);
        raw.row(each.getKey(), each.getValue(), value, paid);
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    int vouchers = play.redeemed.size();
    figures.value(
        "points_without_voucher",
        unvouched + play.unexplained,
        vouchers,
        "points that left accounts for no voucher, or for one of another value");
    figures.value("payments_refused", play.refused, play.tried, "payments that were refused");
  }

  private static void budget(ClaimRun run) throws Exception {
    CreditParameters parameters = LedgerPlan.study(run, REPAIRS_STUDY);
    int blocks = run.count("cash_budget_blocks");
    try (RawTable raw =
        run.raw("cash-budget", "replicate, block, held_points, cash, coverage, unpaid_cash")) {
      for (int replicate = 0; replicate < run.count("cash_budget_replicates"); replicate++) {
        List<BudgetState> books =
            SimulatedBudget.trajectory(
                parameters,
                blocks,
                RedemptionRate.of(parameters),
                ReplicateSeed.of(run.seed(), "cash", replicate));
        for (BudgetState each : books) {
          double covered = coverage(parameters, each);
          raw.row(replicate, each.block(), each.held(), each.cash(), covered, each.unpaid());
        }
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "run_margin_cash_per_point",
        Conditions.byId("T18").closedForm(parameters).margin(),
        1,
        "T18: how far the rate is below the one at which all can be paid at the start");
  }

  private static double coverage(CreditParameters parameters, BudgetState books) {
    return books.reserveCoverage(parameters.of(Parameter.CASH_PER_POINT));
  }

  /** Holders redeem; the center pays each voucher, some of them again. */
  private static final class VoucherPlay {
    private final SplittableRandom random;
    private final ScenarioChain chain;
    private final Map<Hash, Long> redeemed = new LinkedHashMap<>();
    private final Map<Hash, Integer> paid = new LinkedHashMap<>();
    private long unexplained;
    private long tried;
    private long refused;

    VoucherPlay(long master) {
      ReplicateSeed seed = ReplicateSeed.of(master, "vouchers", 0);
      this.random = new SplittableRandom(seed.substream(1).value());
      this.chain =
          new ScenarioChain(
              CreditParameters.paper().with(Parameter.INITIAL_POINTS, 1_000_000).rules(),
              new ScenarioCast(seed.value(), 4, 0, 0, 4));
    }

    void block() {
      List<KeyPair> holders = new ArrayList<>(chain.cast().patients);
      holders.addAll(chain.cast().institutions);
      KeyPair holder = holders.get(random.nextInt(holders.size()));
      List<Hash> known = List.copyOf(redeemed.keySet());
      List<Transaction> content = new ArrayList<>();
      content.add(chain.order(holder, new RedeemPoints(1L + random.nextInt(MOST_REDEEMED))));
      for (int order = 0; order < 2 && !known.isEmpty(); order++) {
        // The last one, so that all are paid; and any, so that some are ordered to be paid again.
        Hash voucher = order == 0 ? known.getLast() : known.get(random.nextInt(known.size()));
        content.add(chain.order(chain.cast().center, new PayVoucher(voucher)));
        tried++;
      }
      long before = chain.state().balance(holder.publicKey());
      chain.add(content).forEach(this::note);
      long left = before - chain.state().balance(holder.publicKey());
      unexplained += Math.abs(left - (redeemed.size() > known.size() ? lastRedeemed() : 0));
    }

    private long lastRedeemed() {
      return List.copyOf(redeemed.values()).getLast();
    }

    private void note(Receipt receipt) {
      refused += receipt.succeeded() ? 0 : 1;
      for (Event event : MedicalModules.events(receipt)) {
        switch (event) {
          case EconomyEvents.Redeemed out -> redeemed.put(out.voucher(), out.paidOut());
          case EconomyEvents.VoucherPaid done -> paid.merge(done.voucher(), 1, Integer::sum);
          default -> {}
        }
      }
    }
  }
}
