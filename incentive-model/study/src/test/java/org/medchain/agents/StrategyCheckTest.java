package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.IdentityPolicy;
import org.medchain.credit.strategy.PopulationEnvironment;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;

/** GAME-32: a closed form pays what the simulated behaviour earns, or the strategy is refused. */
@Tag("statistical")
class StrategyCheckTest {
  @TempDir private Path folder;

  static Iterable<Strategy> known() {
    return Strategies.all();
  }

  @ParameterizedTest
  @MethodSource("known")
  void thoseOfTheModelAreRight(Strategy strategy) {
    StrategyCheck.require(strategy);
  }

  /** Honest, with a payoff that is too good. */
  public static class Boaster implements Strategy {
    @Override
    public String name() {
      return "boaster";
    }

    @Override
    public double uploads(CreditParameters p, RecordKind kind) {
      return Strategies.byName("honest").uploads(p, kind);
    }

    @Override
    public double payoff(CreditParameters p, PopulationEnvironment society) {
      return Strategies.byName("honest").payoff(p, society) + 1;
    }
  }

  /** A whitewasher's payoff by whitewashing. */
  public static class Returning implements Strategy {
    @Override
    public String name() {
      return "returning";
    }

    @Override
    public double uploads(CreditParameters p, RecordKind kind) {
      return Strategies.byName("whitewasher").uploads(p, kind);
    }

    @Override
    public double payoff(CreditParameters p, PopulationEnvironment society) {
      return Strategies.byName("whitewasher").payoff(p, society);
    }

    @Override
    public IdentityPolicy identityPolicy() {
      return IdentityPolicy.REJOIN_AFTER_CONVICTION;
    }
  }

  /** The same payoff by another use of identities. */
  public static final class Staying extends Returning {
    @Override
    public IdentityPolicy identityPolicy() {
      return IdentityPolicy.KEEP;
    }
  }

  @Test
  void aWrongFormIsRefusedWithBothFigures() throws IOException {
    register(
        Boaster.class,
        () ->
            assertThatThrownBy(StrategyCheck::checked)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                    "the closed form of the strategy 'boaster' pays -?[0-9.]+ a period under the"
                        + " rules standard, and its simulated behaviour earns -?[0-9.]+;"
                        + " allowed: -?[0-9.]+ to -?[0-9.]+"));
  }

  @Test
  void theUseOfIdentitiesIsTheStrategysOwn() throws IOException {
    register(
        Returning.class,
        () -> assertThat(StrategyCheck.checked()).extracting(Strategy::name).endsWith("returning"));
    register(
        Staying.class,
        () -> assertThatThrownBy(StrategyCheck::checked).hasMessageContaining("'returning' pays"));
  }

  private void register(Class<? extends Strategy> service, Runnable then) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Strategy.class.getName()), service.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader with = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(with);
      then.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
