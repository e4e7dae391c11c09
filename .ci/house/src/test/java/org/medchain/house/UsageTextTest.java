package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.bench.BenchmarkCommand;
import picocli.CommandLine;

/**
 * EXP-1: every command of every module explains itself, and says nothing else meanwhile: picocli
 * warns where a text is a broken format, as one with a single percent sign is.
 */
class UsageTextTest {
  private int explained;

  @Test
  void everyCommandExplainsItselfWithoutAWarning() {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      ServiceLoader.load(Subcommand.class).forEach(each -> explain(new CommandLine(each)));
      ServiceLoader.load(BenchmarkCommand.class).forEach(each -> explain(new CommandLine(each)));
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(explained).isGreaterThan(50);
  }

  private void explain(CommandLine command) {
    explained++;
    assertThat(command.getUsageMessage()).contains("Usage: ");
    command.getSubcommands().values().forEach(this::explain);
  }
}
