package org.medchain.claims.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.claims.contracts.TinyClaimRun.figure;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.claims.contracts.TinyClaimRun;
import org.medchain.claims.experiment.ClaimRun;

/** CLAIM-3: what the experiments on points measure. */
@Tag("statistical")
class PointsExperimentsTest {
  @TempDir Path out;

  @Test
  void honestMembersEarn() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(
            new ParticipationExperiment(),
            out,
            "participation_draws=20",
            "participation_rounds=2",
            "participation_replicates=2");
    assertThat(figure(run, "participation-pays", "honest_payoff_standard_cash")).isPositive();
    assertThat(figure(run, "participation-pays", "honest_payoff_paper_cash")).isPositive();
  }

  /** Who can pay the penalty loses by false records, and newcomers have nothing to lose. */
  @Test
  void penaltiesDeterWhoCanPayThem() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(
            new HonestSharingExperiment(),
            out,
            "sharing_draws=20",
            "sharing_members=10",
            "sharing_rounds=3",
            "sharing_replicates=2");
    String claim = "honest-sharing-pays";
    assertThat(figure(run, claim, "standard_covered_difference_cash")).isPositive();
    assertThat(figure(run, claim, "standard_covered_false_cash")).isNegative();
    assertThat(figure(run, claim, "standard_newcomers_deterred")).isEqualTo(1);
    assertThat(figure(run, claim, "paper_newcomers_deterred")).isLessThan(0.5);
    assertThat(figure(run, claim, "strict_penalty_points")).isEqualTo(4 * 19);
    double honest = figure(run, claim, "strict_settled_honest_cash_30");
    assertThat(honest).isBetween(0.0, 20.0);
  }

  @Test
  void everyPointIsAccountedFor() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(
            new AccountingExperiment(),
            out,
            "accounting_chains=4",
            "accounting_transactions=400",
            "accounting_replicates=1");
    assertThat(figure(run, "fair-accounting", "transactions")).isGreaterThan(4 * 400);
    assertThat(figure(run, "fair-accounting", "blocks_with_difference")).isZero();
    assertThat(figure(run, "fair-accounting", "accounts_with_difference")).isZero();
  }

  /** A quarter off a price of three points is less than a point, and is rounded away. */
  @Test
  void levelsCostAndGiveWhatTheRulesSay() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(new MembershipExperiment(), out, "membership_discount_step_bp=2500");
    String claim = "points-buy-membership";
    assertThat(figure(run, claim, "level_price_error_points")).isZero();
    assertThat(figure(run, claim, "query_price_error_points")).isZero();
    assertThat(figure(run, claim, "whole_point_margin_queries")).isEqualTo(5);
    assertThat(figure(run, claim, "levels_that_do_not_pay")).isEqualTo(1);
  }

  @Test
  void vouchersAreGoodOnce() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(
            new CashExperiment(), out, "cash_redemption_blocks=30", "cash_budget_replicates=2");
    assertThat(figure(run, "points-become-cash", "vouchers_paid_twice")).isZero();
    assertThat(figure(run, "points-become-cash", "points_without_voucher")).isZero();
    assertThat(figure(run, "points-become-cash", "payments_refused")).isPositive();
    assertThat(figure(run, "points-become-cash", "unpaid_cash")).isPositive();
  }

  @Test
  void exitsAreAcceptedAndPaidLater() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(
            new ExitExperiment(), out, "exit_scenarios=20", "exit_rounds=4", "exit_replicates=2");
    assertThat(figure(run, "exit-at-any-time", "exits_accepted")).isEqualTo(1);
    assertThat(figure(run, "exit-at-any-time", "exits_unsettled")).isZero();
    assertThat(figure(run, "exit-at-any-time", "settlement_blocks_max")).isBetween(1.0, 56.0);
    assertThat(figure(run, "exit-harms-nobody", "others_with_fewer_points")).isZero();
    assertThat(figure(run, "exit-harms-nobody", "others_purchases_ended")).isZero();
    assertThat(figure(run, "exit-harms-nobody", "uncollected_lock_0_points")).isPositive();
  }

  @Test
  void truthIsRecognisedByWhoLooks() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(new TruthExperiment(), out, "truth_rounds=5", "truth_replicates=1");
    String claim = "consensus-recognises-truth";
    assertThat(figure(run, claim, "false_accepted_by_form")).isEqualTo(1);
    assertThat(figure(run, claim, "false_accepted_by_content")).isLessThan(0.2);
    assertThat(figure(run, claim, "false_accepted_unread")).isGreaterThan(0.2);
  }

  @Test
  void wrongRepliesOfTwoOfSevenCountForNothing() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(
            new AccuracyExperiment(),
            out,
            "accuracy_rounds=1",
            "accuracy_replicates=2",
            "accuracy_reply_duration_s=5");
    String claim = "pbft-raises-accuracy";
    assertThat(figure(run, claim, "wrong_results_pbft")).isZero();
    assertThat(figure(run, claim, "wrong_result_share_one_machine")).isEqualTo(1);
    assertThat(figure(run, claim, "results_accepted")).isPositive();
  }
}
