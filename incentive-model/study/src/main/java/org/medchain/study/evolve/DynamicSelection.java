package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.dynamics.EvolutionaryDynamic;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;

/**
 * A dynamic that a study names.
 *
 * @param name of {@link EvolutionaryDynamic#named}
 * @param parameters those that the study gives
 */
record DynamicSelection(String name, Map<String, Double> parameters) {
  /** What times of most dynamics are in. */
  static final String INVERSE_PAYOFF = "inverse of the payoffs' range";

  private static final List<String> NUMBERS = List.of("mutation", "background", "noise");

  static List<DynamicSelection> of(StudySection evolve) throws UserInputException {
    List<DynamicSelection> choices = new ArrayList<>();
    List<StudySection> sections = evolve.sections("dynamics");
    for (int i = 0; i < sections.size(); i++) {
      StudySection each = sections.get(i);
      Map<String, Double> parameters = new TreeMap<>();
      NUMBERS.stream().filter(each::has).forEach(key -> parameters.put(key, each.number(key)));
      DynamicSelection choice = new DynamicSelection(each.text("dynamic"), parameters);
      evolve.refusingAt("dynamics/" + i, choice::dynamic);
      choices.add(choice);
    }
    return choices;
  }

  /** What times are in; the inverse is that of eigenvalues. */
  String timeUnit() {
    return switch (name) {
      case "logit", "best-response" -> "revisions of each individual";
      case "adjusted-replicator" -> "generations";
      default -> INVERSE_PAYOFF;
    };
  }

  EvolutionaryDynamic dynamic() {
    return EvolutionaryDynamic.named(name, parameters);
  }

  /** The same with another value of a parameter. */
  DynamicSelection with(String parameter, double value) {
    Map<String, Double> changed = new TreeMap<>(parameters);
    changed.put(parameter, value);
    return new DynamicSelection(name, changed);
  }

  /** With its parameters, for people. */
  String description() {
    List<String> words = new ArrayList<>();
    parameters.forEach((key, value) -> words.add(key + " " + NumberFormats.number(value)));
    return words.isEmpty() ? name : name + " (" + String.join(", ", words) + ")";
  }
}
