package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.dynamics.PhasePortrait;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a dynamic moves from each state of a grid, as numbers: in the JSON if requested, and in a
 * table beside the figures (GAME-26).
 */
record VectorFieldTable(
    StudyFile study,
    PopulationModel scene,
    StudySection evolve,
    DynamicSelection choice,
    int number) {
  /** More states make files of no use. */
  private static final int STATES_MAX = 100_000;

  private static final int STEPS = 15;

  /** On a line there is room for more. */
  private static final int STEPS_ON_A_LINE = 200;

  /** Refuses a grid that is too fine for the game. */
  static void check(PopulationModel scene, StudySection evolve) throws UserInputException {
    int steps = evolve.integer("field");
    double size = steps == 0 ? 0 : size(scene, steps);
    if (size > STATES_MAX) {
      throw evolve.refusal(
          "field",
          "%s is %s, which makes %s states"
              .formatted(evolve.keyName("field"), steps, NumberFormats.number(size)),
          "allowed: steps that make at most " + STATES_MAX);
    }
  }

  private static double size(PopulationModel scene, int steps) {
    return PhasePortrait.arrowCount(scene.populations(), steps);
  }

  void report(PopulationFlow flow, ObjectNode json, StudyResults findings) {
    int asked = evolve.integer("field");
    int steps = asked == 0 ? steps() : asked;
    if (size(scene, steps) > STATES_MAX) {
      return;
    }
    PhasePortrait field = PhasePortrait.vectorField(flow, steps);
    if (asked > 0) {
      json(field, steps, json.putObject("field"));
    }
    findings.attach(fileName(), table(field));
  }

  private int steps() {
    return scene.populations().stateSize() == 2 ? STEPS_ON_A_LINE : STEPS;
  }

  /** The name of the table. */
  String fileName() {
    return "field-" + (number + 1) + "-" + choice.name() + ".csv";
  }

  private void json(PhasePortrait field, int steps, ObjectNode node) {
    node.put("steps", steps);
    node.set("strategies", ResultJson.texts(scene.names(study)));
    ArrayNode states = node.putArray("states");
    ArrayNode velocities = node.putArray("velocities");
    for (PhasePortrait.FlowArrow arrow : field.arrows()) {
      states.add(ResultJson.numbers(arrow.state()));
      velocities.add(ResultJson.numbers(arrow.velocity()));
    }
  }

  private String table(PhasePortrait field) {
    List<String> columns = new ArrayList<>();
    scene.names(study).forEach(name -> columns.add(quoted("share of " + name)));
    scene.names(study).forEach(name -> columns.add(quoted("velocity of " + name)));
    StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
    for (PhasePortrait.FlowArrow arrow : field.arrows()) {
      List<String> cells = new ArrayList<>();
      for (double share : arrow.state()) {
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
