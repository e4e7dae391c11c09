package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.exact.Vectors;
import org.medchain.game.solution.LogitCorrespondence;
import org.medchain.game.solution.LogitCorrespondence.BranchEquilibrium;
import org.medchain.game.solution.LogitPath;
import org.medchain.game.solution.QuantalResponseEquilibrium;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Logit quantal response: mistakes that become rarer the more they cost (GAME-24). */
record QuantalTables(Game game, StudySection wanted, StudyResults findings) {
  /** Larger games have too many lines to distinguish, and take long. */
  private static final int PROFILES_MAX = 100;

  private static final double[] SHOWN = {0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  void report() {
    findings.heading("Logit quantal response");
    if (game.profileCount() > PROFILES_MAX) {
      findings.say("quantal.left", game.profileCount(), PROFILES_MAX);
      return;
    }
    double[] lambdas = wanted.numbers("lambda");
    double most = Math.max(wanted.number("lambda_most"), Arrays.stream(lambdas).max().orElse(0));
    boolean all = lambdas.length > 0 || wanted.bool("branches");
    LogitPath branch = LogitPath.principal(game, most);
    json(branch, findings.json().putObject("quantal"));
    principal(branch, most, all);
    if (fitsTable()) {
      findings.figure(figure(branch));
    }
    if (all) {
      branches(branch, most, lambdas);
    }
  }

  /** Whether there is room for a column, or a line, for each action. */
  private boolean fitsTable() {
    return game.players().stream().mapToInt(each -> each.actions().size()).sum()
        <= SeriesFigure.MAX_SERIES;
  }

  private static void json(LogitPath branch, ObjectNode json) {
    json.put("complete", branch.isComplete());
    ResultJson.put(json, "payoff_range", branch.payoffScale());
    ArrayNode points = json.putArray("branch");
    branch.points().forEach(each -> json(each, points.addObject()));
    ResultJson.put(json, "limit", branch.last().profile());
    ResultJson.put(json, "folds", branch.folds());
    ResultJson.put(json, "bifurcations", branch.bifurcations());
  }

  private static void json(QuantalResponseEquilibrium point, ObjectNode node) {
    ResultJson.put(node, "lambda", point.lambda());
    ResultJson.put(node, "normalised_lambda", point.normalisedLambda());
    ResultJson.put(node, "profile", point.profile());
  }

  private void principal(LogitPath branch, double most, boolean all) {
    ResultTable table = columns(new ResultTable(List.of("λ × range")));
    for (double lambda : SHOWN) {
      if (lambda <= most) {
        branch
            .at(lambda)
            .forEach(point -> cells(table.row().cell(point.normalisedLambda()), point));
      }
    }
    QuantalResponseEquilibrium last = branch.last();
    if (last.normalisedLambda() > SHOWN[SHOWN.length - 1] || table.isEmpty()) {
      cells(table.row().cell(last.normalisedLambda()), last);
    }
    findings.table(table);
    findings.text(
        "Followed: the principal branch from λ = 0"
            + (branch.isComplete() ? "" : ", given up at the last row")
            + crossings(", which turns at ", branch.folds())
            + crossings(", which another crosses at ", branch.bifurcations())
            + (all ? "." : ". " + StudyText.of("quantal.other")));
  }

  /** Headings of the cells of a profile. */
  private ResultTable columns(ResultTable table) {
    for (Player player : game.players()) {
      if (fitsTable()) {
        player.actions().forEach(action -> table.column(player.name() + ": " + action));
      } else {
        table.column(player.name());
      }
    }
    return table;
  }

  private void cells(ResultTable.Row row, QuantalResponseEquilibrium point) {
    for (int player = 0; player < game.players().size(); player++) {
      if (fitsTable()) {
        point.profile().get(player).forEach(each -> row.cell(NumberFormats.share(each)));
      } else {
        row.cell(shares(player, point));
      }
    }
  }

  private String shares(int player, QuantalResponseEquilibrium point) {
    return NumberFormats.shares(
        game.players().get(player).actions(),
        point.profile().get(player).stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static String crossings(String words, List<Double> values) {
    return values.isEmpty()
        ? ""
        : words + String.join(", ", values.stream().map(NumberFormats::number).toList());
  }

  /** A line for each action; where the branch folds, the last point at a precision is drawn. */
  private GameFigure figure(LogitPath branch) {
    Map<Double, QuantalResponseEquilibrium> ascending = new TreeMap<>();
    branch.points().forEach(point -> ascending.put(point.normalisedLambda(), point));
    List<DataSeries> series = new ArrayList<>();
    for (int player = 0; player < game.players().size(); player++) {
      for (int action = 0; action < game.actionCount(player); action++) {
        int who = player;
        int what = action;
        Player each = game.players().get(player);
        series.add(
            DataSeries.line(
                each.name() + ": " + each.actions().get(action),
                List.copyOf(ascending.values()),
                QuantalResponseEquilibrium::normalisedLambda,
                point -> point.profile().get(who).get(what)));
      }
    }
    return SeriesFigure.of(
        StudyResults.figureHeading("quantal-response", branch.payoffScale()),
        FigureAxis.linear("precision λ × range of payoffs"),
        FigureAxis.share("probability"),
        "",
        series);
  }

  /** All branches that are found, and the equilibria at given precisions. */
  private void branches(LogitPath principal, double most, double[] lambdas) {
    List<double[][]> nash =
        new NashTables(game, wanted, findings)
            .solve().equilibria().stream().map(NashEquilibrium::probabilities).toList();
    List<Double> given = Arrays.stream(lambdas).boxed().toList();
    LogitCorrespondence all = LogitCorrespondence.of(game, principal, most, nash, given);
    ObjectNode json = (ObjectNode) findings.json().get("quantal");
    findings.heading("Branches of the logit quantal response");
    ArrayNode list = json.putArray("branches");
    ResultTable table = ResultTable.named("branches");
    for (LogitPath branch : all.branches()) {
      branch(table.row(list), list.size(), branch);
    }
    findings.table(table);
    if (lambdas.length > 0) {
      given(all, lambdas, json.putArray("at"));
    }
    findings.say("branches.searched");
    json.put("searched", StudyText.of("branches.searched"));
  }

  private void branch(ResultTable.Row row, int number, LogitPath branch) {
    row.json("branch", number)
        .json("principal", number == 1)
        .json("complete", branch.isComplete())
        .cell(number == 1 ? "1 (principal)" : number)
        .put("lowest_normalised_lambda", branch.lowest())
        .json("folds", branch.folds());
    ArrayNode points = row.json().putArray("points");
    branch.points().forEach(point -> json(point, points.addObject()));
    row.cell(end(branch.points().getFirst()))
        .cell(end(branch.points().getLast()) + (branch.isComplete() ? "" : ", given up"));
  }

  private String end(QuantalResponseEquilibrium point) {
    List<String> words = Vectors.list(point.profile().size(), who -> shares(who, point));
    return String.join(" · ", words) + " at " + NumberFormats.number(point.normalisedLambda());
  }

  private void given(LogitCorrespondence all, double[] lambdas, ArrayNode json) {
    ResultTable table = columns(new ResultTable(List.of("λ × range", "branch")));
    for (double lambda : lambdas) {
      for (BranchEquilibrium on : all.at(lambda)) {
        ResultTable.Row row =
            table.row(json).cell(on.point().normalisedLambda()).put("branch", on.branch());
        json(on.point(), row.json());
        row.json("regret", on.point().regret());
        cells(row, on.point());
      }
    }
    findings.table(table);
  }
}
