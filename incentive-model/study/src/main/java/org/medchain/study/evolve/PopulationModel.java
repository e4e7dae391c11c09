package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.dynamics.EvolutionaryDynamic;
import org.medchain.game.dynamics.LinearStability;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.Populations;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;

/**
 * Who evolves: one population that meets itself, or one for each player.
 *
 * @param populations of the study, or by default of the game
 * @param perRole whether there is a population for each player
 * @param names of all strategies of all populations
 */
record PopulationModel(Populations populations, boolean perRole, List<String> names) {
  /** More do not fit a terminal. */
  private static final int MAX_COLUMNS = 6;

  static PopulationModel of(StudyFile study, StudySection evolve) throws UserInputException {
    StudyGame game = study.game();
    boolean one =
        evolve.has("populations")
            ? evolve.text("populations").equals("one")
            : game.population().isPresent();
    if (one && game.population().isEmpty()) {
      throw evolve.refusal(
          "populations",
          "evolve.populations is one, and the players of the game differ",
          "allowed: roles, one population for each player");
    }
    if (!one) {
      study.requireGame("evolve with a population for each player");
    }
    return of(game, !one);
  }

  static PopulationModel of(StudyGame game, boolean perRole) {
    if (!perRole) {
      Populations populations = Populations.single(game.population().orElseThrow());
      return new PopulationModel(populations, false, populations.strategies().getFirst());
    }
    Game players = game.game().orElseThrow();
    List<String> names =
        players.players().stream()
            .flatMap(each -> each.actions().stream().map(action -> each.name() + ": " + action))
            .toList();
    return new PopulationModel(Populations.perRole(players), true, names);
  }

  PopulationFlow flow(EvolutionaryDynamic dynamic) {
    return new PopulationFlow(dynamic, populations);
  }

  /** Number of strategies in each population. */
  int[] sizes() {
    return populations.strategies().stream().mapToInt(List::size).toArray();
  }

  /**
   * Headings for {@link #cells}: a column for each strategy, or one for all where they are many.
   */
  List<String> columns(String all) {
    return populations.stateSize() <= MAX_COLUMNS ? names : List.of(all);
  }

  /** A state in as many cells. */
  List<String> cells(double[] state) {
    return populations.stateSize() <= MAX_COLUMNS
        ? Arrays.stream(state).mapToObj(NumberFormats::share).toList()
        : List.of(describe(state));
  }

  /** A state in words. */
  String describe(double[] state) {
    List<String> words = new ArrayList<>();
    int first = 0;
    for (List<String> names : populations.strategies()) {
      words.add(
          NumberFormats.shares(names, Arrays.copyOfRange(state, first, first + names.size())));
      first += names.size();
    }
    return String.join(" · ", words);
  }

  /** The stability of a rest point in words. */
  static String label(LinearStability stability) {
    return switch (stability) {
      case MARGINAL -> "undecided: an eigenvalue is 0";
      case NOT_DIFFERENTIABLE -> "undecided: not differentiable";
      // STABLE_NODE, SADDLE and so on, as people write them.
      default -> stability.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  /** Where trajectories start: as given, or spread over the states. */
  List<double[]> starts(StudySection evolve) throws UserInputException {
    List<double[]> starts = evolve.rows("starts");
    if (starts.isEmpty()) {
      return spread();
    }
    for (int i = 0; i < starts.size(); i++) {
      double[] start = starts.get(i);
      evolve.refusingAt("starts/" + i, () -> populations.requireState(start));
    }
    return starts;
  }

  /** In each population most of one strategy, then of the next. */
  private List<double[]> spread() {
    if (populations.populationCount() == 1 && populations.stateSize() == 2) {
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
    double[] state = new double[populations.stateSize()];
    int first = 0;
    for (int p = 0; p < populations.populationCount(); p++) {
      int size = sizes()[p];
      // Populations that lean alike, or as far, start on symmetries that no other start meets.
      double here = rest + 0.15 * p / populations.populationCount();
      Arrays.fill(state, first, first + size, here / size);
      state[first + (turn + p) % size] += 1 - here;
      first += size;
    }
    return state;
  }
}
