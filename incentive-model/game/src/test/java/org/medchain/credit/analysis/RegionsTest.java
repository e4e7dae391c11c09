package org.medchain.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.RandomParameters;
import org.medchain.credit.conditions.Conditions;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.random.Estimate;

/** GAME-13: where honest sharing is an equilibrium, the only one, and from where it is reached. */
class RegionsTest {
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
    assertThat(Standing.in(game(deterred, looking))).isEqualTo(Standing.ONLY);
    assertThat(Standing.in(game(deterred, alike))).isEqualTo(Standing.SOME);
    double[][] matching = {{1, 0}, {0, 1}, {0, 0}};
    double[][] tempted = {{2, 0}, {1, 3}, {0, 0}};
    assertThat(Standing.in(game(tempted, matching))).isEqualTo(Standing.SOME);
    double[][] passing = {{0, 1}, {0, 1}, {0, 1}};
    assertThat(Standing.in(game(deterred, passing))).isEqualTo(Standing.NONE);
  }

  /** Without traps a committee of one mind never looks: paid for agreeing, it agrees (T14). */
  @Property(seed = "81", tries = 60)
  void committeesDoNotLookForNothing(@ForAll @IntRange(max = 100_000) int number) {
    CreditParameters p =
        RandomParameters.draw(number)
            .with(Parameter.TRAP_SHARE, 0)
            .with(Parameter.AUDIT_SHARE, 0)
            .with(Parameter.VERIFYING_COST, 0.5);
    double[][] committee = CreditGames.committee(p).matrix(1);
    for (double[] row : committee) {
      assertThat(row[0]).isLessThan(row[1]);
    }
  }

  /** Payoffs times 1e-7 or 1e4: the same standing. */
  @Property(seed = "82", tries = 30)
  void unitsOfCashDoNotMatter(@ForAll @IntRange(max = 100_000) int number) {
    CreditParameters p = RandomParameters.draw(number);
    Standing standing = Standing.in(CreditGames.committee(p));
    for (double unit : new double[] {1e-7, 1e4}) {
      CreditParameters scaled = RandomParameters.inUnits(p, unit);
      assertThat(Standing.in(CreditGames.committee(scaled))).isEqualTo(standing);
    }
  }

  /** More deterrence and more traps: the region of honest sharing has no holes upwards. */
  @Example
  void penaltiesAgainstTraps() {
    CreditParameters p = CreditParameters.standard().with(Parameter.TRAP_SHARE, 0.1);
    Regions regions =
        Regions.of(
            p,
            new Axis(Parameter.FALSE_PENALTY, 0, 30, 7),
            new Axis(Parameter.TRAP_PENALTY, 0, 12, 7));
    assertThat(regions.cells()).hasSize(49);
    assertThat(regions.share(Standing.NONE)).isPositive();
    assertThat(regions.share(Standing.ONLY)).isPositive();
    assertThat(regions.searched()).contains("49").contains("nothing");
    for (int column = 0; column < 7; column++) {
      for (int row = 1; row < 7; row++) {
        Standing below = regions.cells().get(7 * (row - 1) + column).standing();
        Standing here = regions.cells().get(7 * row + column).standing();
        assertThat(here).isGreaterThanOrEqualTo(below);
      }
    }
  }

  /** What the rules refuse is said to be refused. */
  @Example
  void refusedByTheRules() {
    Regions regions =
        Regions.of(
            CreditParameters.standard(),
            new Axis(Parameter.QUORUM, 2, 5, 4),
            new Axis(Parameter.FALSE_PENALTY, 0, 30, 2));
    assertThat(regions.share(Standing.REFUSED)).isEqualTo(0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Axis(Parameter.QUORUM, 2, 2, 4))
        .withMessageContaining("QUORUM");
  }

  /** Starts are reached or not as T15's root says, within the interval. */
  @Example
  void basinOfTwoStrategies() {
    CreditParameters p = CreditParameters.standard();
    Basin basin = Basin.replicator(200, 4, "honest", "colluder");
    Estimate reached = basin.share(p, 0);
    double edge = Conditions.named("T15").claim(p).threshold();
    assertThat(reached.covers(1 - edge)).isTrue();
    assertThat(basin.share(p, 0)).isEqualTo(reached);
    assertThat(basin.share(p, 1)).isNotEqualTo(reached);
  }

  /** Any dynamic can be plugged in: one that ends in nothing but fraud reaches nothing. */
  @Example
  void regionsWithStarts() {
    Evolution doom = (game, start) -> new double[] {0, 1};
    Basin lost = new Basin(List.of("honest", "false"), 5, doom, 1);
    Regions regions =
        Regions.of(
            CreditParameters.standard(),
            new Axis(Parameter.FALSE_PENALTY, 0, 30, 2),
            new Axis(Parameter.TRAP_PENALTY, 0, 12, 2),
            CreditGames::committee,
            Optional.of(lost));
    assertThat(regions.cells()).allMatch(each -> each.reached().orElseThrow().mean() == 0);
    assertThat(regions.searched()).contains("5 starts");
  }
}
