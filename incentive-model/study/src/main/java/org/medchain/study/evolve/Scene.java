package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.dynamics.Dynamic;
import org.medchain.game.dynamics.Flow;
import org.medchain.game.dynamics.Populations;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.output.Shown;

/**
 * Who evolves: one population that meets itself, or one for each player.
 *
 * @param populations as the study asks for, or as the game suggests
 * @param roles whether there is a population for each player
 */
record Scene(Populations populations, boolean roles) {
  /** More do not fit a terminal. */
  private static final int COLUMNS_MAX = 6;

  static Scene of(StudyFile study, Section evolve) throws Refusal {
    study.requireStrategies("evolve");
    StudyGame game = study.game();
    boolean one =
        evolve.has("populations")
            ? evolve.word("populations").equals("one")
            : game.population().isPresent();
    if (one && game.population().isEmpty()) {
      throw evolve.refusal(
          "populations",
          "evolve.populations is one, and the players of the game differ",
          "allowed: roles, one population for each player");
    }
    if (!one) {
      study.requiredGame("evolve with a population for each player");
    }
    return of(game, !one);
  }

  static Scene of(StudyGame game, boolean roles) {
    return new Scene(
        roles
            ? Populations.roles(game.game().orElseThrow())
            : Populations.one(game.population().orElseThrow()),
        roles);
  }

  Flow flow(Dynamic dynamic) {
    return new Flow(dynamic, populations);
  }

  /** Number of strategies in each population. */
  int[] sizes() {
    return populations.strategies().stream().mapToInt(List::size).toArray();
  }

  /**
   * Headings for {@link #cells}: a column for each strategy, or one for all where they are many.
   */
  List<String> columns(StudyFile study, String all) {
    return populations.size() <= COLUMNS_MAX ? names(study) : List.of(all);
  }

  /** A state in as many cells. */
  List<String> cells(double[] state) {
    return populations.size() <= COLUMNS_MAX
        ? Arrays.stream(state).mapToObj(Shown::share).toList()
        : List.of(words(state));
  }

  /** A state in words. */
  String words(double[] state) {
    List<String> words = new ArrayList<>();
    int first = 0;
    for (List<String> names : populations.strategies()) {
      words.add(Shown.shares(names, Arrays.copyOfRange(state, first, first + names.size())));
      first += names.size();
    }
    return String.join(" · ", words);
  }

  /** The names of all strategies of all populations. */
  List<String> names(StudyFile study) {
    List<String> names = new ArrayList<>();
    for (int p = 0; p < populations.count(); p++) {
      String player = roles ? study.game().game().orElseThrow().players().get(p).name() + ": " : "";
      populations.strategies().get(p).forEach(name -> names.add(player + name));
    }
    return names;
  }

  /** Where trajectories start: as asked for, or spread over the states. */
  List<double[]> starts(Section evolve) throws Refusal {
    List<double[]> starts = evolve.rows("starts");
    if (starts.isEmpty()) {
      return spread();
    }
    for (int i = 0; i < starts.size(); i++) {
      requireState(evolve, "starts/" + i, starts.get(i));
    }
    return starts;
  }

  private void requireState(Section evolve, String key, double[] start) throws Refusal {
    boolean right = start.length == populations.size();
    int first = 0;
    for (int size : sizes()) {
      double sum = right ? Arrays.stream(start, first, first + size).sum() : 0;
      right &= Math.abs(sum - 1) <= 1e-9;
      first += size;
    }
    if (!right) {
      throw evolve.refusal(
          key,
          evolve.name(key) + " is " + Arrays.toString(start),
          "allowed: "
              + populations.size()
              + " shares"
              + (populations.count() == 1 ? "" : ", one population after the other")
              + ", which add up to 1 in each population: "
              + populations.strategies());
    }
  }

  /** In each population most of one strategy, then of the next. */
  private List<double[]> spread() {
    if (populations.count() == 1 && populations.size() == 2) {
      return List.of(pair(0.1), pair(0.3), pair(0.5), pair(0.7), pair(0.9));
    }
    List<double[]> starts = new ArrayList<>();
    int most = Arrays.stream(sizes()).max().orElseThrow();
    for (double rest : new double[] {0.3, 0.7}) {
      for (int turn = 0; turn < most; turn++) {
        starts.add(tilted(turn, rest));
      }
    }
    return starts;
  }

  private static double[] pair(double share) {
    return new double[] {share, 1 - share};
  }

  private double[] tilted(int turn, double rest) {
    double[] state = new double[populations.size()];
    int first = 0;
    for (int p = 0; p < populations.count(); p++) {
      int size = sizes()[p];
      // Populations that lean alike, or as far, start on symmetries that nobody else ever meets.
      double here = rest + 0.15 * p / populations.count();
      Arrays.fill(state, first, first + size, here / size);
      state[first + (turn + p) % size] += 1 - here;
      first += size;
    }
    return state;
  }
}
