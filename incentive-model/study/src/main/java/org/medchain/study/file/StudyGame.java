package org.medchain.study.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.PlayerKind;
import org.medchain.credit.RuleSet;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.Player;
import org.medchain.game.PopulationGame;
import org.medchain.game.extensive.ReducedNormalForm;

/** The game of a study file: one definition for all analyses (GAME-10). */
public sealed interface StudyGame {
  /** The game between players; empty where there is a population alone. */
  default Optional<Game> game() {
    return Optional.empty();
  }

  /** The game that one population plays with itself; empty where the players differ. */
  default Optional<PopulationGame> population() {
    return Optional.empty();
  }

  /** The same as a matrix; empty where payoffs are no averages over pairs. */
  default Optional<GroupGame> matrix() {
    return population()
        .filter(GroupGame.class::isInstance)
        .map(GroupGame.class::cast)
        .filter(group -> group.size() == 2);
  }

  /** A game between players, from tables or a Gambit file. */
  record NormalFormStudyGame(Optional<Game> game, Optional<PopulationGame> population)
      implements StudyGame {
    static NormalFormStudyGame of(Game game) {
      Optional<PopulationGame> alike = GroupGame.of(game).map(PopulationGame.class::cast);
      return new NormalFormStudyGame(Optional.of(game), alike);
    }
  }

  /**
   * A symmetric game of several players (GAME-21).
   *
   * @param group what each choice yields beside those of the others
   * @param game the same between players who know who they are; empty if the table is too large
   */
  record GroupStudyGame(GroupGame group, Optional<Game> game) implements StudyGame {
    /** More profiles make tables that no method here can use. */
    private static final int PROFILES_MAX = 100_000;

    static GroupStudyGame of(String title, List<String> strategies, BigFraction[][] matrix) {
      List<Player> players =
          List.of(new Player("row", strategies), new Player("column", strategies));
      Game pair = Game.ofExact(title, players, (who, at) -> matrix[at[who]][at[1 - who]]);
      return new GroupStudyGame(GroupGame.ofMatrix(title, strategies, matrix), Optional.of(pair));
    }

    /** The same game of two with another payoff of a row against a column. */
    public GroupGame with(int row, int column, double payoff) {
      BigFraction[][] changed = group.exactMatrix();
      changed[row][column] = Game.rational(payoff);
      return GroupGame.ofMatrix(group.title(), group.strategies(), changed);
    }

    static GroupStudyGame of(GroupGame group) {
      boolean small = group.profileCount() <= PROFILES_MAX;
      return new GroupStudyGame(group, small ? Optional.of(group.toGame()) : Optional.empty());
    }

    @Override
    public Optional<PopulationGame> population() {
      return Optional.of(group);
    }
  }

  /**
   * A game in extensive form, solved through its reduced normal form (GAME-20).
   *
   * @param form the tree and its reduced normal form
   */
  record ExtensiveStudyGame(ReducedNormalForm form) implements StudyGame {
    @Override
    public Optional<Game> game() {
      return Optional.of(form.game());
    }
  }

  /** Which game of the credit points a study is about; payoffs from the rules of the ledger. */
  enum Scenario {
    /** A provider before verifiers who look. */
    UPLOAD,
    /** A provider and a committee that looks or passes. */
    PROVIDER,
    /** Each verifier of a committee looks or passes. */
    VERIFIERS,
    /** A provider and one verifier who may inspect. */
    INSPECTION,
    /** One large population. */
    POPULATION;

    /** The scenario of a key of studies. */
    public static Scenario of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** The game between its players. */
    public Game game(CreditParameters p) {
      return switch (this) {
        case UPLOAD -> CreditGames.uploadGame(p, p.of(Parameter.BALANCE));
        case PROVIDER -> CreditGames.committeeGame(p);
        case VERIFIERS -> CreditGames.verifiersDilemma(p);
        case INSPECTION -> CreditGames.inspectionGame(p);
        case POPULATION -> throw new IllegalStateException("a population has no players");
      };
    }
  }

  /**
   * A game of the credit points.
   *
   * @param scenario which one
   * @param strategies names of those that a population plays
   * @param rules that it begins with
   * @param specified the study's differences from these
   * @param parameters rules and economy with the edits
   * @param added kinds of players who join the game between players
   */
  record CreditStudyGame(
      Scenario scenario,
      List<String> strategies,
      RuleSet rules,
      Map<Parameter, BigFraction> specified,
      CreditParameters parameters,
      List<PlayerKind> added)
      implements StudyGame {
    /** Takes copies, of parameters in the order in which they are set. */
    public CreditStudyGame {
      strategies = List.copyOf(strategies);
      added = List.copyOf(added);
      specified = Collections.unmodifiableMap(new TreeMap<>(specified));
    }

    @Override
    public Optional<Game> game() {
      return scenario == Scenario.POPULATION
          ? Optional.empty()
          : Optional.of(joined(parameters, added.size()));
    }

    @Override
    public Optional<PopulationGame> population() {
      return scenario == Scenario.POPULATION
          ? Optional.of(CreditPopulation.of(parameters, strategies.toArray(String[]::new)))
          : Optional.empty();
    }

    /** The scenario's game, which the first {@code count} of those who are added have joined. */
    private Game joined(CreditParameters p, int count) {
      return count == 0
          ? scenario.game(p)
          : added.get(count - 1).join(each -> joined(each, count - 1), p);
    }

    /** Whether the study sets a chance of outside checks, and the scenario has none. */
    public boolean ignoresAudits() {
      return specified.containsKey(Parameter.AUDIT_SHARE)
          && scenario != Scenario.PROVIDER
          && scenario != Scenario.INSPECTION;
    }

    /** The same in another setting, which may be refused; no value is moved to one that may be. */
    public CreditStudyGame with(Parameter parameter, double value) {
      return new CreditStudyGame(
          scenario, strategies, rules, specified, parameters.with(parameter, value), added);
    }
  }

  /**
   * A game that is played again and again (GAME-27). Once and for all each player chooses one of
   * the strategies; payoffs are discounted averages.
   *
   * @param play the game of one round, and the strategies
   * @param table the game of choosing among them
   */
  record Repeated(Repetition play, NormalFormStudyGame table) implements StudyGame {
    @Override
    public Optional<Game> game() {
      return table.game();
    }

    @Override
    public Optional<PopulationGame> population() {
      return table.population();
    }
  }

  /**
   * The game of one population whose members play either role of a two-player game, each half of
   * the time (Gaunersdorfer, Hofbauer and Sigmund 1991): a strategy is a pair of actions.
   */
  static GroupGame symmetrized(Game game) {
    List<String> names = new ArrayList<>();
    List<int[]> pairs = new ArrayList<>();
    for (int first = 0; first < game.actionCount(0); first++) {
      for (int second = 0; second < game.actionCount(1); second++) {
        names.add(
            game.players().get(0).actions().get(first)
                + "/"
                + game.players().get(1).actions().get(second));
        pairs.add(new int[] {first, second});
      }
    }
    BigFraction[][] matrix = new BigFraction[pairs.size()][pairs.size()];
    for (int own = 0; own < matrix.length; own++) {
      for (int other = 0; other < matrix.length; other++) {
        BigFraction asFirst = game.exactPayoff(0, pairs.get(own)[0], pairs.get(other)[1]);
        BigFraction asSecond = game.exactPayoff(1, pairs.get(other)[0], pairs.get(own)[1]);
        matrix[own][other] = asFirst.add(asSecond).divide(2);
      }
    }
    return GroupGame.ofMatrix(game.title() + ", either role", names, matrix);
  }
}
