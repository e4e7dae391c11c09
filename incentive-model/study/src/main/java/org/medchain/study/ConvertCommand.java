package org.medchain.study;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.study.file.GambitFile;
import org.medchain.study.file.StudyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medchain game convert}. */
@Command(
    name = "convert",
    description = "Writes a study's game as a file of Gambit (.nfg), exactly.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A study in YAML, or a game of Gambit (.nfg).")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE.nfg",
      description = "Where to write it (default: on the terminal).")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws Refusal {
    String text =
        GambitFile.text(StudyFile.read(file, OptionalLong.empty()).requiredGame("convert"));
    if (out.isPresent()) {
      try {
        AtomicFile.write(out.get().toAbsolutePath(), text);
      } catch (IOException e) {
        throw new Refusal("--out: " + out.get() + " cannot be written: " + e.getMessage());
      }
    } else {
      PrintWriter to = spec.commandLine().getOut();
      to.print(text);
      to.flush();
    }
    return 0;
  }
}
