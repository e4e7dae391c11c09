package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.bench.NodeBenchCommand;
import org.medchain.cluster.calibrate.CalibrateCommand;
import org.medchain.cluster.center.CenterCommand;
import org.medchain.cluster.top.TopCommand;
import picocli.CommandLine;

/**
 * In every locale, the commands on processes print the same help and errors (EXP-20); what they
 * measure is never the same twice.
 */
class ClusterLocalesTest {
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void putBack() {
    Locale.setDefault(BEFORE);
  }

  @Test
  void bytesAreTheSame() throws Exception {
    Map<String, CommandRunner.CommandResult> plain = everything(Locale.ROOT);
    assertThat(plain).hasSizeGreaterThan(30);
    for (String tag : List.of("ar-EG-u-nu-arab", "tr-TR", "de-DE")) {
      everything(Locale.forLanguageTag(tag))
          .forEach((call, ran) -> assertThat(ran).as(tag + ": " + call).isEqualTo(plain.get(call)));
    }
  }

  private Map<String, CommandRunner.CommandResult> everything(Locale locale) throws Exception {
    // Every program sets the default of all else to none: picocli even sorts options by it.
    Locale.setDefault(Locale.Category.FORMAT, locale);
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "nodes: {N1: 1234567.5}\nI: 0.5\n");
    Map<String, CommandRunner.CommandResult> found = new TreeMap<>();
    for (Object command :
        List.of(
            new ClusterCommand(),
            new NodeCommand(),
            new CenterCommand(),
            new TopCommand(),
            new CalibrateCommand(),
            new NodeBenchCommand())) {
      keep(found, new CommandLine(command), List.of(), bad);
    }
    return found;
  }

  /** A command and all below it: its help, and what it says of a word and a file that are wrong. */
  private static void keep(
      Map<String, CommandRunner.CommandResult> found,
      CommandLine command,
      List<String> words,
      Path bad) {
    String name = command.getCommandSpec().qualifiedName();
    for (List<String> last :
        List.of(
            List.of("--help"),
            List.of("--İstanbul"),
            List.of("--nodes", "1,5"),
            List.of("--config", bad.toString()),
            List.of("--cluster", bad.toString()))) {
      String[] call = Stream.concat(words.stream(), last.stream()).toArray(String[]::new);
      found.put(name + " " + String.join(" ", call), CommandRunner.run(root(command), call));
    }
    command
        .getSubcommands()
        .forEach(
            (word, below) ->
                keep(found, below, Stream.concat(words.stream(), Stream.of(word)).toList(), bad));
  }

  private static CommandLine root(CommandLine command) {
    return command.getParent() == null ? command : root(command.getParent());
  }
}
