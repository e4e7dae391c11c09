package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.agents.LedgerComparison;
import org.medchain.agents.LedgerScenario;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The payoffs of strategies, by theory and on the ledger, and the explained difference. */
record LedgerPayoffTable(LedgerScenario scenario, StudyResults findings) {
  /** What sums of payoffs, in cash, leave of an effect that there is not. */
  private static final double ROUNDING = 1e-9;

  void report(LedgerComparison comparison, ObjectNode json) {
    json(comparison, json.putArray("payoffs"));
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> terms = new ArrayList<>();
    for (LedgerComparison.StrategyComparison row : comparison.rows()) {
      rows.add(
          List.of(
              row.strategy(),
              Integer.toString(scenario.population().get(row.strategy())),
              NumberFormats.number(row.theory()),
              NumberFormats.estimate(row.measured()),
              NumberFormats.number(row.difference()),
              NumberFormats.estimate(row.residual()),
              row.isExplained() ? "yes" : "no"));
      for (LedgerComparison.DifferenceTerm term : row.terms()) {
        if (Math.abs(term.value()) > ROUNDING || term.low() < term.high()) {
          terms.add(term(row.strategy(), term));
        }
      }
    }
    findings.table(
        List.of(
            "strategy", "members", "theory", "ledger", "difference", "unexplained", "explained"),
        rows);
    findings.text(
        "Cash per member and round, with "
            + interval()
            + ". Unexplained is what the effects below leave; the difference is explained where"
            + " this interval holds 0.");
    findings.figure(figure(comparison));
    findings.heading("Why the ledger differs from theory");
    findings.text(
        "Each effect is switched into the theory after those above it; what has an interval was"
            + " measured, limited liability on a second ledger with inexhaustible accounts.");
    findings.table(List.of("strategy", "because", "difference"), terms);
  }

  private static List<String> term(String strategy, LedgerComparison.DifferenceTerm term) {
    String value = NumberFormats.number(term.value());
    boolean measured = term.low() < term.high();
    return List.of(
        strategy,
        words(term),
        measured ? value + " " + NumberFormats.interval(term.low(), term.high()) : value);
  }

  /** EARLY_VERDICT as people write it. */
  private static String words(LedgerComparison.DifferenceTerm term) {
    return term.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String interval() {
    return String.format(
        Locale.ROOT,
        "%s %% intervals of %d runs",
        NumberFormats.number(100 * scenario.level()),
        scenario.replicates());
  }

  private static void json(LedgerComparison comparison, ArrayNode list) {
    for (LedgerComparison.StrategyComparison row : comparison.rows()) {
      ObjectNode node = list.addObject();
      node.put("strategy", row.strategy());
      ResultJson.put(node, "theory", row.theory());
      node.set("ledger", ResultJson.estimate(row.measured()));
      ResultJson.put(node, "difference", row.difference());
      node.put("inside", row.withinInterval());
      ArrayNode terms = node.putArray("terms");
      for (LedgerComparison.DifferenceTerm term : row.terms()) {
        ObjectNode each = terms.addObject();
        each.put("name", words(term));
        ResultJson.put(each, "value", term.value());
        each.set("interval", ResultJson.numbers(term.low(), term.high()));
      }
      node.set("unexplained", ResultJson.estimate(row.residual()));
      node.put("explained", row.isExplained());
    }
  }

  private BarFigure figure(LedgerComparison comparison) {
    List<BarFigure.IntervalBar> theory = new ArrayList<>();
    List<BarFigure.IntervalBar> refined = new ArrayList<>();
    List<BarFigure.IntervalBar> ledger = new ArrayList<>();
    for (LedgerComparison.StrategyComparison row : comparison.rows()) {
      double all =
          row.theory()
              + row.terms().stream().mapToDouble(LedgerComparison.DifferenceTerm::value).sum();
      theory.add(new BarFigure.IntervalBar(row.theory(), row.theory(), row.theory()));
      refined.add(new BarFigure.IntervalBar(all, all, all));
      IntervalEstimate measured = row.measured();
      ledger.add(new BarFigure.IntervalBar(measured.mean(), measured.low(), measured.high()));
    }
    return new BarFigure(
        new FigureHeading(
            "ledger-payoffs",
            "Theory and ledger",
            "What each strategy brings: theory of one large population, the same with the named"
                + " effects of this ledger, and what the ledger paid."),
        FigureAxis.linear("cash per member and round"),
        comparison.rows().stream().map(LedgerComparison.StrategyComparison::strategy).toList(),
        interval(),
        List.of(
            new BarFigure.BarGroup("theory", theory),
            new BarFigure.BarGroup("theory and effects", refined),
            new BarFigure.BarGroup("ledger", ledger)));
  }
}
