package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.Equilibrium;
import org.medchain.game.equilibrium.Limits;
import org.medchain.game.equilibrium.NashSolver;
import org.medchain.game.solution.LogitBranches;
import org.medchain.game.solution.QuantalResponse;
import org.medchain.game.solution.QuantalResponse.Point;
import org.medchain.study.file.Section;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Logit quantal response on all branches that are found, and at given precisions (GAME-24). */
record MoreMistakes(Game game, Section wanted, Findings findings) {
  private static final String SEARCHED =
      "Branches are followed from each Nash equilibrium that is known, and at each given λ also"
          + " from each pure profile and from the centre. A branch that closes in itself between"
          + " the given λ is not found.";

  void find(QuantalResponse principal, double most, double[] lambdas) {
    Section limits = wanted.section("limits");
    List<double[][]> nash =
        NashSolver.solve(game, new Limits(limits.value("work").asLong(), limits.whole("subsets")))
            .equilibria()
            .stream()
            .map(Equilibrium::probabilities)
            .toList();
    List<Double> given = Arrays.stream(lambdas).boxed().toList();
    LogitBranches all = LogitBranches.of(game, principal, most, nash, given);
    ObjectNode json = (ObjectNode) findings.json().get("quantal");
    findings.heading("Branches of the logit quantal response");
    branches(all, json.putArray("branches"));
    if (lambdas.length > 0) {
      given(all, lambdas, json.putArray("at"));
    }
    findings.text(SEARCHED);
    json.put("searched", SEARCHED);
  }

  private void branches(LogitBranches all, ArrayNode json) {
    List<List<String>> rows = new ArrayList<>();
    for (LogitBranches.Branch branch : all.branches()) {
      ObjectNode node = json.addObject();
      int number = rows.size() + 1;
      node.put("branch", number);
      node.put("principal", number == 1);
      node.put("complete", branch.complete());
      Json.put(node, "lowest_normalised_lambda", branch.lowest());
      ArrayNode folds = node.putArray("folds");
      branch.folds().forEach(folds::add);
      ArrayNode points = node.putArray("points");
      branch.points().forEach(point -> json(point, points.addObject()));
      Point first = branch.points().get(0);
      Point last = branch.points().get(branch.points().size() - 1);
      rows.add(
          List.of(
              number == 1 ? "1 (principal)" : Integer.toString(number),
              Shown.number(branch.lowest()),
              words(first) + " at " + Shown.number(first.normalisedLambda()),
              words(last)
                  + " at "
                  + Shown.number(last.normalisedLambda())
                  + (branch.complete() ? "" : ", given up")));
    }
    findings.table(List.of("branch", "from λ × range", "one end", "other end"), rows);
  }

  private void given(LogitBranches all, double[] lambdas, ArrayNode json) {
    List<List<String>> rows = new ArrayList<>();
    for (double lambda : lambdas) {
      for (LogitBranches.On on : all.at(lambda)) {
        ObjectNode node = json.addObject();
        node.put("branch", on.branch());
        json(on.point(), node);
        Json.put(node, "regret", on.point().regret());
        List<String> row = new ArrayList<>(Mistakes.row(game, on.point()));
        row.add(1, Integer.toString(on.branch()));
        rows.add(row);
      }
    }
    List<String> columns = new ArrayList<>(List.of("λ × range", "branch"));
    columns.addAll(Mistakes.actions(game));
    findings.table(columns, rows);
  }

  private static void json(Point point, ObjectNode node) {
    Json.put(node, "lambda", point.lambda());
    Json.put(node, "normalised_lambda", point.normalisedLambda());
    node.set("profile", Mistakes.rows(point));
  }

  private String words(Point point) {
    List<String> words = new ArrayList<>();
    for (int player = 0; player < point.profile().size(); player++) {
      double[] mixed =
          point.profile().get(player).stream().mapToDouble(Double::doubleValue).toArray();
      words.add(Shown.shares(Solving.actions(game, player), mixed));
    }
    return String.join(" · ", words);
  }
}
