package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.agents.LedgerScenario;
import org.medchain.agents.ShareForecast;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How shares move on the ledger, beside a finite population's process and a large population. */
record LedgerShareTable(LedgerScenario scenario, StudyResults findings) {
  void report(ShareForecast forecast, ObjectNode json) {
    List<String> names = scenario.strategies();
    json(forecast, json.putArray("epochs"));
    List<ShareForecast.EpochForecast> epochs = forecast.rows();
    ShareForecast.EpochForecast last = epochs.get(epochs.size() - 1);
    List<List<String>> rows = new ArrayList<>();
    for (int each = 0; each < names.size(); each++) {
      rows.add(
          List.of(
              names.get(each),
              NumberFormats.share(epochs.get(0).large().get(each)),
              shown(last.measured().get(each)),
              shown(last.finite().get(each)),
              NumberFormats.share(last.large().get(each))));
      findings.figure(figure(forecast, each));
    }
    findings.table(
        List.of("strategy", "at the start", "ledger", "finite population", "large population"),
        rows);
    long agreeing = epochs.stream().filter(ShareForecast.EpochForecast::agrees).count();
    double distance =
        epochs.stream().mapToDouble(ShareForecast.EpochForecast::distance).max().orElse(0);
    json.put("epochs_that_agree", agreeing);
    ResultJson.put(json, "distance_most", distance);
    findings.text(
        String.format(
                Locale.ROOT,
                "Shares after %d epochs of %d rounds, with %s %% intervals; %s members revise after"
                    + " each, selection %s, mutation %s.",
                last.epoch(),
                scenario.epochRounds(),
                NumberFormats.number(100 * scenario.level()),
                scenario.revision().events(),
                NumberFormats.number(scenario.revision().intensity()),
                NumberFormats.number(scenario.revision().mutation()))
            + " Finite population: the Fermi process on theory's payoffs with the ledger's"
            + " effects. Large population: what it does on average, without them; for weak"
            + String.format(
                Locale.ROOT,
                " selection the replicator dynamic. Ledger and finite population agree in %d of %d",
                agreeing,
                epochs.size())
            + " epochs; their means are never further apart than "
            + NumberFormats.share(distance)
            + ". They differ by what members measure in an epoch, which is noisy, and by limited"
            + " liability, which a large endowment switches off.");
  }

  private static String shown(IntervalEstimate share) {
    IntervalEstimate inside = SimulatedRuns.clampToUnitInterval(share);
    return NumberFormats.share(inside.mean())
        + " ["
        + NumberFormats.share(inside.low())
        + ", "
        + NumberFormats.share(inside.high())
        + "]";
  }

  private static void json(ShareForecast forecast, ArrayNode list) {
    for (ShareForecast.EpochForecast row : forecast.rows()) {
      ObjectNode node = list.addObject();
      node.put("epoch", row.epoch());
      ArrayNode ledger = node.putArray("ledger");
      row.measured()
          .forEach(
              share -> ledger.add(ResultJson.estimate(SimulatedRuns.clampToUnitInterval(share))));
      ArrayNode finite = node.putArray("finite_population");
      row.finite()
          .forEach(
              share -> finite.add(ResultJson.estimate(SimulatedRuns.clampToUnitInterval(share))));
      double[] large = row.large().stream().mapToDouble(Double::doubleValue).toArray();
      node.set("large_population", ResultJson.numbers(large));
      node.put("agrees", row.agrees());
    }
  }

  private SeriesFigure figure(ShareForecast forecast, int strategy) {
    List<SeriesFigure.SeriesPoint> ledger = new ArrayList<>();
    List<SeriesFigure.SeriesPoint> finite = new ArrayList<>();
    List<SeriesFigure.SeriesPoint> large = new ArrayList<>();
    for (ShareForecast.EpochForecast row : forecast.rows()) {
      double round = (double) row.epoch() * scenario.epochRounds();
      ledger.add(point(round, row.measured().get(strategy)));
      finite.add(point(round, row.finite().get(strategy)));
      large.add(SeriesFigure.SeriesPoint.exact(round, row.large().get(strategy)));
    }
    String name = scenario.strategies().get(strategy);
    return new SeriesFigure(
        new FigureHeading(
            "ledger-shares-" + (strategy + 1),
            "Share of '" + name + "' on the ledger",
            "Members imitate each other after each epoch. Marks: the ledger; lines: the same"
                + " imitation on theory's payoffs, in a population as small and in a large one."),
        FigureAxis.linear("round"),
        FigureAxis.share("share of '" + name + "'"),
        String.format(
            Locale.ROOT,
            "%s %% intervals; ledger: %d runs, finite population: %d",
            NumberFormats.number(100 * scenario.level()),
            scenario.replicates(),
            forecast.rows().get(0).finite().get(strategy).count()),
        List.of(
            new SeriesFigure.DataSeries("large population", SeriesFigure.SeriesStyle.LINE, large),
            new SeriesFigure.DataSeries("finite population", SeriesFigure.SeriesStyle.LINE, finite),
            new SeriesFigure.DataSeries("ledger", SeriesFigure.SeriesStyle.MARKS, ledger)),
        List.of());
  }

  private static SeriesFigure.SeriesPoint point(double round, IntervalEstimate share) {
    IntervalEstimate inside = SimulatedRuns.clampToUnitInterval(share);
    return new SeriesFigure.SeriesPoint(round, inside.mean(), inside.low(), inside.high());
  }
}
