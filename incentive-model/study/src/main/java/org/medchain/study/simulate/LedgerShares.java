package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.agents.Scenario;
import org.medchain.agents.ShareForecast;
import org.medchain.game.random.Estimate;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.Heading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How shares move on the ledger, beside a finite population's process and a large population. */
record LedgerShares(Scenario scenario, Findings findings) {
  void tell(ShareForecast forecast, ObjectNode json) {
    List<String> names = scenario.strategies();
    json(forecast, json.putArray("epochs"));
    List<ShareForecast.Row> epochs = forecast.rows();
    ShareForecast.Row last = epochs.get(epochs.size() - 1);
    List<List<String>> rows = new ArrayList<>();
    for (int each = 0; each < names.size(); each++) {
      rows.add(
          List.of(
              names.get(each),
              Shown.share(epochs.get(0).large().get(each)),
              shown(last.measured().get(each)),
              shown(last.finite().get(each)),
              Shown.share(last.large().get(each))));
      findings.figure(figure(forecast, each));
    }
    findings.table(
        List.of("strategy", "at the start", "ledger", "finite population", "large population"),
        rows);
    long agreeing = epochs.stream().filter(ShareForecast.Row::agrees).count();
    double distance = epochs.stream().mapToDouble(ShareForecast.Row::distance).max().orElse(0);
    json.put("epochs_that_agree", agreeing);
    Json.put(json, "distance_most", distance);
    findings.text(
        String.format(
                Locale.ROOT,
                "Shares after %d epochs of %d rounds, with %s %% intervals; %s members revise after"
                    + " each, selection %s, mutation %s.",
                last.epoch(),
                scenario.epochRounds(),
                Shown.number(100 * scenario.level()),
                scenario.revision().events(),
                Shown.number(scenario.revision().intensity()),
                Shown.number(scenario.revision().mutation()))
            + " Finite population: the Fermi process on theory's payoffs with the ledger's"
            + " effects. Large population: what it does on average, without them; for weak"
            + String.format(
                Locale.ROOT,
                " selection the replicator dynamic. Ledger and finite population agree in %d of %d",
                agreeing,
                epochs.size())
            + " epochs; their means are never further apart than "
            + Shown.share(distance)
            + ". They differ by what members measure in an epoch, which is noisy, and by limited"
            + " liability, which a large endowment switches off.");
  }

  private static String shown(Estimate share) {
    Estimate inside = Runs.inside(share);
    return Shown.share(inside.mean())
        + " ["
        + Shown.share(inside.low())
        + ", "
        + Shown.share(inside.high())
        + "]";
  }

  private static void json(ShareForecast forecast, ArrayNode list) {
    for (ShareForecast.Row row : forecast.rows()) {
      ObjectNode node = list.addObject();
      node.put("epoch", row.epoch());
      ArrayNode ledger = node.putArray("ledger");
      row.measured().forEach(share -> ledger.add(Json.estimate(Runs.inside(share))));
      ArrayNode finite = node.putArray("finite_population");
      row.finite().forEach(share -> finite.add(Json.estimate(Runs.inside(share))));
      double[] large = row.large().stream().mapToDouble(Double::doubleValue).toArray();
      node.set("large_population", Json.numbers(large));
      node.put("agrees", row.agrees());
    }
  }

  private SeriesFigure figure(ShareForecast forecast, int strategy) {
    List<SeriesFigure.Estimate> ledger = new ArrayList<>();
    List<SeriesFigure.Estimate> finite = new ArrayList<>();
    List<SeriesFigure.Estimate> large = new ArrayList<>();
    for (ShareForecast.Row row : forecast.rows()) {
      double round = (double) row.epoch() * scenario.epochRounds();
      ledger.add(point(round, row.measured().get(strategy)));
      finite.add(point(round, row.finite().get(strategy)));
      large.add(SeriesFigure.Estimate.exact(round, row.large().get(strategy)));
    }
    String name = scenario.strategies().get(strategy);
    return new SeriesFigure(
        new Heading(
            "ledger-shares-" + (strategy + 1),
            "Share of '" + name + "' on the ledger",
            "Members imitate each other after each epoch. Marks: the ledger; lines: the same"
                + " imitation on theory's payoffs, in a population as small and in a large one."),
        Axis.fitted("round"),
        Axis.share("share of '" + name + "'"),
        String.format(
            Locale.ROOT,
            "%s %% intervals; ledger: %d runs, finite population: %d",
            Shown.number(100 * scenario.level()),
            scenario.replicates(),
            forecast.rows().get(0).finite().get(strategy).count()),
        List.of(
            new SeriesFigure.Series("large population", SeriesFigure.Style.LINE, large),
            new SeriesFigure.Series("finite population", SeriesFigure.Style.LINE, finite),
            new SeriesFigure.Series("ledger", SeriesFigure.Style.MARKS, ledger)),
        List.of());
  }

  private static SeriesFigure.Estimate point(double round, Estimate share) {
    Estimate inside = Runs.inside(share);
    return new SeriesFigure.Estimate(round, inside.mean(), inside.low(), inside.high());
  }
}
