package org.medchain.paper.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.launcher.WholeFolder;

/**
 * Runs commands as a person does, by the script, each in a folder of its own.
 *
 * @param home the project's root
 * @param folder in which each command has one
 */
record GoldenExecution(Path home, Path folder) {
  private static final String STDERR = "stderr.txt";

  /**
   * How a command ended.
   *
   * @param exit code
   * @param printed with {@link GoldenCommand#HOME} and {@link GoldenCommand#OUT} for the folders
   */
  record GoldenEnd(int exit, String printed) {}

  /** The folder of a command. */
  Path of(GoldenCommand command) {
    return folder.resolve(command.name());
  }

  /** Runs it to its end; what earlier runs left is deleted before. */
  GoldenEnd run(GoldenCommand command) throws IOException, InterruptedException {
    Path own = of(command);
    WholeFolder.delete(own);
    Files.createDirectories(own);
    Path out = own.resolve("out");
    List<String> words = new ArrayList<>(List.of(home.resolve("experiments/medchain").toString()));
    command.words().forEach(each -> words.add(each.replace(GoldenCommand.OUT, out.toString())));
    Path printed = own.resolve("stdout.txt");
    Process process =
        new ProcessBuilder(words)
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(printed.toFile())
            .redirectError(own.resolve(STDERR).toFile())
            .start();
    try {
      int exit = process.waitFor();
      String text = Files.readString(printed, StandardCharsets.UTF_8);
      return new GoldenEnd(
          exit,
          text.replace(out.toString(), GoldenCommand.OUT)
              .replace(home.toString(), GoldenCommand.HOME));
    } finally {
      process.destroy();
    }
  }

  /** The end of what a command said on stderr. */
  List<String> lastWords(GoldenCommand command, int lines) throws IOException {
    Path file = of(command).resolve(STDERR);
    List<String> all = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }
}
