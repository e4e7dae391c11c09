package org.medchain.study.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.study.file.Repetition;
import org.medchain.study.output.Csv;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What each pair of strategies gets, discounted and in the long run. */
record PairPayoffTables(Repetition play, StrategyPairs pairs) {
  void tell(ObjectNode json, StudyResults findings) {
    ArrayNode list = json.putArray("payoffs");
    for (StrategyPairs.Pair each : pairs.all()) {
      json(each, list.addObject());
    }
    findings.attach("payoffs.csv", csv());
    for (int player = 0; player < (play.alike() ? 1 : 2); player++) {
      table(player, findings);
    }
  }

  private void json(StrategyPairs.Pair pair, ObjectNode node) {
    node.put("first", play.names(0).get(pair.first()));
    node.put("second", play.names(1).get(pair.second()));
    node.set("discounted", ResultJson.numbers(doubles(pair.discounted())));
    node.set("average", ResultJson.numbers(doubles(pair.average())));
    ObjectNode exact = node.putObject("exact");
    exact.set("discounted", ResultJson.fractions(pair.discounted()));
    exact.set("average", ResultJson.fractions(pair.average()));
    node.put("start_matters", !pair.unique());
  }

  private static double[] doubles(List<BigFraction> values) {
    return values.stream().mapToDouble(Game::toDouble).toArray();
  }

  private void table(int player, StudyResults findings) {
    String whose = play.alike() ? "" : " of the " + play.stage().players().get(player).name();
    findings.heading("Payoffs" + whose);
    findings.text(
        "Rows are the strategies "
            + (play.alike() ? "of whose payoffs the table tells" : "of the first player")
            + ", columns those of the "
            + (play.alike() ? "other" : "second")
            + ", by their numbers. First discounted, then in the long run, the limit of averages;"
            + " * where that depends on the start, because nothing ever mends an error.");
    for (boolean longRun : new boolean[] {false, true}) {
      List<String> columns = new ArrayList<>();
      columns.add(longRun ? "in the long run" : "discounted");
      for (int second = 0; second < play.names(1).size(); second++) {
        columns.add(Integer.toString(second + 1));
      }
      if (play.alike()) {
        columns.add("mean");
      }
      findings.table(columns, rows(player, longRun));
    }
  }

  private List<List<String>> rows(int player, boolean longRun) {
    Function<StrategyPairs.Pair, BigFraction> payoff =
        pair -> (longRun ? pair.average() : pair.discounted()).get(player);
    List<List<String>> rows = new ArrayList<>();
    for (int first = 0; first < play.names(0).size(); first++) {
      List<String> row = new ArrayList<>(List.of((first + 1) + " " + play.names(0).get(first)));
      BigFraction sum = BigFraction.ZERO;
      for (int second = 0; second < play.names(1).size(); second++) {
        StrategyPairs.Pair pair = pairs.of(first, second);
        BigFraction value = payoff.apply(pair);
        sum = sum.add(value);
        row.add(
            NumberFormats.number(Game.toDouble(value)) + (longRun && !pair.unique() ? "*" : ""));
      }
      if (play.alike()) {
        row.add(NumberFormats.number(Game.toDouble(sum.divide(play.names(1).size()))));
      }
      rows.add(row);
    }
    return rows;
  }

  private String csv() {
    StringBuilder text =
        new StringBuilder(
            "first,second,discounted_first,discounted_second,average_first,average_second\n");
    for (StrategyPairs.Pair each : pairs.all()) {
      List<String> cells = new ArrayList<>();
      cells.add(Csv.quoted(play.names(0).get(each.first())));
      cells.add(Csv.quoted(play.names(1).get(each.second())));
      for (double value : doubles(each.discounted())) {
        cells.add(Double.toString(value));
      }
      for (double value : doubles(each.average())) {
        cells.add(Double.toString(value));
      }
      text.append(String.join(",", cells)).append('\n');
    }
    return text.toString();
  }
}
