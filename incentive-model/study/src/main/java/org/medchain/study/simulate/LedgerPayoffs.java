package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.agents.LedgerComparison;
import org.medchain.agents.Scenario;
import org.medchain.game.random.Estimate;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.Heading;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What strategies bring, by theory and on the ledger, and what explains the difference. */
record LedgerPayoffs(Scenario scenario, Findings findings) {
  /** What sums of payoffs, in cash, leave of an effect that there is not. */
  private static final double ROUNDING = 1e-9;

  void tell(LedgerComparison comparison, ObjectNode json) {
    json(comparison, json.putArray("payoffs"));
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> terms = new ArrayList<>();
    for (LedgerComparison.Row row : comparison.rows()) {
      rows.add(
          List.of(
              row.strategy(),
              Integer.toString(scenario.population().get(row.strategy())),
              Shown.number(row.theory()),
              Shown.estimate(row.measured()),
              Shown.number(row.difference()),
              Shown.estimate(row.residual()),
              row.isExplained() ? "yes" : "no"));
      for (LedgerComparison.Term term : row.terms()) {
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

  private static List<String> term(String strategy, LedgerComparison.Term term) {
    String value = Shown.number(term.value());
    boolean measured = term.low() < term.high();
    return List.of(
        strategy,
        words(term),
        measured ? value + " " + Shown.interval(term.low(), term.high()) : value);
  }

  /** EARLY_VERDICT as people write it. */
  private static String words(LedgerComparison.Term term) {
    return term.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String interval() {
    return String.format(
        Locale.ROOT,
        "%s %% intervals of %d runs",
        Shown.number(100 * scenario.level()),
        scenario.replicates());
  }

  private static void json(LedgerComparison comparison, ArrayNode list) {
    for (LedgerComparison.Row row : comparison.rows()) {
      ObjectNode node = list.addObject();
      node.put("strategy", row.strategy());
      Json.put(node, "theory", row.theory());
      node.set("ledger", Json.estimate(row.measured()));
      Json.put(node, "difference", row.difference());
      node.put("inside", row.inside());
      ArrayNode terms = node.putArray("terms");
      for (LedgerComparison.Term term : row.terms()) {
        ObjectNode each = terms.addObject();
        each.put("name", words(term));
        Json.put(each, "value", term.value());
        each.set("interval", Json.numbers(term.low(), term.high()));
      }
      node.set("unexplained", Json.estimate(row.residual()));
      node.put("explained", row.isExplained());
    }
  }

  private BarFigure figure(LedgerComparison comparison) {
    List<BarFigure.Bar> theory = new ArrayList<>();
    List<BarFigure.Bar> refined = new ArrayList<>();
    List<BarFigure.Bar> ledger = new ArrayList<>();
    for (LedgerComparison.Row row : comparison.rows()) {
      double all =
          row.theory() + row.terms().stream().mapToDouble(LedgerComparison.Term::value).sum();
      theory.add(new BarFigure.Bar(row.theory(), row.theory(), row.theory()));
      refined.add(new BarFigure.Bar(all, all, all));
      Estimate measured = row.measured();
      ledger.add(new BarFigure.Bar(measured.mean(), measured.low(), measured.high()));
    }
    return new BarFigure(
        new Heading(
            "ledger-payoffs",
            "Theory and ledger",
            "What each strategy brings: theory of one large population, the same with the named"
                + " effects of this ledger, and what the ledger paid."),
        Axis.fitted("cash per member and round"),
        comparison.rows().stream().map(LedgerComparison.Row::strategy).toList(),
        interval(),
        List.of(
            new BarFigure.Group("theory", theory),
            new BarFigure.Group("theory and effects", refined),
            new BarFigure.Group("ledger", ledger)));
  }
}
