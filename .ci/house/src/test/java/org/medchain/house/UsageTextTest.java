package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medchain.experiments.Medchain;
import org.medchain.launcher.Usage;
import org.medchain.trace.TraceMain;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * EXP-1, EXP-38: every command of every module explains itself, and {@code experiments/usage.txt}
 * has the same words, from which the launcher answers before anything is built.
 *
 * <p>With {@code -Drewrite} the file is written instead of compared.
 */
class UsageTextTest {
  private static final Path FILE = Path.of(Usage.FILE);
  private static final PrintStream ERR = System.err;
  private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();

  private static Usage usage;

  @BeforeAll
  static void explainAll() {
    System.setErr(new PrintStream(SAID, true, StandardCharsets.UTF_8));
    Map<String, String> texts = new TreeMap<>();
    explain("", withoutThoseOfTests(Medchain.commandLine()), texts);
    explain("trace", new CommandLine(TraceMain.class), texts);
    usage = new Usage(texts);
    if (System.getProperty("rewrite") != null) {
      SourceTree.here().write(FILE, usage.text());
    }
  }

  /** The whole suite has the tests of all modules on its class path, and what they bring. */
  private static CommandLine withoutThoseOfTests(CommandLine all) {
    for (Map.Entry<String, CommandLine> each : Map.copyOf(all.getSubcommands()).entrySet()) {
      Class<?> type = each.getValue().getCommandSpec().userObject().getClass();
      URL where = type.getProtectionDomain().getCodeSource().getLocation();
      if (where.getPath().endsWith("/test-classes/")) {
        all.getCommandSpec().removeSubcommand(each.getKey());
      }
    }
    return all;
  }

  private static void explain(String name, CommandLine command, Map<String, String> texts) {
    texts.put(name, command.getUsageMessage(Ansi.OFF).stripTrailing());
    command
        .getSubcommands()
        .forEach((word, each) -> explain((name + " " + word).strip(), each, texts));
  }

  @AfterAll
  static void restore() {
    System.setErr(ERR);
  }

  /** Picocli warns where a text is a broken format, as one with a single percent sign is. */
  @Test
  void everyCommandExplainsItselfWithoutAWarning() {
    assertThat(SAID.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(usage.texts()).hasSizeGreaterThan(100);
    assertThat(usage.texts().values()).allMatch(text -> text.contains("Usage: medchain"));
  }

  @Test
  void theLauncherSaysTheSame() {
    assertThat(SourceTree.here().read(FILE))
        .as("-Dtest=UsageTextTest -Drewrite writes %s", FILE)
        .isEqualTo(usage.text());
  }

  @Test
  void medchainListsWhatThereIs() {
    List<String> listed =
        usage
            .texts()
            .get("")
            .lines()
            .dropWhile(line -> !line.equals("Compare protocols:"))
            .takeWhile(line -> !line.isEmpty())
            .filter(line -> line.startsWith("  "))
            .map(line -> line.strip().split(" ", 2)[0])
            .toList();
    assertThat(listed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            usage.texts().keySet().stream()
                .filter(name -> !name.isEmpty() && !name.contains(" "))
                .toList());
  }

  /** Else a word after their names would be taken for a mistyped command. */
  @Test
  void groupsOfCommandsTakeNoOtherWords() {
    usage
        .texts()
        .forEach(
            (name, text) -> {
              boolean group =
                  usage.texts().keySet().stream().anyMatch(each -> each.startsWith(name + " "));
              if (group && !name.equals("bench")) {
                assertThat(text)
                    .contains("Commands:")
                    .doesNotContainPattern("(?m)^ {2,6}\\[?[A-Z]+[]. ]");
              }
            });
  }
}
