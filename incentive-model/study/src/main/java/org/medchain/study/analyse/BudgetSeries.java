package org.medchain.study.analyse;

import static org.medchain.credit.Parameter.CASH_PER_POINT;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.budget.BudgetState;
import org.medchain.credit.budget.ExpectedBudget;
import org.medchain.credit.budget.RedemptionRate;
import org.medchain.credit.budget.SimulatedBudget;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Points and cash over time: issued and burnt points, inflation, and whether a run is paid. */
final class BudgetSeries {
  private static final double LEVEL = 0.95;
  private static final int ROWS = 6;
  private static final int DRAWN = 100;

  private final AnalysisContext setup;
  private final StudyResults results;
  private final StudySection wanted;
  private final CreditParameters p;

  BudgetSeries(AnalysisContext setup) {
    this.setup = setup;
    this.results = setup.results();
    this.wanted = setup.section().section("budget");
    this.p = setup.parameters();
  }

  void report() {
    int blocks = wanted.integer("blocks");
    RedemptionRate redemption = RedemptionRate.of(p);
    List<BudgetState> expected = ExpectedBudget.trajectory(p, blocks, redemption);
    List<List<BudgetState>> runs =
        setup
            .work()
            .map(
                "budget",
                wanted.integer("replicates"),
                number ->
                    SimulatedBudget.trajectory(
                        p,
                        blocks,
                        redemption,
                        ReplicateSeed.of(setup.study().seed(), "budget", number)));
    results.heading("Budget, inflation and runs");
    json(results.json().putObject("budget"), expected, runs);
    table(expected, runs, redemption);
    draw(
        "points",
        "points",
        runs,
        line("held", expected, BudgetState::held),
        line("issued", expected, BudgetState::issued),
        line("burnt", expected, BudgetState::burnt),
        line("redeemed", expected, BudgetState::redeemed),
        marks("held, in runs", runs, BudgetState::held));
    draw(
        "coverage",
        "cash / value of the points held",
        runs,
        line("coverage", expected, this::covered),
        marks("coverage, in runs", runs, this::covered));
  }

  private double covered(BudgetState point) {
    return Math.min(1e6, point.reserveCoverage(p.of(CASH_PER_POINT)));
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
      ResultJson.put(node, "coverage", each.reserveCoverage(p.of(CASH_PER_POINT)));
      ResultJson.put(node, "held_in_runs", estimate(runs, each.block(), BudgetState::held));
    }
  }

  private void table(
      List<BudgetState> expected, List<List<BudgetState>> runs, RedemptionRate redemption) {
    ResultTable table = ResultTable.named("budget");
    int last = expected.size() - 1;
    for (int row = 0; row <= ROWS; row++) {
      int block = last * row / ROWS;
      BudgetState at = expected.get(block);
      table
          .row()
          .cell(block)
          .cell(at.held())
          .cell(estimate(runs, block, BudgetState::held))
          .cell(block == 0 ? "–" : 100 * (at.held() / expected.get(block - 1).held() - 1))
          .cell(at.cash())
          .cell(at.rate())
          .cell(at.reserveCoverage(p.of(CASH_PER_POINT)))
          .cell(at.unpaid());
    }
    results.table(table);
    results.say(
        "budget.text",
        ExpectedBudget.issuedPerUpload(p),
        ExpectedBudget.burntByPenalties(p),
        ExpectedBudget.burntByQueries(p),
        ExpectedBudget.balancingPrice(p),
        ExpectedBudget.steadyStateHeld(p),
        redemption == RedemptionRate.FIXED ? "at a fixed rate" : "pro rata",
        runs.size(),
        setup.study().seed());
  }

  private void draw(String name, String axis, List<List<BudgetState>> runs, DataSeries... series) {
    results.figure(
        SeriesFigure.of(
            StudyResults.figureHeading(name),
            FigureAxis.linear("block"),
            FigureAxis.linear(axis),
            "95 % interval of " + runs.size() + " runs",
            List.of(series)));
  }

  private static DataSeries line(
      String name, List<BudgetState> points, ToDoubleFunction<BudgetState> quantity) {
    return DataSeries.line(name, points, BudgetState::block, quantity);
  }

  private static DataSeries marks(
      String name, List<List<BudgetState>> runs, ToDoubleFunction<BudgetState> quantity) {
    int last = runs.getFirst().size() - 1;
    int every = Math.max(1, last * 10 / DRAWN);
    List<Integer> blocks = IntStream.rangeClosed(0, last / every).mapToObj(i -> i * every).toList();
    return DataSeries.estimates(
        name, true, blocks, block -> block, block -> estimate(runs, block, quantity));
  }
}
