package org.medchain.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.RandomCreditParameters;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** GAME-13: where honest sharing is an equilibrium, the only one, and from where it is reached. */
class EquilibriumRegionsTest {
  private static Game game(double[][] provider, double[][] committee) {
    List<Player> players =
        List.of(CreditGames.PROVIDER, new Player("committee", List.of("look", "pass")));
    return Game.of("", players, (who, at) -> (who == 0 ? provider : committee)[at[0]][at[1]]);
  }

  @Example
  void standings() {
    double[][] alike = {{0, 0}, {0, 0}, {0, 0}};
    double[][] looking = {{1, 0}, {1, 0}, {1, 0}};
    double[][] deterred = {{2, 2}, {1, 3}, {0, 0}};
    assertThat(HonestEquilibriumStatus.of(game(deterred, looking)))
        .isEqualTo(HonestEquilibriumStatus.ONLY);
    assertThat(HonestEquilibriumStatus.of(game(deterred, alike)))
        .isEqualTo(HonestEquilibriumStatus.SOME);
    double[][] matching = {{1, 0}, {0, 1}, {0, 0}};
    double[][] tempted = {{2, 0}, {1, 3}, {0, 0}};
    assertThat(HonestEquilibriumStatus.of(game(tempted, matching)))
        .isEqualTo(HonestEquilibriumStatus.SOME);
    double[][] passing = {{0, 1}, {0, 1}, {0, 1}};
    assertThat(HonestEquilibriumStatus.of(game(deterred, passing)))
        .isEqualTo(HonestEquilibriumStatus.NONE);
  }

  /** Payoffs times 1e-7 or 1e4: the same standing. */
  @Property(seed = "82", tries = 30)
  void unitsOfCashDoNotMatter(@ForAll @IntRange(max = 100_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    HonestEquilibriumStatus standing = HonestEquilibriumStatus.of(CreditGames.committeeGame(p));
    for (double unit : new double[] {1e-7, 1e4}) {
      CreditParameters scaled = RandomCreditParameters.inUnits(p, unit);
      assertThat(HonestEquilibriumStatus.of(CreditGames.committeeGame(scaled))).isEqualTo(standing);
    }
  }

  /** More deterrence and more traps: the region of honest sharing has no holes upwards. */
  @Example
  void penaltiesAgainstTraps() {
    CreditParameters p = CreditParameters.standard().with(Parameter.TRAP_SHARE, 0.1);
    EquilibriumRegions regions =
        regions(
            p,
            new ParameterAxis(Parameter.FALSE_PENALTY, 0, 30, 7),
            new ParameterAxis(Parameter.TRAP_PENALTY, 0, 12, 7),
            Optional.empty());
    assertThat(regions.cells()).hasSize(49);
    assertThat(regions.share(HonestEquilibriumStatus.NONE)).isPositive();
    assertThat(regions.share(HonestEquilibriumStatus.ONLY)).isPositive();
    for (int column = 0; column < 7; column++) {
      for (int row = 1; row < 7; row++) {
        HonestEquilibriumStatus below = regions.cells().get(7 * (row - 1) + column).status();
        HonestEquilibriumStatus here = regions.cells().get(7 * row + column).status();
        assertThat(here).isGreaterThanOrEqualTo(below);
      }
    }
  }

  /** What the rules refuse is said to be refused. */
  @Example
  void refusedByTheRules() {
    EquilibriumRegions regions =
        regions(
            CreditParameters.standard(),
            new ParameterAxis(Parameter.QUORUM, 2, 5, 4),
            new ParameterAxis(Parameter.FALSE_PENALTY, 0, 30, 2),
            Optional.empty());
    assertThat(regions.share(HonestEquilibriumStatus.REFUSED)).isEqualTo(0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterAxis(Parameter.QUORUM, 2, 2, 4))
        .withMessageContaining("QUORUM");
  }

  /** 2 of 5 verifiers are no majority, no share is below 0: nothing else stands for them. */
  @Example
  void settingsThatThereAreNotAreRefused() {
    EquilibriumRegions quorums =
        regions(
            CreditParameters.standard(),
            new ParameterAxis(Parameter.QUORUM, 2, 3, 2),
            new ParameterAxis(Parameter.VERIFIERS, 3, 5, 2),
            Optional.empty());
    assertThat(quorums.cells())
        .map(EquilibriumRegionsTest::isRefused)
        .containsExactly(false, false, true, false);
    EquilibriumRegions shares =
        regions(
            CreditParameters.standard(),
            new ParameterAxis(Parameter.MISS, -1, 1, 3),
            new ParameterAxis(Parameter.FALSE_PENALTY, 0, 30, 2),
            Optional.empty());
    assertThat(shares.cells()).allMatch(each -> isRefused(each) == (each.x() < 0));
  }

  private static boolean isRefused(EquilibriumRegions.RegionCell cell) {
    return cell.status() == HonestEquilibriumStatus.REFUSED;
  }

  /** Without a penalty nothing but fraud is reached. */
  @Example
  void regionsWithStarts() {
    HonestSharingBasin lost = new HonestSharingBasin(List.of("honest", "false"), 5, 1);
    EquilibriumRegions regions =
        regions(
            CreditParameters.standard()
                .with(Parameter.HONEST_COST, 500)
                .with(Parameter.FALSE_GAIN, 0),
            new ParameterAxis(Parameter.FALSE_PENALTY, 0, 30, 2),
            new ParameterAxis(Parameter.TRAP_PENALTY, 0, 12, 2),
            Optional.of(lost));
    assertThat(regions.cells()).allMatch(each -> each.basinShare().orElseThrow().mean() == 0);
  }

  private static EquilibriumRegions regions(
      CreditParameters p,
      ParameterAxis across,
      ParameterAxis up,
      Optional<HonestSharingBasin> basin) {
    return new EquilibriumRegions(
        across,
        up,
        IntStream.range(0, across.steps() * up.steps())
            .mapToObj(
                i -> EquilibriumRegions.cell(p, across, up, i, CreditGames::committeeGame, basin))
            .toList(),
        "");
  }
}
