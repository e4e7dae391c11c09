package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.SolutionProof.ProvenSolution;
import org.medchain.game.exact.Fractions;

/**
 * The equilibria of a game of three or more players: those in which at most two mix exactly, the
 * others by {@link SubdivisionSearch}, one combination of actions in use after another, few actions
 * first.
 */
final class MultiplayerSearch {
  private final Game game;
  private final SearchLimits limits;
  private final Game unit;
  private final int[] actions;
  private final List<NashEquilibrium> numeric = new ArrayList<>();
  private long work;
  private int examined;
  private int undecided;
  private int approximations;
  private boolean stopped;

  private MultiplayerSearch(Game game, SearchLimits limits) {
    this.game = game;
    this.limits = limits;
    this.actions = IntStream.range(0, game.players().size()).map(game::actionCount).toArray();
    BigFraction[][] payoffs = new BigFraction[actions.length][];
    Arrays.setAll(payoffs, this::scaled);
    this.unit = Game.of(game.title(), game.players(), payoffs);
  }

  static NashSearchResult solve(Game game, SearchLimits limits) {
    return new MultiplayerSearch(game, limits).solve();
  }

  /** Payoffs from 0 to 1, so that tolerances mean the same in every game. */
  private BigFraction[] scaled(int player) {
    List<BigInteger> whole = game.wholePayoffs(player);
    BigInteger most = Collections.max(whole).max(BigInteger.ONE);
    return whole.stream().map(each -> new BigFraction(each, most)).toArray(BigFraction[]::new);
  }

  private NashSearchResult solve() {
    TwoMixingPlayersSearch pairs = new TwoMixingPlayersSearch(game, limits);
    int most = IntStream.of(actions).sum();
    for (int total = actions.length + 3; total <= most && !stopped; total++) {
      choose(new int[actions.length][], 0, total, 0);
    }
    List<NashEquilibrium> equilibria =
        new ArrayList<>(pairs.isComplete() ? List.of() : PureEquilibria.of(game));
    pairs.profiles().stream()
        .map(profile -> NashEquilibrium.of(game, profile, 0))
        .forEach(equilibria::add);
    equilibria.addAll(numeric);
    boolean complete =
        pairs.isComplete() && !pairs.mayHaveContinuum() && !stopped && undecided == 0;
    return new NashSearchResult(
        numbered(equilibria, complete), List.of(), searched(pairs, complete), complete);
  }

  private List<NashEquilibrium> numbered(List<NashEquilibrium> equilibria, boolean isolated) {
    List<NashEquilibrium> sorted =
        equilibria.stream()
            .distinct()
            .sorted(Comparator.comparing(NashEquilibrium::profile, MultiplayerSearch::compare))
            .toList();
    // Without continua each equilibrium is a component of its own.
    return isolated
        ? IntStream.range(0, sorted.size())
            .mapToObj(at -> sorted.get(at).inComponent(at + 1))
            .toList()
        : sorted;
  }

  private static int compare(List<List<BigFraction>> one, List<List<BigFraction>> other) {
    return IntStream.range(0, one.size())
        .map(who -> NashEquilibrium.EARLY_ACTIONS_FIRST.compare(one.get(who), other.get(who)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  /** Goes through the actions in use of all players with {@code total} actions in all. */
  private void choose(int[][] supports, int player, int total, int mixing) {
    int later = actions.length - player - 1;
    if (player == actions.length) {
      if (mixing > 2) {
        examine(supports);
      }
      return;
    }
    int most = Math.min(actions[player], total - later);
    int least = Math.max(1, total - Arrays.stream(actions, player + 1, actions.length).sum());
    for (int size = least; size <= most && !stopped; size++) {
      int[] support = IntStream.range(0, size).toArray();
      do {
        supports[player] = support;
        choose(supports, player + 1, total - size, mixing + (size > 1 ? 1 : 0));
        support = next(support, actions[player]);
      } while (support.length > 0 && !stopped);
    }
  }

  /** The next set of as many numbers below {@code end}, or an empty one after the last. */
  private static int[] next(int[] set, int end) {
    int[] next = set.clone();
    for (int at = next.length - 1; at >= 0; at--) {
      if (next[at] < end - next.length + at) {
        next[at]++;
        for (int after = at + 1; after < next.length; after++) {
          next[after] = next[after - 1] + 1;
        }
        return next;
      }
    }
    return new int[0];
  }

  private void examine(int[][] supports) {
    if (work > limits.maxWork()) {
      stopped = true;
      return;
    }
    SubdivisionSearch search =
        new SubdivisionSearch(new SupportSystem(unit, supports), new SolutionProof(unit, supports));
    // A multiplication of doubles costs less than a word of an exact number.
    work += search.work() / 8;
    examined++;
    undecided += search.isComplete() ? 0 : 1;
    for (ProvenSolution each : search.solutions()) {
      numeric.add(NashEquilibrium.inBox(game, each.profile(), 0, Optional.of(each.radius())));
    }
    approximations += search.approximations().size();
    search.approximations().forEach(mixed -> numeric.add(equilibrium(supports, mixed)));
  }

  private NashEquilibrium equilibrium(int[][] supports, double[][] mixed) {
    List<List<BigFraction>> profile = new ArrayList<>();
    int at = 0;
    for (int player = 0; player < actions.length; player++) {
      BigFraction[] strategy = Fractions.zeros(actions[player]);
      int[] support = supports[player];
      // The first takes the rest, so that the sum is exactly 1.
      BigFraction rest = BigFraction.ONE;
      for (int used = 1; used < support.length; used++) {
        strategy[support[used]] = Game.rational(mixed[at][used]);
        rest = rest.subtract(strategy[support[used]]);
      }
      strategy[support[0]] = rest;
      profile.add(Stream.of(strategy).toList());
      at += support.length > 1 ? 1 : 0;
    }
    return NashEquilibrium.inBox(game, profile, 0, Optional.empty());
  }

  private String searched(TwoMixingPlayersSearch pairs, boolean complete) {
    StringBuilder text = new StringBuilder();
    text.append("all pure profiles, exactly; ");
    text.append(pairs.isComplete() ? "all" : "not all, for the limit of work,");
    text.append(" equilibria in which two players mix, exactly");
    if (pairs.mayHaveContinuum()) {
      text.append(" (there are continua of them: only extreme points are listed)");
    }
    text.append("; three or more mixing players: ").append(examined);
    text.append(
        stopped
            ? " combinations of actions in use, the smallest, before the limit of work;"
                + " not searched: the other combinations"
            : " combinations of actions in use, which is all of them");
    text.append(", by bisection; each equilibrium that is listed is proved in rational numbers");
    if (approximations > 0) {
      text.append(", except for ").append(approximations).append(" in decimals without a proof");
    }
    if (undecided > 0) {
      text.append("; in ").append(undecided);
      text.append(
          " of them cells stayed undecided: not all equilibria there are listed, and there");
      text.append(" may be a continuum, of which one point at most is listed");
    }
    return text.append(complete ? "; all equilibria are isolated" : "").toString();
  }
}
