package org.medchain.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A symmetric game of several players, of whom each chooses among the same strategies and gets what
 * depends on its own choice and on how many of the others made which (Gokhale and Traulsen 2010).
 * Players are drawn from one population at random.
 *
 * <p>What the others do is counted: in the order of how many play the first strategy, then the
 * second, and so on, (0, …, 0, n−1) is the first place and (n−1, 0, …, 0) the last. With two
 * strategies the place is the number of others who play the first.
 */
public final class GroupGame implements PopulationGame {
  /** How many ways the others may choose that a row of payoffs can tell. */
  public static final int MAX_COMPOSITIONS = 5_000;

  private final String title;
  private final List<String> strategies;
  private final int size;
  private final BigFraction[][] exact;
  private final double[][] payoffs;
  private final List<int[]> opponentCompositions;
  private final double[] ways;

  /**
   * The game.
   *
   * @param size players in a group, two or more
   * @param payoffs for each strategy of one's own, for each choice of the others
   */
  public GroupGame(String title, List<String> strategies, int size, BigFraction[][] payoffs) {
    this.title = title;
    this.strategies = new Player(title, strategies).actions();
    this.size = size;
    this.opponentCompositions = compositions(strategies.size(), size - 1);
    if (size < 2 || payoffs.length != strategies.size()) {
      throw new IllegalArgumentException(
          "'" + title + "' needs two players or more and a row for each of " + strategies);
    }
    this.exact = new BigFraction[payoffs.length][];
    this.payoffs = new double[payoffs.length][];
    for (int own = 0; own < payoffs.length; own++) {
      if (payoffs[own].length != opponentCompositions.size()) {
        throw new IllegalArgumentException(
            "'" + title + "' needs " + opponentCompositions.size() + " payoffs in each row");
      }
      this.exact[own] = payoffs[own].clone();
      this.payoffs[own] = Arrays.stream(payoffs[own]).mapToDouble(Game::toDouble).toArray();
    }
    this.ways = opponentCompositions.stream().mapToDouble(GroupGame::multinomial).toArray();
  }

  /** A game of two: what the row strategy gets against the column strategy. */
  public static GroupGame ofMatrix(String title, List<String> strategies, BigFraction[][] payoffs) {
    // With one other player, the places are the strategies, the last one first.
    BigFraction[][] turned =
        Arrays.stream(payoffs)
            .map(row -> Arrays.asList(row).reversed().toArray(BigFraction[]::new))
            .toArray(BigFraction[][]::new);
    return new GroupGame(title, strategies, 2, turned);
  }

  /** The same with decimals. */
  public static GroupGame ofMatrix(String title, List<String> strategies, double[][] payoffs) {
    return ofMatrix(
        title,
        strategies,
        Arrays.stream(payoffs)
            .map(row -> Arrays.stream(row).mapToObj(Game::rational).toArray(BigFraction[]::new))
            .toArray(BigFraction[][]::new));
  }

  /** The matrix of a game of two. */
  public BigFraction[][] exactMatrix() {
    if (size != 2) {
      throw new IllegalArgumentException("'" + title + "' is a game of " + size);
    }
    return Arrays.stream(exact)
        .map(row -> Arrays.asList(row).reversed().toArray(BigFraction[]::new))
        .toArray(BigFraction[][]::new);
  }

  /** The same game where the players of a game in normal form are alike; empty otherwise. */
  public static Optional<GroupGame> of(Game game) {
    List<Player> players = game.players();
    if (players.size() < 2
        || players.stream().anyMatch(each -> !each.actions().equals(players.get(0).actions()))
        || compositions(game.actionCount(0), players.size() - 1).size() > MAX_COMPOSITIONS) {
      return Optional.empty();
    }
    int strategies = game.actionCount(0);
    List<int[]> others = compositions(strategies, players.size() - 1);
    BigFraction[][] payoffs = new BigFraction[strategies][others.size()];
    for (int index = 0; index < game.profileCount(); index++) {
      int[] profile = game.profile(index);
      for (int player = 0; player < profile.length; player++) {
        int place = place(others, counts(profile, player, strategies));
        BigFraction payoff = game.exactPayoff(player, profile);
        BigFraction known = payoffs[profile[player]][place];
        if (known != null && !known.equals(payoff)) {
          return Optional.empty();
        }
        payoffs[profile[player]][place] = payoff;
      }
    }
    return Optional.of(
        new GroupGame(game.title(), players.get(0).actions(), players.size(), payoffs));
  }

  /**
   * All ways in which the given number of players may choose among the strategies, in the order of
   * the payoffs; one more than {@link #MAX_COMPOSITIONS} of them where there are more.
   */
  public static List<int[]> compositions(int strategies, int players) {
    return compositions(strategies, players, MAX_COMPOSITIONS + 1);
  }

  /** The first of them in ascending order, at most {@code most}. */
  public static List<int[]> compositions(int strategies, int players, int most) {
    List<int[]> places = new ArrayList<>();
    fill(new int[strategies], 0, players, places, most);
    return places;
  }

  private static void fill(int[] counts, int at, int left, List<int[]> places, int most) {
    if (at == counts.length - 1) {
      counts[at] = left;
      places.add(counts.clone());
      return;
    }
    for (int count = 0; count <= left && places.size() < most; count++) {
      counts[at] = count;
      fill(counts, at + 1, left - count, places, most);
    }
  }

  private static int place(List<int[]> places, int[] counts) {
    return Collections.binarySearch(places, counts, Arrays::compare);
  }

  private static int[] counts(int[] profile, int player, int strategies) {
    int[] counts = new int[strategies];
    for (int other = 0; other < profile.length; other++) {
      counts[profile[other]] += other == player ? 0 : 1;
    }
    return counts;
  }

  /** The number of orders of these counts. */
  private static double multinomial(int[] counts) {
    double ways = 1;
    int all = 0;
    for (int count : counts) {
      for (int each = 1; each <= count; each++) {
        all++;
        ways = ways * all / each;
      }
    }
    return ways;
  }

  /** What it is called. */
  public String title() {
    return title;
  }

  @Override
  public List<String> strategies() {
    return strategies;
  }

  /** Players in a group. */
  public int size() {
    return size;
  }

  /** All ways in which the others may choose: how many play each strategy. */
  public List<int[]> opponentCompositions() {
    return opponentCompositions.stream().map(int[]::clone).toList();
  }

  /** What a strategy yields where the others choose so, by the number of that way. */
  public double payoff(int own, int place) {
    return payoffs[own][place];
  }

  /** All payoffs, exactly. */
  public List<BigFraction> exactPayoffs() {
    return Arrays.stream(exact).flatMap(Arrays::stream).toList();
  }

  @Override
  public double[] payoffs(double[] shares) {
    double[] yields = new double[payoffs.length];
    for (int place = ways.length - 1; place >= 0; place--) {
      double likely = ways[place];
      int[] counts = opponentCompositions.get(place);
      for (int strategy = 0; strategy < counts.length; strategy++) {
        for (int each = 0; each < counts[strategy]; each++) {
          likely *= shares[strategy];
        }
      }
      for (int own = 0; own < yields.length; own++) {
        yields[own] += likely * payoffs[own][place];
      }
    }
    return yields;
  }

  /** How many profiles {@link #toGame} has. */
  public double profileCount() {
    return Math.pow(strategies.size(), size);
  }

  /** The same between players who know who they are. */
  public Game toGame() {
    List<Player> players =
        IntStream.rangeClosed(1, size)
            .mapToObj(player -> new Player("player " + player, strategies))
            .toList();
    return Game.ofExact(
        title,
        players,
        (player, profile) ->
            exact[profile[player]][
                place(opponentCompositions, counts(profile, player, strategies.size()))]);
  }
}
