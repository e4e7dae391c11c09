package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.dynamics.Flow;
import org.medchain.game.dynamics.Portrait;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a dynamic moves from each state of a grid, as numbers: in the JSON if asked for, and in a
 * table beside the figures (GAME-26).
 */
record VectorField(StudyFile study, Scene scene, Section evolve, DynamicChoice choice, int number) {
  /** More states make files that nobody opens. */
  private static final int STATES_MAX = 100_000;

  private static final int STEPS = 15;

  /** On a line there is room for more. */
  private static final int STEPS_ON_A_LINE = 200;

  /** Refuses a grid that is too fine for the game. */
  static void check(Scene scene, Section evolve) throws Refusal {
    int steps = evolve.whole("field");
    double size = steps == 0 ? 0 : size(scene, steps);
    if (size > STATES_MAX) {
      throw evolve.refusal(
          "field",
          evolve.name("field") + " is " + steps + ", which makes " + Shown.number(size) + " states",
          "allowed: steps that make at most " + STATES_MAX);
    }
  }

  private static double size(Scene scene, int steps) {
    return Portrait.size(scene.populations(), steps);
  }

  void tell(Flow flow, ObjectNode json, Findings findings) {
    int asked = evolve.whole("field");
    int steps = asked == 0 ? steps() : asked;
    if (size(scene, steps) > STATES_MAX) {
      return;
    }
    Portrait field = Portrait.field(flow, steps);
    if (asked > 0) {
      json(field, steps, json.putObject("field"));
    }
    findings.file(file(), table(field));
  }

  private int steps() {
    return scene.populations().size() == 2 ? STEPS_ON_A_LINE : STEPS;
  }

  /** The name of the table. */
  String file() {
    return "field-" + (number + 1) + "-" + choice.name() + ".csv";
  }

  private void json(Portrait field, int steps, ObjectNode node) {
    node.put("steps", steps);
    node.set("strategies", Json.words(scene.names(study)));
    ArrayNode states = node.putArray("states");
    ArrayNode velocities = node.putArray("velocities");
    for (Portrait.Arrow arrow : field.arrows()) {
      states.add(Json.numbers(arrow.at()));
      velocities.add(Json.numbers(arrow.velocity()));
    }
  }

  private String table(Portrait field) {
    List<String> columns = new ArrayList<>();
    scene.names(study).forEach(name -> columns.add(quoted("share of " + name)));
    scene.names(study).forEach(name -> columns.add(quoted("velocity of " + name)));
    StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
    for (Portrait.Arrow arrow : field.arrows()) {
      List<String> cells = new ArrayList<>();
      for (double share : arrow.at()) {
        cells.add(Double.toString(share));
      }
      for (double velocity : arrow.velocity()) {
        cells.add(Double.toString(velocity));
      }
      text.append(String.join(",", cells)).append('\n');
    }
    return text.toString();
  }

  private static String quoted(String name) {
    return name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
