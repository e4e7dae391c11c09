package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.solution.QuantalResponse;
import org.medchain.game.solution.QuantalResponse.Point;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.Heading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.file.Section;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Logit quantal response: mistakes that become rarer the more they cost. */
final class Mistakes {
  /** Larger games have too many lines to tell apart, and take long. */
  private static final int PROFILES_MAX = 100;

  private static final int LINES_MAX = 8;
  private static final double[] SHOWN = {0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  private Mistakes() {}

  static void find(Game game, Section wanted, Findings findings) {
    findings.heading("Logit quantal response");
    if (game.profiles() > PROFILES_MAX) {
      findings.text(
          String.format(
              Locale.ROOT,
              "Not followed: the game has %d profiles, more than %d.",
              game.profiles(),
              PROFILES_MAX));
      return;
    }
    double[] lambdas = wanted.numbers("lambda");
    double most = Math.max(wanted.number("lambda_most"), Arrays.stream(lambdas).max().orElse(0));
    QuantalResponse branch = QuantalResponse.of(game, most);
    json(branch, findings.json().putObject("quantal"));
    table(game, branch, most, wanted, findings);
    if (few(game)) {
      findings.figure(figure(game, branch));
    }
    if (lambdas.length > 0 || wanted.yes("branches")) {
      new MoreMistakes(game, wanted, findings).find(branch, most, lambdas);
    }
  }

  /** Whether there is room for a column, or a line, for each action. */
  static boolean few(Game game) {
    return game.players().stream().mapToInt(each -> each.actions().size()).sum() <= LINES_MAX;
  }

  private static void json(QuantalResponse branch, ObjectNode json) {
    json.put("complete", branch.complete());
    Json.put(json, "payoff_range", branch.scale());
    ArrayNode points = json.putArray("branch");
    for (Point each : branch.points()) {
      ObjectNode node = points.addObject();
      Json.put(node, "lambda", each.lambda());
      Json.put(node, "normalised_lambda", each.normalisedLambda());
      node.set("profile", rows(each));
    }
    json.set("limit", rows(branch.last()));
    ArrayNode folds = json.putArray("folds");
    branch.folds().forEach(folds::add);
    ArrayNode crossings = json.putArray("bifurcations");
    branch.bifurcations().forEach(crossings::add);
  }

  static ArrayNode rows(Point point) {
    ArrayNode rows = Json.list();
    point.profile().forEach(mixed -> rows.add(Json.numbers(array(mixed))));
    return rows;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void table(
      Game game, QuantalResponse branch, double most, Section wanted, Findings findings) {
    List<String> columns = new ArrayList<>(List.of("λ × range"));
    columns.addAll(actions(game));
    List<List<String>> rows = new ArrayList<>();
    for (double lambda : SHOWN) {
      if (lambda <= most) {
        branch.at(lambda).forEach(point -> rows.add(row(game, point)));
      }
    }
    if (branch.last().normalisedLambda() > SHOWN[SHOWN.length - 1] || rows.isEmpty()) {
      rows.add(row(game, branch.last()));
    }
    findings.table(columns, rows);
    findings.text(
        "Followed: the principal branch from λ = 0"
            + (branch.complete() ? "" : ", given up at the last row")
            + crossings(branch)
            + (wanted.yes("branches") || wanted.numbers("lambda").length > 0
                ? "."
                : ". Other branches are not searched: solve.branches or solve.lambda asks for"
                    + " them."));
  }

  /** Headings of the cells that tell a profile. */
  static List<String> actions(Game game) {
    List<String> columns = new ArrayList<>();
    for (Player player : game.players()) {
      if (few(game)) {
        player.actions().forEach(action -> columns.add(player.name() + ": " + action));
      } else {
        columns.add(player.name());
      }
    }
    return columns;
  }

  private static String crossings(QuantalResponse branch) {
    String folds = branch.folds().isEmpty() ? "" : ", which turns at " + list(branch.folds());
    return branch.bifurcations().isEmpty()
        ? folds
        : folds + ", which another crosses at " + list(branch.bifurcations());
  }

  private static String list(List<Double> values) {
    return String.join(", ", values.stream().map(Shown::number).toList());
  }

  static List<String> row(Game game, Point point) {
    List<String> row = new ArrayList<>(List.of(Shown.number(point.normalisedLambda())));
    for (int player = 0; player < game.players().size(); player++) {
      List<Double> mixed = point.profile().get(player);
      if (few(game)) {
        mixed.forEach(probability -> row.add(Shown.share(probability)));
      } else {
        row.add(Shown.shares(Solving.actions(game, player), array(mixed)));
      }
    }
    return row;
  }

  /** A line for each action; where the branch folds, the last point at a precision is drawn. */
  private static SeriesFigure figure(Game game, QuantalResponse branch) {
    Map<Double, Point> ascending = new TreeMap<>();
    branch.points().forEach(point -> ascending.put(point.normalisedLambda(), point));
    List<SeriesFigure.Series> series = new ArrayList<>();
    for (int player = 0; player < game.players().size(); player++) {
      for (int action = 0; action < game.actions(player); action++) {
        int who = player;
        int what = action;
        String name =
            game.players().get(player).name() + ": " + Solving.actions(game, player).get(action);
        List<SeriesFigure.Estimate> points =
            ascending.entrySet().stream()
                .map(
                    entry ->
                        SeriesFigure.Estimate.exact(
                            entry.getKey(), entry.getValue().profile().get(who).get(what)))
                .toList();
        series.add(new SeriesFigure.Series(name, SeriesFigure.Style.LINE, points));
      }
    }
    return new SeriesFigure(
        new Heading(
            "quantal-response",
            "Logit quantal response",
            String.format(
                Locale.ROOT,
                "Probability of each action along the principal branch, from anything goes on the"
                    + " left to the limiting equilibrium on the right. The precision λ is in units"
                    + " of one over the range of payoffs, %s.",
                Shown.number(branch.scale()))),
        Axis.fitted("precision λ × range of payoffs"),
        Axis.share("probability"),
        "",
        series,
        List.of());
  }
}
