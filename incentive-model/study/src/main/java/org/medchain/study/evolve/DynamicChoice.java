package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.dynamics.Dynamic;
import org.medchain.game.dynamics.Dynamics;
import org.medchain.study.file.Section;
import org.medchain.study.output.Shown;

/**
 * A dynamic that a study names.
 *
 * @param name of {@link Dynamics}
 * @param parameters those that the study gives
 * @param strategies how many the game has
 */
record DynamicChoice(String name, Map<String, Double> parameters, int strategies) {
  /** What times of most dynamics are in. */
  static final String INVERSE_PAYOFF = "inverse of the payoffs' range";

  private static final List<String> NUMBERS = List.of("mutation", "background", "noise");

  static List<DynamicChoice> of(Section evolve, int strategies) throws Refusal {
    List<DynamicChoice> choices = new ArrayList<>();
    List<Section> sections = evolve.sections("dynamics");
    for (int i = 0; i < sections.size(); i++) {
      Section each = sections.get(i);
      Map<String, Double> parameters = new TreeMap<>();
      NUMBERS.stream().filter(each::has).forEach(key -> parameters.put(key, each.number(key)));
      DynamicChoice choice = new DynamicChoice(each.word("dynamic"), parameters, strategies);
      evolve.guarded("dynamics/" + i, choice::dynamic);
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

  Dynamic dynamic() {
    Map<String, Double> all = new TreeMap<>(parameters);
    if (Dynamics.known().get(name).contains("strategies")) {
      all.put("strategies", (double) strategies);
    }
    return Dynamics.named(name, all);
  }

  /** The same with another value of a parameter. */
  DynamicChoice with(String parameter, double value) {
    Map<String, Double> changed = new TreeMap<>(parameters);
    changed.put(parameter, value);
    return new DynamicChoice(name, changed, strategies);
  }

  /** With its parameters, for people. */
  String words() {
    List<String> words = new ArrayList<>();
    parameters.forEach((key, value) -> words.add(key + " " + Shown.number(value)));
    return words.isEmpty() ? name : name + " (" + String.join(", ", words) + ")";
  }
}
