package org.medchain.game.extensive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.equilibrium.NashSolver;
import org.medchain.game.equilibrium.ZeroSumSolution;
import org.medchain.game.format.EfgFile;
import org.medchain.game.format.GameFileException;

/** GAME-20: trees are solved as published, and the reduced form pays what the tree pays. */
class ReducedNormalFormTest {
  private static ReducedNormalForm sample(String name) throws IOException, GameFileException {
    return new ReducedNormalForm(
        EfgFile.read(Repository.file("incentive-model/games").resolve(name)).game());
  }

  private static ReducedNormalForm form(String text) throws GameFileException {
    return new ReducedNormalForm(EfgFile.read("game.efg", text).game());
  }

  /** Kuhn 1950: worth 1/18 less than nothing to the first player. */
  @Test
  void kuhnPoker() throws IOException, GameFileException {
    ReducedNormalForm poker = sample("kuhn-poker.efg");
    assertThat(poker.game().actionCount(0)).isEqualTo(27);
    assertThat(poker.game().actionCount(1)).isEqualTo(64);

    ZeroSumSolution solved = ZeroSumSolution.solve(poker.game());

    assertThat(solved.value()).isEqualTo(new BigFraction(-1, 18));
    BehaviourStrategy behaviour =
        BehaviourStrategy.of(poker, List.of(solved.first(), solved.second()));
    Map<String, List<BigFraction>> bets =
        behaviour.informationSets().stream()
            .collect(
                Collectors.toMap(
                    at -> at.set().name(),
                    BehaviourStrategy.InformationSetBehaviour::probabilities));
    // The second player's play is unique: bluffs and calls a third of the time.
    BigFraction third = new BigFraction(1, 3);
    assertThat(bets.get("J after a check").get(0)).isEqualTo(third);
    assertThat(bets.get("Q after a bet").get(0)).isEqualTo(third);
    assertThat(bets.get("K after a bet").get(0)).isEqualTo(BigFraction.ONE);
    // The first's is one of many: bets the king three times as often as it bluffs.
    BigFraction bluff = bets.get("J").get(0);
    assertThat(bluff).isBetween(BigFraction.ZERO, third);
    assertThat(bets.get("K").get(0)).isEqualTo(bluff.multiply(3));
    assertThat(bets.get("Q").get(0)).isEqualTo(BigFraction.ZERO);
    if (!bets.get("Q after check and bet").isEmpty()) {
      assertThat(bets.get("Q after check and bet").get(0)).isEqualTo(bluff.add(third));
    }
  }

  /** Selten 1975: two families of equilibria; the corners of both are found. */
  @Test
  void seltensHorse() throws IOException, GameFileException {
    ReducedNormalForm horse = sample("seltens-horse.efg");
    List<String> found =
        NashSolver.solve(horse.game()).equilibria().stream()
            .map(ReducedNormalFormTest::shown)
            .toList();
    assertThat(found)
        .contains(
            "1 0 | 0 1 | 1 0", // down; across; left
            "1 0 | 2/3 1/3 | 1 0",
            "0 1 | 0 1 | 0 1", // across; across; right
            "0 1 | 0 1 | 1/4 3/4");
    assertThat(found).allMatch(each -> each.startsWith("1 0 |") || each.startsWith("0 1 | 0 1 |"));
  }

  private static String shown(NashEquilibrium equilibrium) {
    return equilibrium.profile().stream()
        .map(
            each ->
                each.stream().map(ReducedNormalFormTest::shown).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }

  private static String shown(BigFraction value) {
    return value.getDenominatorAsInt() == 1
        ? value.getNumerator().toString()
        : value.getNumerator() + "/" + value.getDenominator();
  }

  /** Myerson 1991, figure 2.1: a card game; with black raise one in three, meet two in three. */
  @Test
  void myersonsCardGame() throws GameFileException {
    ReducedNormalForm cards =
        form(
            """
            EFG 2 R "cards" { "1" "2" }
            c "" 1 "" { "red" 1/2 "black" 1/2 } 0
            p "" 1 1 "red" { "raise" "fold" } 0
            p "" 2 1 "" { "meet" "pass" } 0
            t "" 1 "" { 2 -2 }
            t "" 2 "" { 1 -1 }
            t "" 2
            p "" 1 2 "black" { "raise" "fold" } 0
            p "" 2 1
            0
            t "" 3 "" { -2 2 }
            t "" 2
            t "" 4 "" { -1, 1 }
            """);
    List<NashEquilibrium> equilibria = NashSolver.solve(cards.game()).equilibria();
    assertThat(equilibria).hasSize(1);
    assertThat(equilibria.get(0).payoffs().get(0)).isEqualTo(new BigFraction(1, 3));
    BehaviourStrategy behaviour = BehaviourStrategy.of(cards, equilibria.get(0).profile());
    assertThat(behaviour.informationSets().stream().map(at -> shown(at.probabilities().get(0))))
        .containsExactly("1", "1/3", "2/3");
    assertThat(behaviour.informationSets().get(2).reachProbability())
        .isEqualTo(new BigFraction(2, 3));
  }

  @Property(seed = "1953", tries = 60)
  void paysWhatTheTreePays(@ForAll long seed) {
    ReducedNormalForm form = new ReducedNormalForm(RandomTrees.random(seed));
    Game game = form.game();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 5; round++) {
      int[] profile = game.profile(random.nextInt(game.profileCount()));
      Map<InformationSet, List<BigFraction>> pure = new LinkedHashMap<>();
      for (int player = 0; player < profile.length; player++) {
        ReducedStrategy plan = form.strategies(player).get(profile[player]);
        for (int set = 0; set < form.informationSets(player).size(); set++) {
          // Where it never comes, anything goes.
          pure.put(
              form.informationSets(player).get(set),
              pure(
                  form.informationSets(player).get(set).actions().size(),
                  Math.max(0, plan.action(set))));
        }
      }
      List<BigFraction> value = RandomTrees.value(form.extensiveGame().root(), pure);
      for (int player = 0; player < profile.length; player++) {
        assertThat(game.exactPayoff(player, profile)).isEqualTo(value.get(player));
      }
    }
  }

  /**
   * Kuhn 1953: with perfect recall the behaviour strategy and the mixture give all players equal
   * payoffs.
   */
  @Property(seed = "1953", tries = 40)
  void behaviourIsAsGoodAsTheMixture(@ForAll long seed) {
    ReducedNormalForm form = new ReducedNormalForm(RandomTrees.random(seed));
    SplittableRandom random = new SplittableRandom(seed);
    List<List<BigFraction>> profile = new ArrayList<>();
    for (int player = 0; player < 3; player++) {
      assertThat(form.hasPerfectRecall(player)).isTrue();
      profile.add(mixture(form.game().actionCount(player), random));
    }
    Map<InformationSet, List<BigFraction>> behaviour = new LinkedHashMap<>();
    for (BehaviourStrategy.InformationSetBehaviour at :
        BehaviourStrategy.of(form, profile).informationSets()) {
      int actions = at.set().actions().size();
      behaviour.put(at.set(), at.probabilities().isEmpty() ? pure(actions, 0) : at.probabilities());
    }
    List<BigFraction> value = RandomTrees.value(form.extensiveGame().root(), behaviour);
    for (int player = 0; player < 3; player++) {
      assertThat(expected(form.game(), player, profile)).isEqualTo(value.get(player));
    }
  }

  private static List<BigFraction> pure(int actions, int action) {
    return IntStream.range(0, actions)
        .mapToObj(each -> each == action ? BigFraction.ONE : BigFraction.ZERO)
        .toList();
  }

  private static List<BigFraction> mixture(int actions, SplittableRandom random) {
    List<Integer> weights =
        IntStream.range(0, actions)
            .mapToObj(each -> random.nextInt(3))
            .collect(Collectors.toList());
    weights.set(0, 1 + weights.get(0));
    int sum = weights.stream().mapToInt(Integer::intValue).sum();
    return weights.stream().map(weight -> new BigFraction(weight, sum)).toList();
  }

  private static BigFraction expected(Game game, int player, List<List<BigFraction>> mixed) {
    BigFraction sum = BigFraction.ZERO;
    for (int index = 0; index < game.profileCount(); index++) {
      int[] profile = game.profile(index);
      BigFraction term = game.exactPayoff(player, profile);
      for (int who = 0; who < profile.length; who++) {
        term = term.multiply(mixed.get(who).get(profile[who]));
      }
      sum = sum.add(term);
    }
    return sum;
  }

  /** Who forgets what it did plays no behaviour: mixing plans is more than mixing actions. */
  @Test
  void forgetfulPlayersHaveNoBehaviour() {
    InformationSet first = new InformationSet(0, 1, "", List.of("l", "r"));
    InformationSet second = new InformationSet(0, 2, "", List.of("l", "r"));
    GameTreeNode.NodeOutcome win = new GameTreeNode.NodeOutcome(1, "", List.of(BigFraction.ONE));
    GameTreeNode won = new GameTreeNode.TerminalNode("", Optional.of(win));
    GameTreeNode nothing = new GameTreeNode.TerminalNode("", Optional.empty());
    GameTreeNode left =
        new GameTreeNode.DecisionNode("", second, Optional.empty(), List.of(won, nothing));
    GameTreeNode right =
        new GameTreeNode.DecisionNode("", second, Optional.empty(), List.of(nothing, won));
    GameTreeNode root =
        new GameTreeNode.DecisionNode("", first, Optional.empty(), List.of(left, right));
    ReducedNormalForm form = new ReducedNormalForm(new ExtensiveGame("", List.of("a"), root));
    assertThat(form.hasPerfectRecall(0)).isFalse();
    BigFraction half = BigFraction.ONE_HALF;
    List<BigFraction> same = List.of(half, BigFraction.ZERO, BigFraction.ZERO, half);
    assertThat(BehaviourStrategy.of(form, List.of(same)).informationSets())
        .allMatch(at -> at.probabilities().isEmpty());
  }

  @Test
  void tooLargeTablesAreRefused() {
    GameTreeNode end = new GameTreeNode.TerminalNode("", Optional.empty());
    List<GameTreeNode> next = new ArrayList<>();
    List<BigFraction> probabilities = new ArrayList<>();
    for (int set = 1; set <= 15; set++) {
      InformationSet own = new InformationSet(0, set, "", List.of("l", "r"));
      next.add(new GameTreeNode.DecisionNode("", own, Optional.empty(), List.of(end, end)));
      probabilities.add(new BigFraction(1, 15));
    }
    List<String> names = probabilities.stream().map(BigFraction::toString).toList();
    GameTreeNode root =
        new GameTreeNode.ChanceNode(
            "",
            new GameTreeNode.ChanceDistribution(1, "", names, probabilities),
            Optional.empty(),
            next);
    assertThatThrownBy(() -> new ReducedNormalForm(new ExtensiveGame("", List.of("a"), root)))
        .hasMessage("player 1 has more than 20000 reduced strategies");
  }
}
