package org.medchain.faults.mutants;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/**
 * A planted defect: a patch of the sources, never a hook in them (SCH-7).
 *
 * @param id e.g. M05
 * @param patch the file
 * @param title the defect, in one line
 * @param targetedTest a unit test that kills it too; empty if it names no test
 * @param host where it shows
 * @param kind the schedules that are searched; empty for those of every search
 * @param source who described it, where; empty if it is not a published one (SCH-16)
 */
public record SourceMutant(
    String id,
    Path patch,
    String title,
    String targetedTest,
    MutantHost host,
    Optional<ScheduleKind> kind,
    String source) {
  /** The folder of planted defects, in the repository. */
  public static final Path PLANTED = Path.of("spec/mutants");

  /** The folder of those that others have published, as they would look in this code. */
  public static final Path PUBLISHED = Path.of("spec/mutants/published");

  /** All that lie in a folder, in the order of their names. */
  public static List<SourceMutant> readAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
    }
    List<SourceMutant> mutants = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      String name = file.getFileName().toString();
      mutants.add(
          new SourceMutant(
              name.substring(0, name.indexOf('.')),
              file,
              lines.getFirst().replaceFirst("^# *", ""),
              header(lines, "targeted").orElse(""),
              header(lines, "host")
                  .map(host -> MutantHost.valueOf(host.toUpperCase(Locale.ROOT)))
                  .orElse(MutantHost.SCHEDULES),
              header(lines, "schedules").map(ScheduleKind::valueOf),
              header(lines, "source").orElse("")));
    }
    return mutants;
  }

  private static Optional<String> header(List<String> lines, String name) {
    String start = "# " + name + ": ";
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst();
  }

  /**
   * Compiles the patched sources.
   *
   * @param home the repository
   * @param folder for sources and classes; empty
   * @return the folder of the classes, to be put in front of the class path
   * @throws IllegalArgumentException if the patch no longer applies or does not compile
   */
  public Path compile(Path home, Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-proc:none", "-nowarn", "-parameters", "--release", "21"));
    Path sources = folder.resolve("sources");
    for (String path : paths()) {
      Path source = sources.resolve(path);
      Files.createDirectories(source.getParent());
      Files.copy(home.resolve(path), source, StandardCopyOption.REPLACE_EXISTING);
      arguments.add(source.toString());
    }
    apply(sources);
    StringWriter complaints = new StringWriter();
    PrintWriter said = new PrintWriter(complaints);
    ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
    if (compiler.run(said, said, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalArgumentException(id + " does not compile: " + complaints);
    }
    return classes;
  }

  /** The files that it changes. */
  List<String> paths() throws IOException {
    return Files.readAllLines(patch).stream()
        .filter(line -> line.startsWith("+++ b/"))
        .map(line -> line.substring(6))
        .toList();
  }

  /** As git applies it; a repository around the folder is another one. */
  private void apply(Path sources) throws IOException {
    ProcessBuilder git =
        new ProcessBuilder("git", "apply", "--unidiff-zero", patch.toAbsolutePath().toString());
    git.environment().put("GIT_CEILING_DIRECTORIES", sources.toAbsolutePath().getParent() + "");
    Process run;
    try {
      run = git.directory(sources.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("planted defects are applied by git, which does not start", e);
    }
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (run.onExit().join().exitValue() != 0) {
      throw new IllegalArgumentException(id + " no longer fits: " + said.strip());
    }
  }
}
