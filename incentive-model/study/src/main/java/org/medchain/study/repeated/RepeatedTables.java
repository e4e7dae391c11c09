package org.medchain.study.repeated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;
import org.medchain.game.repeated.DiscountedAutomaton;
import org.medchain.game.repeated.DiscountedAutomaton.BestReply;
import org.medchain.game.repeated.JointAutomaton;
import org.medchain.game.repeated.JointAutomaton.LongRun;
import org.medchain.game.repeated.MemoryOneStrategy.Relation;
import org.medchain.study.figure.DotFigure;
import org.medchain.study.figure.DotFigure.DotGroup;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.figure.SeriesFigure.ThresholdLine;
import org.medchain.study.file.Repetition;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What strategies of a repeated game get from each other, do best, and force upon the payoffs. */
record RepeatedTables(Repetition play, List<Pair> pairs, StudyResults findings) {
  /**
   * What two strategies get from each other.
   *
   * @param first number of the first player's strategy
   * @param second number of the second's
   * @param discounted for each player, at the study's discount factor
   * @param average for each player, in the long run
   * @param unique whether play ends alike after every history
   */
  record Pair(
      int first,
      int second,
      List<BigFraction> discounted,
      List<BigFraction> average,
      boolean unique) {
    static Pair of(Repetition play, int first, int second) {
      JointAutomaton joint = play.played(first, second);
      DiscountedAutomaton discounted = joint.withDiscount(play.discount());
      LongRun run = joint.longRun();
      return new Pair(
          first,
          second,
          List.of(discounted.values(0).get(0), discounted.values(1).get(0)),
          List.of(run.payoff(play.stage(), 0), run.payoff(play.stage(), 1)),
          run.unique());
    }
  }

  private Pair pair(int first, int second) {
    return pairs.get(first * play.names().size() + second);
  }

  /** What each pair of strategies gets, discounted and in the long run. */
  void payoffs(ObjectNode json) {
    ArrayNode list = json.putArray("payoffs");
    ResultTable csv = ResultTable.named("pairs");
    for (Pair each : pairs) {
      ResultTable.Row row =
          csv.row(list)
              .put("first", play.names().get(each.first()))
              .put("second", play.names().get(each.second()))
              .exact(doubles(each.discounted()))
              .exact(doubles(each.average()))
              .json("discounted", doubles(each.discounted()))
              .json("average", doubles(each.average()));
      ObjectNode exact = row.json().putObject("exact");
      ResultJson.put(exact, "discounted", each.discounted());
      ResultJson.put(exact, "average", each.average());
      row.json("start_matters", !each.unique());
    }
    findings.attach("payoffs.csv", csv.csv());
    findings.heading("Payoffs");
    findings.say("pairs.text");
    findings.table(matrix("discounted", pair -> pair.discounted().get(0), false));
    findings.table(matrix("in the long run", pair -> pair.average().get(0), true));
  }

  private static double[] doubles(List<BigFraction> values) {
    return values.stream().mapToDouble(Game::toDouble).toArray();
  }

  private ResultTable matrix(String title, Function<Pair, BigFraction> payoff, boolean starred) {
    int columns = play.names().size();
    ResultTable table = new ResultTable(List.of(title));
    IntStream.rangeClosed(1, columns).forEach(each -> table.column(Integer.toString(each)));
    table.column("mean");
    for (int first = 0; first < play.names().size(); first++) {
      ResultTable.Row row = table.row().cell((first + 1) + " " + play.names().get(first));
      BigFraction sum = BigFraction.ZERO;
      for (int second = 0; second < columns; second++) {
        BigFraction value = payoff.apply(pair(first, second));
        boolean star = starred && !pair(first, second).unique();
        sum = sum.add(value);
        row.cell(NumberFormats.number(Game.toDouble(value)) + (star ? "*" : ""));
      }
      row.cell(Game.toDouble(sum.divide(columns)));
    }
    return table;
  }

  /** What does best against each strategy, among all strategies that there are. */
  void bestReplies(ArrayNode json) {
    findings.heading("Best replies");
    ResultTable table = ResultTable.named("replies");
    List<String> actions = play.stage().players().get(0).actions();
    for (Repetition.Plan other : play.plans()) {
      JointAutomaton faced = JointAutomaton.facing(play.stage(), 0, other.machines().get(1));
      BestReply reply = play.trembling(faced).withDiscount(play.discount()).bestReplyValues(0);
      Map<String, String> states = new LinkedHashMap<>();
      for (int state = 0; state < reply.actions().size(); state++) {
        states.put(other.states().get(state), actions.get(reply.actions().get(state)));
      }
      BigFraction payoff = reply.values().get(0);
      ResultTable.Row row =
          table
              .row(json)
              .put("against", other.name())
              .json("player", play.stage().players().get(0).name())
              .cell(words(states));
      states.forEach(row.json().putObject("actions")::put);
      row.json("payoff", Game.toDouble(payoff)).put("exact", payoff);
    }
    findings.table(table);
    findings.say("replies.text");
  }

  private static String words(Map<String, String> actionByState) {
    Map<String, List<String>> where = new LinkedHashMap<>();
    actionByState.forEach(
        (state, action) -> where.computeIfAbsent(action, key -> new ArrayList<>()).add(state));
    return where.size() == 1
        ? "always " + where.keySet().iterator().next()
        : where.entrySet().stream()
            .map(each -> each.getKey() + " where it is: " + String.join(", ", each.getValue()))
            .collect(Collectors.joining("; "));
  }

  /** What zero-determinant strategies force upon the payoffs, and whether these obey. */
  void relations(ArrayNode json) {
    ResultTable table = ResultTable.named("relations");
    for (int number = 0; number < play.names().size(); number++) {
      int own = number;
      Repetition.Plan plan = play.plans().get(number);
      plan.memory()
          .flatMap(memory -> memory.withNoise(play.noise()).enforced(play.stage()))
          .ifPresent(relation -> relation(table.row(json), plan.name(), own, relation));
    }
    if (!table.isEmpty()) {
      findings.heading("What is forced upon the payoffs");
      findings.table(table);
      findings.say("relations.text");
    }
  }

  private void relation(ResultTable.Row row, String name, int own, Relation relation) {
    long obeyed =
        pairs.stream()
            .filter(each -> each.first() == own)
            .map(each -> relation.at(each.average().get(0), each.average().get(1)))
            .filter(BigFraction.ZERO::equals)
            .count();
    row.put("strategy", name)
        .json("own", relation.own())
        .json("other", relation.other())
        .json("constant", relation.constant())
        .put("words", words(relation))
        .json("holds_against", obeyed)
        .cell(obeyed + " of " + play.names().size());
  }

  /** Scaled so that the own payoff counts once, where it counts at all. */
  private static String words(Relation relation) {
    boolean counts = Fractions.sign(relation.own()) != 0;
    BigFraction scale = counts ? relation.own() : relation.other();
    BigFraction constant = relation.constant().divide(scale).negate();
    if (!counts) {
      return "other = " + NumberFormats.exact(constant);
    }
    BigFraction slope = relation.other().divide(scale).negate();
    if (Fractions.sign(slope) == 0) {
      return "own = " + NumberFormats.exact(constant);
    }
    String sign = Fractions.sign(constant) < 0 ? " − " : " + ";
    return "own = "
        + (slope.equals(BigFraction.ONE) ? "" : NumberFormats.exact(slope) + " · ")
        + "other"
        + (Fractions.sign(constant) == 0 ? "" : sign + NumberFormats.exact(constant.abs()));
  }

  /** Payoffs, and the temptation to leave each profile of equal strategies, over δ. */
  void draw(int steps, Optional<BigFraction> closed) {
    List<String> names = play.names();
    if (names.size() <= SeriesFigure.MAX_SERIES) {
      List<DotGroup> groups =
          Vectors.list(
              names.size(),
              against ->
                  DotGroup.exact(
                      "against " + names.get(against),
                      Vectors.list(
                          names.size(),
                          own -> Game.toDouble(pair(own, against).discounted().get(0)))));
      findings.figure(
          DotFigure.of(
              StudyResults.figureHeading("payoffs", play.discount(), play.noise()),
              FigureAxis.linear("payoff a round"),
              names,
              "",
              groups));
    }
    findings.figure(temptations(steps, closed));
  }

  private GameFigure temptations(int steps, Optional<BigFraction> closed) {
    int most = SeriesFigure.MAX_SERIES;
    List<Integer> all = Vectors.list(steps, step -> step);
    List<DataSeries> series =
        Vectors.list(
            Math.min(most, play.names().size()),
            plan -> {
              JointAutomaton joint = play.meant(plan, plan);
              return DataSeries.line(
                  play.names().get(plan),
                  all,
                  step -> step / (double) steps,
                  step -> Game.toDouble(temptation(joint, new BigFraction(step, steps))));
            });
    return SeriesFigure.of(
        StudyResults.figureHeading(
            "temptation",
            play.names().size() > most ? " The first " + most + " strategies are drawn." : ""),
        FigureAxis.between("discount factor δ", 0, 1),
        FigureAxis.linear("gain of the best reply (payoff a round)"),
        "",
        series,
        closed.stream()
            .map(each -> new ThresholdLine("(T−R)/(T−P)", Game.toDouble(each)))
            .toArray(ThresholdLine[]::new));
  }

  private static BigFraction temptation(JointAutomaton joint, BigFraction discount) {
    DiscountedAutomaton play = joint.withDiscount(discount);
    BigFraction first = play.temptation(0);
    BigFraction second = play.temptation(1);
    return first.compareTo(second) > 0 ? first : second;
  }
}
