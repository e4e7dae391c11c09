package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;

/**
 * A profile of strategies of a repeated game that depend on a public state (Abreu, Pearce and
 * Stacchetti 1990): in each state each player has an action or mixes several, independently of the
 * others; the next state is drawn from a distribution that depends on the last profile. Every state
 * counts as reachable.
 *
 * @param stage the game of one round
 * @param states the first is where play starts
 */
public record JointAutomaton(Game stage, List<AutomatonState> states) {
  /**
   * A state.
   *
   * @param name for people to read
   * @param mixes for each player, a probability for each action
   * @param next for each profile in the order of {@link Game#index}, a probability for each state
   */
  public record AutomatonState(
      String name, List<List<BigFraction>> mixes, List<List<BigFraction>> next) {
    /** Whether the player may choose this action here. */
    boolean plays(int player, int action) {
      return mixes.get(player).get(action).getNumerator().signum() > 0;
    }

    /** Whether the player chooses nothing else here. */
    boolean always(int player, int action) {
      return mixes.get(player).get(action).equals(BigFraction.ONE);
    }
  }

  /** Machines side by side: the states are those that some play can lead to. */
  public static JointAutomaton of(Game stage, List<Automaton> players) {
    List<List<Integer>> found = new ArrayList<>();
    found.add(players.stream().map(each -> 0).toList());
    List<List<Integer>> targets = new ArrayList<>();
    for (int at = 0; at < found.size(); at++) {
      List<Integer> row = new ArrayList<>();
      List<Integer> here = found.get(at);
      for (int index = 0; index < stage.profileCount(); index++) {
        int profile = index;
        List<Integer> next =
            Vectors.list(
                players.size(), who -> players.get(who).next().get(here.get(who)).get(profile));
        if (!found.contains(next)) {
          found.add(next);
        }
        row.add(found.indexOf(next));
      }
      targets.add(row);
    }
    return new JointAutomaton(
        stage,
        Vectors.list(
            found.size(),
            at ->
                new AutomatonState(
                    found.get(at).toString(),
                    Vectors.list(
                        players.size(),
                        who -> players.get(who).mixes().get(found.get(at).get(who))),
                    units(found.size(), targets.get(at)))));
  }

  private static List<List<BigFraction>> units(int size, List<Integer> targets) {
    return targets.stream().map(target -> Fractions.unit(size, target)).toList();
  }

  /**
   * What a player faces in a game of two: the other's machine, its states as they are numbered
   * there. The player does its first action, until a better reply is searched for.
   */
  public static JointAutomaton facing(Game stage, int player, Automaton other) {
    int size = other.mixes().size();
    List<BigFraction> own = Fractions.unit(stage.actionCount(player), 0);
    return new JointAutomaton(
        stage,
        Vectors.list(
            size,
            at ->
                new AutomatonState(
                    Integer.toString(at),
                    player == 0
                        ? List.of(own, other.mixes().get(at))
                        : List.of(other.mixes().get(at), own),
                    units(size, other.next().get(at)))));
  }

  private static List<List<BigFraction>> certain(Game stage, int[] profile) {
    return Vectors.list(
        profile.length, player -> Fractions.unit(stage.actionCount(player), profile[player]));
  }

  /**
   * The same played with hands that tremble: so often another action than the one meant is played,
   * each of them as often (Selten 1975). Trembles occur in deviations, too, so that actions are the
   * intended ones, and payoffs the expected ones.
   */
  public JointAutomaton withNoise(BigFraction noise) {
    List<List<BigFraction>> played =
        Vectors.list(
            stage.profileCount(),
            meant ->
                StageGameDeviations.probabilities(
                    stage,
                    certain(stage, stage.profile(meant)).stream()
                        .map(mix -> StageGameDeviations.trembling(mix, noise))
                        .toList()));
    Game expected =
        Game.ofExact(
            stage.title(),
            stage.players(),
            (player, meant) ->
                Fractions.weighed(
                    played.get(stage.index(meant)),
                    profile -> stage.exactPayoff(player, stage.profile(profile))));
    List<AutomatonState> trembling =
        states.stream()
            .map(
                state ->
                    new AutomatonState(
                        state.name(),
                        state.mixes(),
                        played.stream().map(row -> mixture(row, state.next())).toList()))
            .toList();
    return new JointAutomaton(expected, trembling);
  }

  static List<BigFraction> mixture(List<BigFraction> weights, List<List<BigFraction>> rows) {
    return IntStream.range(0, rows.get(0).size())
        .mapToObj(at -> Fractions.weighed(weights, row -> rows.get(row).get(at)))
        .toList();
  }

  /** How often, in the long run, each profile is played from the start on. */
  public LongRun longRun() {
    BigFraction[][] matrix = new BigFraction[states.size()][];
    List<List<BigFraction>> played = new ArrayList<>();
    for (int at = 0; at < matrix.length; at++) {
      AutomatonState state = states.get(at);
      List<BigFraction> profiles = StageGameDeviations.probabilities(stage, state.mixes());
      played.add(profiles);
      matrix[at] = mixture(profiles, state.next()).toArray(BigFraction[]::new);
    }
    MarkovChain chain = new MarkovChain(matrix);
    BigFraction[] start = Fractions.unit(matrix.length, 0).toArray(BigFraction[]::new);
    List<BigFraction> shares = mixture(List.of(chain.longRunDistribution(start)), played);
    return new LongRun(shares, chain.recurrentClasses() == 1);
  }

  /**
   * The share of rounds with each profile in the long run, the limit of averages. Exact.
   *
   * @param shares for each profile in the order of {@link Game#index}
   * @param unique whether play ends alike from all states
   */
  public record LongRun(List<BigFraction> shares, boolean unique) {
    /** What {@code player} gets a round. */
    public BigFraction payoff(Game stage, int player) {
      return Fractions.weighed(
          shares, profile -> stage.exactPayoff(player, stage.profile(profile)));
    }
  }

  /** What it yields, and who gains by deviating, at a discount factor from 0 to less than 1. */
  public DiscountedAutomaton withDiscount(BigFraction discount) {
    return new DiscountedAutomaton(this, discount);
  }
}
