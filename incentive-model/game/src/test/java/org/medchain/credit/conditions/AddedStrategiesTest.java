package org.medchain.credit.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.evaluation.PerformanceMeasure;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.PopulationEnvironment;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;

/** GAME-33: strategies of one's own count where conditions and measures speak of all. */
class AddedStrategiesTest {
  /** Among which honest sharing stands against the model's own strategies. */
  private static final CreditParameters TRAPPED =
      CreditParameters.standard()
          .with(Parameter.TRAP_SHARE, 0.1)
          .with(Parameter.TRAP_REWARD, 8)
          .with(Parameter.TRAP_PENALTY, 8)
          .with(Parameter.INITIAL_POINTS, 0);

  @TempDir private Path folder;

  /** Shares nothing, and is paid all the same. */
  public static final class Pensioner implements Strategy {
    @Override
    public String name() {
      return "pensioner";
    }

    @Override
    public double uploads(CreditParameters p, RecordKind kind) {
      return 0;
    }

    @Override
    public double payoff(CreditParameters p, PopulationEnvironment society) {
      return 100;
    }
  }

  @Test
  void anAddedStrategyHasItsConditionAndInvadesInTheMeasures() throws IOException {
    assertThat(Conditions.added()).isEmpty();
    assertThat(PerformanceMeasure.NOBODY_INVADES.of(TRAPPED, 1)).isEqualTo(1);
    assertThat(PerformanceMeasure.STARTS.of(TRAPPED, 1)).isPositive();
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Strategy.class.getName()), Pensioner.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader with = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(with);
      Condition own = Conditions.added().get(0);
      ClosedForm claim = own.closedForm(TRAPPED);
      assertThat(own.description().label()).isEqualTo("pensioner (no invasion)");
      assertThat(claim.holds()).isFalse();
      double[] among =
          CreditPopulation.of(TRAPPED, "honest", "pensioner").payoffs(new double[] {1, 0});
      assertThat(claim.margin()).isCloseTo(among[0] - among[1], within(1e-12));
      assertThat(Strategies.added()).hasSize(1);
      assertThat(PerformanceMeasure.NOBODY_INVADES.of(TRAPPED, 1)).isZero();
      assertThat(PerformanceMeasure.STARTS.of(TRAPPED, 1)).isZero();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
