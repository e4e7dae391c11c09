package org.medchain.baseline.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.cluster.lifetime.OwnSession;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.Tools;

/**
 * PostgreSQL's programs on this machine, and how they are started: it refuses root, so root starts
 * them as the user of Debian's package.
 *
 * @param folder with {@code initdb} and {@code postgres}
 */
public record PostgresBinaries(Path folder) {
  /** How to get what is missing (BASE-10). */
  private static final String MISSING =
      "PostgreSQL: %s is missing; allowed: PostgreSQL 15 with pgaudit and periods, on Debian by"
          + " apt-get install postgresql-15 postgresql-15-pgaudit postgresql-15-periods";

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final List<String> PROGRAMS =
      List.of("initdb", "postgres", "pg_basebackup", "pg_verifybackup", "pg_checksums");
  private static final List<String> EXTENSIONS = List.of("pgaudit", "periods", "amcheck");

  /**
   * Looks where Debian puts them, and on the path.
   *
   * @throws UserInputException if a program or an extension is missing
   */
  public static PostgresBinaries find() throws UserInputException {
    return find(candidates());
  }

  static PostgresBinaries find(List<Path> candidates) throws UserInputException {
    for (Path each : candidates) {
      if (PROGRAMS.stream().allMatch(name -> Files.isExecutable(each.resolve(name)))) {
        PostgresBinaries found = new PostgresBinaries(each);
        found.requireExtensions();
        return found;
      }
    }
    throw new UserInputException(MISSING.formatted("the server"));
  }

  private static List<Path> candidates() {
    List<Path> all = new ArrayList<>();
    all.add(DEBIAN.resolve("15").resolve("bin"));
    if (Files.isDirectory(DEBIAN)) {
      try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN)) {
        versions.forEach(each -> all.add(each.resolve("bin")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Tools.find("pg_config")
        .flatMap(each -> said(each, "--bindir"))
        .map(Path::of)
        .ifPresent(all::add);
    Tools.find("initdb").map(Path::getParent).ifPresent(all::add);
    return all;
  }

  private void requireExtensions() throws UserInputException {
    Path config = folder.resolve("pg_config");
    Optional<Path> shared =
        Files.isExecutable(config)
            ? said(config, "--sharedir").map(Path::of)
            : Optional.of(
                Path.of("/usr/share/postgresql", folder.getParent().getFileName().toString()));
    for (String each : EXTENSIONS) {
      if (shared.isEmpty()
          || !Files.exists(shared.get().resolve("extension").resolve(each + ".control"))) {
        throw new UserInputException(MISSING.formatted("the extension " + each));
      }
    }
  }

  private static Optional<String> said(Path program, String option) {
    try {
      Process process = new ProcessBuilder(program.toString(), option).start();
      String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return all.isBlank() ? Optional.empty() : Optional.of(all.strip());
    } catch (IOException e) {
      return Optional.empty(); // It cannot be run, so it knows nothing.
    }
  }

  /**
   * A program's command. Root's folders are closed to others, so the user may pass by permissions,
   * but owns what it makes, as PostgreSQL demands.
   */
  List<String> command(String program, List<String> arguments) {
    Stream<String> user =
        "root".equals(System.getProperty("user.name"))
            ? Stream.of(
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--init-groups",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override")
            : Stream.empty();
    Stream<String> words = Stream.of(folder.resolve(program).toString());
    return Stream.of(OwnSession.wrapper().stream(), user, words, arguments.stream())
        .flatMap(each -> each)
        .toList();
  }

  /** Runs one to its end, as the server's user. */
  String run(String secret, String program, List<String> arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command(program, arguments)).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", secret);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(program + " failed: " + said.strip());
    }
    return said;
  }
}
