package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.equilibrium.NashSolver;
import org.medchain.game.equilibrium.SearchLimits;
import org.medchain.game.solution.LogitCorrespondence;
import org.medchain.game.solution.PrincipalLogitBranch;
import org.medchain.game.solution.PrincipalLogitBranch.QuantalResponseEquilibrium;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Logit quantal response on all branches that are found, and at given precisions (GAME-24). */
record LogitCorrespondenceTable(Game game, StudySection wanted, StudyResults findings) {
  private static final String SEARCHED =
      "Branches are followed from each Nash equilibrium that is known, and at each given λ also"
          + " from each pure profile and from the centre. A branch that closes in itself between"
          + " the given λ is not found.";

  void report(PrincipalLogitBranch principal, double most, double[] lambdas) {
    StudySection limits = wanted.section("limits");
    List<double[][]> nash =
        NashSolver.solve(
                game, new SearchLimits(limits.value("work").asLong(), limits.integer("subsets")))
            .equilibria()
            .stream()
            .map(NashEquilibrium::probabilities)
            .toList();
    List<Double> given = Arrays.stream(lambdas).boxed().toList();
    LogitCorrespondence all = LogitCorrespondence.of(game, principal, most, nash, given);
    ObjectNode json = (ObjectNode) findings.json().get("quantal");
    findings.heading("Branches of the logit quantal response");
    branches(all, json.putArray("branches"));
    if (lambdas.length > 0) {
      given(all, lambdas, json.putArray("at"));
    }
    findings.text(SEARCHED);
    json.put("searched", SEARCHED);
  }

  private void branches(LogitCorrespondence all, ArrayNode json) {
    List<List<String>> rows = new ArrayList<>();
    for (LogitCorrespondence.LogitBranch branch : all.branches()) {
      ObjectNode node = json.addObject();
      int number = rows.size() + 1;
      node.put("branch", number);
      node.put("principal", number == 1);
      node.put("complete", branch.complete());
      ResultJson.put(node, "lowest_normalised_lambda", branch.lowest());
      ArrayNode folds = node.putArray("folds");
      branch.folds().forEach(folds::add);
      ArrayNode points = node.putArray("points");
      branch.points().forEach(point -> json(point, points.addObject()));
      QuantalResponseEquilibrium first = branch.points().get(0);
      QuantalResponseEquilibrium last = branch.points().get(branch.points().size() - 1);
      rows.add(
          List.of(
              number == 1 ? "1 (principal)" : Integer.toString(number),
              NumberFormats.number(branch.lowest()),
              words(first) + " at " + NumberFormats.number(first.normalisedLambda()),
              words(last)
                  + " at "
                  + NumberFormats.number(last.normalisedLambda())
                  + (branch.complete() ? "" : ", given up")));
    }
    findings.table(List.of("branch", "from λ × range", "one end", "other end"), rows);
  }

  private void given(LogitCorrespondence all, double[] lambdas, ArrayNode json) {
    List<List<String>> rows = new ArrayList<>();
    for (double lambda : lambdas) {
      for (LogitCorrespondence.BranchEquilibrium on : all.at(lambda)) {
        ObjectNode node = json.addObject();
        node.put("branch", on.branch());
        json(on.point(), node);
        ResultJson.put(node, "regret", on.point().regret());
        List<String> row = new ArrayList<>(QuantalResponseTable.row(game, on.point()));
        row.add(1, Integer.toString(on.branch()));
        rows.add(row);
      }
    }
    List<String> columns = new ArrayList<>(List.of("λ × range", "branch"));
    columns.addAll(QuantalResponseTable.actions(game));
    findings.table(columns, rows);
  }

  private static void json(QuantalResponseEquilibrium point, ObjectNode node) {
    ResultJson.put(node, "lambda", point.lambda());
    ResultJson.put(node, "normalised_lambda", point.normalisedLambda());
    node.set("profile", QuantalResponseTable.rows(point));
  }

  private String words(QuantalResponseEquilibrium point) {
    List<String> words = new ArrayList<>();
    for (int player = 0; player < point.profile().size(); player++) {
      double[] mixed =
          point.profile().get(player).stream().mapToDouble(Double::doubleValue).toArray();
      words.add(NumberFormats.shares(EquilibriumAnalysis.actions(game, player), mixed));
    }
    return String.join(" · ", words);
  }
}
