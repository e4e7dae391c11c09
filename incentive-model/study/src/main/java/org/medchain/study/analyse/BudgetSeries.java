package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.budget.Budget;
import org.medchain.credit.budget.BudgetPoint;
import org.medchain.credit.budget.BudgetRun;
import org.medchain.credit.budget.Redemption;
import org.medchain.game.random.Estimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.Heading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.file.Section;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Points and cash over time: what is issued and burnt, inflation, and whether a run is paid. */
final class BudgetSeries {
  private static final double LEVEL = 0.95;
  private static final int ROWS = 6;
  private static final int DRAWN = 100;

  private final Setup setup;
  private final Section wanted;
  private final CreditParameters p;

  BudgetSeries(Setup setup) {
    this.setup = setup;
    this.wanted = setup.wanted().section("budget");
    this.p = setup.parameters();
  }

  void find() {
    int blocks = wanted.whole("blocks");
    Redemption redemption = Redemption.of(p);
    List<BudgetPoint> expected = Budget.expected(p, blocks, redemption);
    List<List<BudgetPoint>> runs =
        setup
            .work()
            .each(
                "budget",
                wanted.whole("replicates"),
                number ->
                    BudgetRun.simulated(
                        p,
                        blocks,
                        redemption,
                        ReplicateSeed.of(setup.study().seed(), "budget", number)));
    setup.findings().heading("Budget, inflation and runs");
    ObjectNode json = setup.findings().json().putObject("budget");
    json(json, expected, runs);
    table(expected, runs, redemption);
    setup.findings().figure(points(expected, runs));
    setup.findings().figure(coverage(expected, runs));
  }

  private double covered(BudgetPoint point) {
    return Math.min(1e6, point.coverage(p.of(Parameter.CASH_PER_POINT)));
  }

  private static Estimate estimate(
      List<List<BudgetPoint>> runs, int block, ToDoubleFunction<BudgetPoint> quantity) {
    return Estimate.ofMean(
        LEVEL, runs.stream().mapToDouble(run -> quantity.applyAsDouble(run.get(block))).toArray());
  }

  private void json(ObjectNode json, List<BudgetPoint> expected, List<List<BudgetPoint>> runs) {
    Json.put(json, "issued_per_upload", Budget.issued(p));
    Json.put(json, "burnt_as_penalty_per_upload", Budget.burntAsPenalty(p));
    Json.put(json, "burnt_by_queries_per_upload", Budget.burntByQueries(p));
    Json.put(json, "balancing_price", Budget.balancingPrice(p));
    Json.put(json, "held_in_the_end", Budget.heldInTheEnd(p));
    Json.put(json, "rate_in_the_end", Budget.rateInTheEnd(p));
    ArrayNode series = json.putArray("series");
    for (BudgetPoint each : expected) {
      ObjectNode node = series.addObject();
      node.put("block", each.block());
      node.put("issued", each.issued());
      node.put("held", each.held());
      node.put("burnt", each.burnt());
      node.put("redeemed", each.redeemed());
      node.put("cash", each.cash());
      node.put("rate", each.rate());
      node.put("unpaid", each.unpaid());
      Json.put(node, "coverage", each.coverage(p.of(Parameter.CASH_PER_POINT)));
      node.set("held_in_runs", Json.estimate(estimate(runs, each.block(), BudgetPoint::held)));
    }
  }

  private void table(
      List<BudgetPoint> expected, List<List<BudgetPoint>> runs, Redemption redemption) {
    List<List<String>> rows = new ArrayList<>();
    int last = expected.size() - 1;
    for (int row = 0; row <= ROWS; row++) {
      int block = last * row / ROWS;
      BudgetPoint at = expected.get(block);
      rows.add(
          List.of(
              Integer.toString(block),
              Shown.number(at.held()),
              Shown.estimate(estimate(runs, block, BudgetPoint::held)),
              block == 0
                  ? "–"
                  : Shown.number(100 * (at.held() / expected.get(block - 1).held() - 1)),
              Shown.number(at.cash()),
              Shown.number(at.rate()),
              Shown.number(at.coverage(p.of(Parameter.CASH_PER_POINT))),
              Shown.number(at.unpaid())));
    }
    setup
        .findings()
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
        .findings()
        .text(
            "For one upload %s points are issued and %s + %s burnt (penalties, queries). Price of a"
                    .formatted(
                        Shown.number(Budget.issued(p)),
                        Shown.number(Budget.burntAsPenalty(p)),
                        Shown.number(Budget.burntByQueries(p)))
                + " query that would balance them: "
                + Shown.number(Budget.balancingPrice(p))
                + "; points held in the end: "
                + Shown.number(Budget.heldInTheEnd(p))
                + ". Redemption: "
                + (redemption == Redemption.FIXED ? "at a fixed rate" : "pro rata")
                + "; a run on the cash is paid in full where the coverage is 1 or more. "
                + runs.size()
                + " runs, seed "
                + setup.study().seed()
                + ".");
  }

  private SeriesFigure points(List<BudgetPoint> expected, List<List<BudgetPoint>> runs) {
    return new SeriesFigure(
        new Heading(
            "points",
            "Points over time",
            "Lines are averages by the difference equation; marks are runs with drawn votes."),
        Axis.fitted("block"),
        Axis.fitted("points"),
        "95 % interval of " + runs.size() + " runs",
        List.of(
            line("held", expected, BudgetPoint::held),
            line("issued", expected, BudgetPoint::issued),
            line("burnt", expected, BudgetPoint::burnt),
            line("redeemed", expected, BudgetPoint::redeemed),
            marks("held, in runs", runs, BudgetPoint::held)),
        List.of());
  }

  private SeriesFigure coverage(List<BudgetPoint> expected, List<List<BudgetPoint>> runs) {
    return new SeriesFigure(
        new Heading(
            "coverage",
            "Cash for all points held",
            "Above 1 everybody can redeem at once; under 1 whoever comes last is not paid in"
                + " full."),
        Axis.fitted("block"),
        Axis.fitted("cash / value of the points held"),
        "95 % interval of " + runs.size() + " runs",
        List.of(
            line("coverage", expected, this::covered),
            marks("coverage, in runs", runs, this::covered)),
        List.of());
  }

  private static SeriesFigure.Series line(
      String name, List<BudgetPoint> points, ToDoubleFunction<BudgetPoint> quantity) {
    return new SeriesFigure.Series(
        name,
        SeriesFigure.Style.LINE,
        points.stream()
            .map(each -> SeriesFigure.Estimate.exact(each.block(), quantity.applyAsDouble(each)))
            .toList());
  }

  private static SeriesFigure.Series marks(
      String name, List<List<BudgetPoint>> runs, ToDoubleFunction<BudgetPoint> quantity) {
    int last = runs.get(0).size() - 1;
    int every = Math.max(1, last * 10 / DRAWN);
    List<SeriesFigure.Estimate> marks = new ArrayList<>();
    for (int block = 0; block <= last; block += every) {
      Estimate mean = estimate(runs, block, quantity);
      marks.add(new SeriesFigure.Estimate(block, mean.mean(), mean.low(), mean.high()));
    }
    return new SeriesFigure.Series(name, SeriesFigure.Style.MARKS, marks);
  }
}
