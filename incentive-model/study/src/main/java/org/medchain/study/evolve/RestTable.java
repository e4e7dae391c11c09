package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.game.dynamics.Eigenvalue;
import org.medchain.game.dynamics.Flow;
import org.medchain.game.dynamics.RestPoint;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.game.dynamics.Stability;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rest points with their eigenvalues. */
final class RestTable {
  private RestTable() {}

  static RestPoints find(
      StudyFile study, Flow flow, Scene scene, ObjectNode json, Findings findings) {
    RestPoints rests = RestPoints.of(flow);
    ArrayNode list = json.putArray("rest_points");
    List<List<String>> rows = new ArrayList<>();
    for (RestPoint each : rests.points()) {
      json(each, list.addObject());
      List<String> row = new ArrayList<>(scene.cells(each.state()));
      row.add(
          Stabilities.words(each.stability())
              + (each.dimension() > 0 ? ", middle of a continuum" : ""));
      row.add(each.nash() ? "yes" : "no");
      row.add(eigenvalues(each));
      rows.add(row);
    }
    json.put("complete", rests.complete());
    json.put("searched", rests.searched());
    List<String> columns = new ArrayList<>(scene.columns(study, "rest point"));
    columns.addAll(List.of("stability", "Nash", "eigenvalues"));
    findings.table(columns, rows);
    boolean centre = rests.points().stream().anyMatch(each -> each.stability() == Stability.CENTRE);
    findings.text(
        "Rest points searched: "
            + rests.searched()
            + "."
            + (centre
                ? " A centre is one of the linearisation: whether paths close, or slowly spiral, it"
                    + " does not decide."
                : ""));
    return rests;
  }

  private static void json(RestPoint point, ObjectNode node) {
    node.set("state", Json.numbers(point.state()));
    node.put("dimension", point.dimension());
    node.put("stability", Stabilities.words(point.stability()));
    node.put("nash", point.nash());
    ArrayNode eigenvalues = node.putArray("eigenvalues");
    for (Eigenvalue each : all(point)) {
      eigenvalues.add(Json.numbers(each.real(), each.imaginary()));
    }
    if (point.dimension() > 0) {
      node.set("corners", Json.rows(point.corners().toArray(double[][]::new)));
    }
  }

  private static List<Eigenvalue> all(RestPoint point) {
    List<Eigenvalue> all = new ArrayList<>(point.internal());
    all.addAll(point.external());
    return all;
  }

  private static String eigenvalues(RestPoint point) {
    return String.join(", ", all(point).stream().map(RestTable::words).toList());
  }

  private static String words(Eigenvalue each) {
    // What the derivative's rounding leaves is no number to read.
    double real = Math.abs(each.real()) < 1e-9 ? 0 : each.real();
    double imaginary = Math.abs(each.imaginary()) < 1e-9 ? 0 : each.imaginary();
    if (imaginary == 0) {
      return Shown.number(real);
    }
    String sign = imaginary > 0 ? "+" : "-";
    return (real == 0 ? "" : Shown.number(real) + " ")
        + sign
        + Shown.number(Math.abs(imaginary))
        + "i";
  }
}
