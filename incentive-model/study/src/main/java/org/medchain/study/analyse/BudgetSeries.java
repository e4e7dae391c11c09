package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.budget.BudgetState;
import org.medchain.credit.budget.ExpectedBudget;
import org.medchain.credit.budget.RedemptionRate;
import org.medchain.credit.budget.SimulatedBudget;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Points and cash over time: issued and burnt points, inflation, and whether a run is paid. */
final class BudgetSeries {
  private static final double LEVEL = 0.95;
  private static final int ROWS = 6;
  private static final int DRAWN = 100;

  private final AnalysisContext setup;
  private final StudySection wanted;
  private final CreditParameters p;

  BudgetSeries(AnalysisContext setup) {
    this.setup = setup;
    this.wanted = setup.section().section("budget");
    this.p = setup.parameters();
  }

  void report() {
    int blocks = wanted.integer("blocks");
    RedemptionRate redemption = RedemptionRate.of(p);
    List<BudgetState> expected = ExpectedBudget.trajectory(p, blocks, redemption);
    List<List<BudgetState>> runs =
        setup
            .execution()
            .map(
                "budget",
                wanted.integer("replicates"),
                number ->
                    SimulatedBudget.trajectory(
                        p,
                        blocks,
                        redemption,
                        ReplicateSeed.of(setup.study().seed(), "budget", number)));
    setup.results().heading("Budget, inflation and runs");
    ObjectNode json = setup.results().json().putObject("budget");
    json(json, expected, runs);
    table(expected, runs, redemption);
    setup.results().figure(points(expected, runs));
    setup.results().figure(coverage(expected, runs));
  }

  private double covered(BudgetState point) {
    return Math.min(1e6, point.reserveCoverage(p.of(Parameter.CASH_PER_POINT)));
  }

  private static IntervalEstimate estimate(
      List<List<BudgetState>> runs, int block, ToDoubleFunction<BudgetState> quantity) {
    return IntervalEstimate.ofMean(
        LEVEL, runs.stream().mapToDouble(run -> quantity.applyAsDouble(run.get(block))).toArray());
  }

  private void json(ObjectNode json, List<BudgetState> expected, List<List<BudgetState>> runs) {
    ResultJson.put(json, "issued_per_upload", ExpectedBudget.issuedPerUpload(p));
    ResultJson.put(json, "burnt_as_penalty_per_upload", ExpectedBudget.burntByPenalties(p));
    ResultJson.put(json, "burnt_by_queries_per_upload", ExpectedBudget.burntByQueries(p));
    ResultJson.put(json, "balancing_price", ExpectedBudget.balancingPrice(p));
    ResultJson.put(json, "held_in_the_end", ExpectedBudget.steadyStateHeld(p));
    ResultJson.put(json, "rate_in_the_end", ExpectedBudget.steadyStateRate(p));
    ArrayNode series = json.putArray("series");
    for (BudgetState each : expected) {
      ObjectNode node = series.addObject();
      node.put("block", each.block());
      node.put("issued", each.issued());
      node.put("held", each.held());
      node.put("burnt", each.burnt());
      node.put("redeemed", each.redeemed());
      node.put("cash", each.cash());
      node.put("rate", each.rate());
      node.put("unpaid", each.unpaid());
      ResultJson.put(node, "coverage", each.reserveCoverage(p.of(Parameter.CASH_PER_POINT)));
      node.set(
          "held_in_runs", ResultJson.estimate(estimate(runs, each.block(), BudgetState::held)));
    }
  }

  private void table(
      List<BudgetState> expected, List<List<BudgetState>> runs, RedemptionRate redemption) {
    List<List<String>> rows = new ArrayList<>();
    int last = expected.size() - 1;
    for (int row = 0; row <= ROWS; row++) {
      int block = last * row / ROWS;
      BudgetState at = expected.get(block);
      rows.add(
          List.of(
              Integer.toString(block),
              NumberFormats.number(at.held()),
              NumberFormats.estimate(estimate(runs, block, BudgetState::held)),
              block == 0
                  ? "–"
                  : NumberFormats.number(100 * (at.held() / expected.get(block - 1).held() - 1)),
              NumberFormats.number(at.cash()),
              NumberFormats.number(at.rate()),
              NumberFormats.number(at.reserveCoverage(p.of(Parameter.CASH_PER_POINT))),
              NumberFormats.number(at.unpaid())));
    }
    setup
        .results()
        .table(
            List.of(
                "block",
                "points held",
                "in runs [95 % interval]",
                "inflation % a block",
                "cash",
                "rate",
                "coverage of a run",
                "unpaid"),
            rows);
    setup
        .results()
        .text(
            ("For one upload %s points are issued and %s + %s burnt (penalties, queries). Price "
                    + "of a query that would balance them: %s; points held in the end: %s. "
                    + "Redemption: %s; a run on the cash is paid in full where the coverage is 1 "
                    + "or more. %s runs, seed %s.")
                .formatted(
                    NumberFormats.number(ExpectedBudget.issuedPerUpload(p)),
                    NumberFormats.number(ExpectedBudget.burntByPenalties(p)),
                    NumberFormats.number(ExpectedBudget.burntByQueries(p)),
                    NumberFormats.number(ExpectedBudget.balancingPrice(p)),
                    NumberFormats.number(ExpectedBudget.steadyStateHeld(p)),
                    redemption == RedemptionRate.FIXED ? "at a fixed rate" : "pro rata",
                    runs.size(),
                    setup.study().seed()));
  }

  private SeriesFigure points(List<BudgetState> expected, List<List<BudgetState>> runs) {
    return new SeriesFigure(
        new FigureHeading(
            "points",
            "Points over time",
            "Lines are averages by the difference equation; marks are runs with drawn votes."),
        FigureAxis.linear("block"),
        FigureAxis.linear("points"),
        "95 % interval of " + runs.size() + " runs",
        List.of(
            line("held", expected, BudgetState::held),
            line("issued", expected, BudgetState::issued),
            line("burnt", expected, BudgetState::burnt),
            line("redeemed", expected, BudgetState::redeemed),
            marks("held, in runs", runs, BudgetState::held)),
        List.of());
  }

  private SeriesFigure coverage(List<BudgetState> expected, List<List<BudgetState>> runs) {
    return new SeriesFigure(
        new FigureHeading(
            "coverage",
            "Cash for all points held",
            "Above 1 all can redeem at once; under 1 the last ones are not paid in" + " full."),
        FigureAxis.linear("block"),
        FigureAxis.linear("cash / value of the points held"),
        "95 % interval of " + runs.size() + " runs",
        List.of(
            line("coverage", expected, this::covered),
            marks("coverage, in runs", runs, this::covered)),
        List.of());
  }

  private static SeriesFigure.DataSeries line(
      String name, List<BudgetState> points, ToDoubleFunction<BudgetState> quantity) {
    return new SeriesFigure.DataSeries(
        name,
        SeriesFigure.SeriesStyle.LINE,
        points.stream()
            .map(each -> SeriesFigure.SeriesPoint.exact(each.block(), quantity.applyAsDouble(each)))
            .toList());
  }

  private static SeriesFigure.DataSeries marks(
      String name, List<List<BudgetState>> runs, ToDoubleFunction<BudgetState> quantity) {
    int last = runs.get(0).size() - 1;
    int every = Math.max(1, last * 10 / DRAWN);
    List<SeriesFigure.SeriesPoint> marks = new ArrayList<>();
    for (int block = 0; block <= last; block += every) {
      IntervalEstimate mean = estimate(runs, block, quantity);
      marks.add(new SeriesFigure.SeriesPoint(block, mean.mean(), mean.low(), mean.high()));
    }
    return new SeriesFigure.DataSeries(name, SeriesFigure.SeriesStyle.MARKS, marks);
  }
}
