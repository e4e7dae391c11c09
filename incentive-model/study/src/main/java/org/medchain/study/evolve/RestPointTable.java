package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.game.dynamics.Eigenvalue;
import org.medchain.game.dynamics.LinearStability;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.RestPoint;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rest points with their eigenvalues. */
final class RestPointTable {
  private RestPointTable() {}

  static RestPoints report(
      StudyFile study,
      PopulationFlow flow,
      PopulationModel scene,
      ObjectNode json,
      StudyResults findings) {
    RestPoints rests = RestPoints.of(flow);
    ArrayNode list = json.putArray("rest_points");
    List<List<String>> rows = new ArrayList<>();
    for (RestPoint each : rests.points()) {
      json(each, list.addObject());
      List<String> row = new ArrayList<>(scene.cells(each.state()));
      row.add(
          StabilityLabels.label(each.stability())
              + (each.dimension() > 0 ? ", middle of a continuum" : ""));
      row.add(each.nash() ? "yes" : "no");
      row.add(eigenvalues(each));
      rows.add(row);
    }
    json.put("complete", rests.complete());
    json.put("searched", rests.searchScope());
    List<String> columns = new ArrayList<>(scene.columns(study, "rest point"));
    columns.addAll(List.of("stability", "Nash", "eigenvalues"));
    findings.table(columns, rows);
    boolean centre =
        rests.points().stream().anyMatch(each -> each.stability() == LinearStability.CENTRE);
    findings.text(
        "Rest points searched: "
            + rests.searchScope()
            + "."
            + (centre
                ? " A centre is one of the linearisation: whether paths close, or slowly spiral, it"
                    + " does not decide."
                : ""));
    return rests;
  }

  private static void json(RestPoint point, ObjectNode node) {
    node.set("state", ResultJson.numbers(point.state()));
    node.put("dimension", point.dimension());
    node.put("stability", StabilityLabels.label(point.stability()));
    node.put("nash", point.nash());
    ArrayNode eigenvalues = node.putArray("eigenvalues");
    for (Eigenvalue each : all(point)) {
      eigenvalues.add(ResultJson.numbers(each.real(), each.imaginary()));
    }
    if (point.dimension() > 0) {
      node.set("corners", ResultJson.rows(point.corners().toArray(double[][]::new)));
    }
  }

  private static List<Eigenvalue> all(RestPoint point) {
    List<Eigenvalue> all = new ArrayList<>(point.internal());
    all.addAll(point.external());
    return all;
  }

  private static String eigenvalues(RestPoint point) {
    return String.join(", ", all(point).stream().map(RestPointTable::words).toList());
  }

  private static String words(Eigenvalue each) {
    // Rounding errors of the derivative are not shown.
    double real = Math.abs(each.real()) < 1e-9 ? 0 : each.real();
    double imaginary = Math.abs(each.imaginary()) < 1e-9 ? 0 : each.imaginary();
    if (imaginary == 0) {
      return NumberFormats.number(real);
    }
    String sign = imaginary > 0 ? "+" : "-";
    return (real == 0 ? "" : NumberFormats.number(real) + " ")
        + sign
        + NumberFormats.number(Math.abs(imaginary))
        + "i";
  }
}
