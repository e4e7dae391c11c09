package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.solution.PrincipalLogitBranch;
import org.medchain.game.solution.PrincipalLogitBranch.QuantalResponseEquilibrium;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Logit quantal response: mistakes that become rarer the more they cost. */
final class QuantalResponseTable {
  /** Larger games have too many lines to distinguish, and take long. */
  private static final int PROFILES_MAX = 100;

  private static final int LINES_MAX = 8;
  private static final double[] SHOWN = {0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  private QuantalResponseTable() {}

  static void report(Game game, StudySection wanted, StudyResults findings) {
    findings.heading("Logit quantal response");
    if (game.profileCount() > PROFILES_MAX) {
      findings.text(
          String.format(
              Locale.ROOT,
              "Not followed: the game has %d profiles, more than %d.",
              game.profileCount(),
              PROFILES_MAX));
      return;
    }
    double[] lambdas = wanted.numbers("lambda");
    double most = Math.max(wanted.number("lambda_most"), Arrays.stream(lambdas).max().orElse(0));
    PrincipalLogitBranch branch = PrincipalLogitBranch.of(game, most);
    json(branch, findings.json().putObject("quantal"));
    table(game, branch, most, wanted, findings);
    if (fitsTable(game)) {
      findings.figure(figure(game, branch));
    }
    if (lambdas.length > 0 || wanted.bool("branches")) {
      new LogitCorrespondenceTable(game, wanted, findings).report(branch, most, lambdas);
    }
  }

  /** Whether there is room for a column, or a line, for each action. */
  static boolean fitsTable(Game game) {
    return game.players().stream().mapToInt(each -> each.actions().size()).sum() <= LINES_MAX;
  }

  private static void json(PrincipalLogitBranch branch, ObjectNode json) {
    json.put("complete", branch.isComplete());
    ResultJson.put(json, "payoff_range", branch.payoffScale());
    ArrayNode points = json.putArray("branch");
    for (QuantalResponseEquilibrium each : branch.points()) {
      ObjectNode node = points.addObject();
      ResultJson.put(node, "lambda", each.lambda());
      ResultJson.put(node, "normalised_lambda", each.normalisedLambda());
      node.set("profile", rows(each));
    }
    json.set("limit", rows(branch.last()));
    ArrayNode folds = json.putArray("folds");
    branch.folds().forEach(folds::add);
    ArrayNode crossings = json.putArray("bifurcations");
    branch.bifurcations().forEach(crossings::add);
  }

  static ArrayNode rows(QuantalResponseEquilibrium point) {
    ArrayNode rows = ResultJson.list();
    point.profile().forEach(mixed -> rows.add(ResultJson.numbers(array(mixed))));
    return rows;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void table(
      Game game,
      PrincipalLogitBranch branch,
      double most,
      StudySection wanted,
      StudyResults findings) {
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
            + (branch.isComplete() ? "" : ", given up at the last row")
            + crossings(branch)
            + (wanted.bool("branches") || wanted.numbers("lambda").length > 0
                ? "."
                : ". Other branches are not searched: solve.branches or solve.lambda asks for"
                    + " them."));
  }

  /** Headings of the cells of a profile. */
  static List<String> actions(Game game) {
    List<String> columns = new ArrayList<>();
    for (Player player : game.players()) {
      if (fitsTable(game)) {
        player.actions().forEach(action -> columns.add(player.name() + ": " + action));
      } else {
        columns.add(player.name());
      }
    }
    return columns;
  }

  private static String crossings(PrincipalLogitBranch branch) {
    String folds = branch.folds().isEmpty() ? "" : ", which turns at " + list(branch.folds());
    return branch.bifurcations().isEmpty()
        ? folds
        : folds + ", which another crosses at " + list(branch.bifurcations());
  }

  private static String list(List<Double> values) {
    return String.join(", ", values.stream().map(NumberFormats::number).toList());
  }

  static List<String> row(Game game, QuantalResponseEquilibrium point) {
    List<String> row = new ArrayList<>(List.of(NumberFormats.number(point.normalisedLambda())));
    for (int player = 0; player < game.players().size(); player++) {
      List<Double> mixed = point.profile().get(player);
      if (fitsTable(game)) {
        mixed.forEach(probability -> row.add(NumberFormats.share(probability)));
      } else {
        row.add(NumberFormats.shares(EquilibriumAnalysis.actions(game, player), array(mixed)));
      }
    }
    return row;
  }

  /** A line for each action; where the branch folds, the last point at a precision is drawn. */
  private static SeriesFigure figure(Game game, PrincipalLogitBranch branch) {
    Map<Double, QuantalResponseEquilibrium> ascending = new TreeMap<>();
    branch.points().forEach(point -> ascending.put(point.normalisedLambda(), point));
    List<SeriesFigure.DataSeries> series = new ArrayList<>();
    for (int player = 0; player < game.players().size(); player++) {
      for (int action = 0; action < game.actionCount(player); action++) {
        int who = player;
        int what = action;
        String name =
            game.players().get(player).name()
                + ": "
                + EquilibriumAnalysis.actions(game, player).get(action);
        List<SeriesFigure.SeriesPoint> points =
            ascending.entrySet().stream()
                .map(
                    entry ->
                        SeriesFigure.SeriesPoint.exact(
                            entry.getKey(), entry.getValue().profile().get(who).get(what)))
                .toList();
        series.add(new SeriesFigure.DataSeries(name, SeriesFigure.SeriesStyle.LINE, points));
      }
    }
    return new SeriesFigure(
        new FigureHeading(
            "quantal-response",
            "Logit quantal response",
            String.format(
                Locale.ROOT,
                "Probability of each action along the principal branch, from uniform play on the"
                    + " left to the limiting equilibrium on the right. The precision λ is in units"
                    + " of one over the range of payoffs, %s.",
                NumberFormats.number(branch.payoffScale()))),
        FigureAxis.linear("precision λ × range of payoffs"),
        FigureAxis.share("probability"),
        "",
        series,
        List.of());
  }
}
