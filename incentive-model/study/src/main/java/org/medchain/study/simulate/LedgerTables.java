package org.medchain.study.simulate;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.medchain.agents.LedgerComparison;
import org.medchain.agents.LedgerComparison.DifferenceTerm;
import org.medchain.agents.LedgerComparison.StrategyComparison;
import org.medchain.agents.LedgerResult;
import org.medchain.agents.LedgerResult.LedgerReplicate;
import org.medchain.agents.LedgerResult.SupplyPoint;
import org.medchain.agents.LedgerScenario;
import org.medchain.agents.ShareForecast;
import org.medchain.agents.ShareForecast.EpochForecast;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.study.figure.DotFigure;
import org.medchain.study.figure.DotFigure.DotGroup;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Theory beside ledger: payoffs with the explained differences, and how shares move. */
record LedgerTables(LedgerScenario scenario, StudyResults findings) {
  /** What sums of payoffs, in cash, leave of an effect that there is not. */
  private static final double ROUNDING = 1e-9;

  private String level() {
    return NumberFormats.number(100 * scenario.level());
  }

  void payoffs(LedgerComparison comparison, ObjectNode json) {
    ArrayNode list = json.putArray("payoffs");
    ResultTable table = ResultTable.named("ledger-payoffs");
    ResultTable terms = ResultTable.named("ledger-terms");
    for (StrategyComparison each : comparison.rows()) {
      ResultTable.Row row =
          table
              .row(list)
              .put("strategy", each.strategy())
              .cell(scenario.population().get(each.strategy()))
              .put("theory", each.theory())
              .put("ledger", each.measured())
              .put("difference", each.difference())
              .json("inside", each.withinInterval());
      ArrayNode of = row.json().putArray("terms");
      for (DifferenceTerm term : each.terms()) {
        // EARLY_VERDICT as people write it.
        String name = term.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        of.add(
            ResultJson.object()
                .put("name", name)
                .put("value", term.value())
                .set("interval", ResultJson.of(List.of(term.low(), term.high()))));
        boolean measured = term.low() < term.high();
        if (Math.abs(term.value()) > ROUNDING || measured) {
          String interval = NumberFormats.interval(term.low(), term.high());
          terms
              .row()
              .cell(each.strategy())
              .cell(name)
              .cell(NumberFormats.number(term.value()) + (measured ? " " + interval : ""));
        }
      }
      row.put("unexplained", each.residual()).put("explained", each.isExplained());
    }
    String interval = level() + " % intervals of " + scenario.replicates() + " runs";
    findings.table(table);
    findings.say("ledger-payoffs.text", interval);
    findings.figure(figure(comparison.rows(), interval));
    findings.heading("Why the ledger differs from theory");
    findings.say("ledger-terms.text");
    findings.table(terms);
    books(comparison.ledger(), json);
  }

  private static GameFigure figure(List<StrategyComparison> rows, String interval) {
    List<Double> refined =
        rows.stream()
            .map(
                row -> row.theory() + row.terms().stream().mapToDouble(DifferenceTerm::value).sum())
            .toList();
    return DotFigure.of(
        StudyResults.figureHeading("ledger-payoffs"),
        FigureAxis.linear("cash per member and round"),
        rows.stream().map(StrategyComparison::strategy).toList(),
        interval,
        List.of(
            DotGroup.exact("theory", rows.stream().map(StrategyComparison::theory).toList()),
            DotGroup.exact("theory and effects", refined),
            DotGroup.of("ledger", rows.stream().map(StrategyComparison::measured).toList())));
  }

  /** Beside a finite population's process and a large population. */
  void shares(ShareForecast forecast, ObjectNode json) {
    List<EpochForecast> epochs = forecast.rows();
    ArrayNode list = json.putArray("epochs");
    for (EpochForecast each : epochs) {
      ObjectNode node = list.addObject().put("epoch", each.epoch());
      ResultJson.put(node, "ledger", clamped(each.measured()));
      ResultJson.put(node, "finite_population", clamped(each.finite()));
      ResultJson.put(node, "large_population", each.large());
      node.put("agrees", each.agrees());
    }
    EpochForecast last = epochs.getLast();
    ResultTable table = ResultTable.named("ledger-shares");
    for (int each = 0; each < scenario.strategies().size(); each++) {
      table
          .row()
          .cell(scenario.strategies().get(each))
          .cell(NumberFormats.share(epochs.getFirst().large().get(each)))
          .cell(shown(last.measured().get(each)))
          .cell(shown(last.finite().get(each)))
          .cell(NumberFormats.share(last.large().get(each)));
      findings.figure(figure(epochs, each));
    }
    findings.table(table);
    long agreeing = epochs.stream().filter(EpochForecast::agrees).count();
    double distance = epochs.stream().mapToDouble(EpochForecast::distance).max().orElse(0);
    json.put("epochs_that_agree", agreeing);
    json.put("distance_most", distance);
    findings.say(
        "ledger-shares.text",
        last.epoch(),
        scenario.epochRounds(),
        level(),
        scenario.revision().events(),
        scenario.revision().intensity(),
        scenario.revision().mutation(),
        agreeing,
        epochs.size(),
        NumberFormats.share(distance));
    books(forecast.ledger(), json);
  }

  private static List<IntervalEstimate> clamped(List<IntervalEstimate> shares) {
    return shares.stream().map(SimulationSetup::clampToUnitInterval).toList();
  }

  private static String shown(IntervalEstimate share) {
    IntervalEstimate inside = SimulationSetup.clampToUnitInterval(share);
    return "%s [%s, %s]"
        .formatted(
            NumberFormats.share(inside.mean()),
            NumberFormats.share(inside.low()),
            NumberFormats.share(inside.high()));
  }

  private GameFigure figure(List<EpochForecast> epochs, int strategy) {
    String name = scenario.strategies().get(strategy);
    ToDoubleFunction<EpochForecast> round = each -> (double) each.epoch() * scenario.epochRounds();
    return SeriesFigure.of(
        new FigureHeading(
            "ledger-shares-" + (strategy + 1),
            "Share of '" + name + "' on the ledger",
            StudyText.of("ledger-shares.caption")),
        FigureAxis.linear("round"),
        FigureAxis.share("share of '" + name + "'"),
        StudyText.of(
            "ledger-shares.interval",
            level(),
            scenario.replicates(),
            epochs.getFirst().finite().get(strategy).count()),
        List.of(
            DataSeries.line("large population", epochs, round, each -> each.large().get(strategy)),
            DataSeries.estimates(
                "finite population",
                false,
                epochs,
                round,
                each -> SimulationSetup.clampToUnitInterval(each.finite().get(strategy))),
            DataSeries.estimates(
                "ledger",
                true,
                epochs,
                round,
                each -> SimulationSetup.clampToUnitInterval(each.measured().get(strategy)))));
  }

  /** The executed operations, and whether every point is accounted for. */
  private void books(LedgerResult result, ObjectNode json) {
    ArrayNode list = json.putArray("runs");
    List<LedgerReplicate> runs = result.runs();
    boolean conserved = true;
    for (LedgerReplicate run : runs) {
      boolean all = run.supply().stream().allMatch(SupplyPoint::isConserved);
      ObjectNode node =
          list.addObject()
              .put("transactions", run.transactions())
              .put("blocks", run.blocks())
              .put("accepted", run.accepted())
              .put("convicted", run.convicted())
              .put("false_accepted", run.falseAccepted());
      run.refused().forEach(node.putObject("refused")::put);
      node.put("conserved", all);
      node.put("state_root", run.stateRoot());
      conserved &= all;
    }
    findings.text(
        StudyText.of(
                "ledger-books.text",
                runs.size(),
                result.scenario().seed(),
                runs.stream().mapToLong(LedgerReplicate::transactions).sum(),
                runs.stream().mapToLong(LedgerReplicate::blocks).sum())
            + StudyText.of(conserved ? "ledger-books.conserved" : "ledger-books.lost"));
  }
}
