package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final String PROGRAMS =
      "initdb postgres pg_basebackup pg_verifybackup pg_checksums pg_config";

  /** Root's folders are closed to others, so the user may pass by permissions. */
  private static final String AS_POSTGRES =
      "setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=+dac_override"
          + " --ambient-caps=+dac_override";

  /**
   * Looks where Debian puts them, and on the path.
   *
   * @throws UserInputException if a program or an extension is missing
   */
  public static PostgresBinaries find() throws UserInputException {
    Stream<Path> debian =
        Stream.of("15", "16", "17", "18", "14")
            .map(version -> Path.of("/usr/lib/postgresql", version, "bin"));
    Stream<Path> path = Tools.find("initdb").stream().map(Path::getParent);
    return find(Stream.concat(debian, path).toList());
  }

  static PostgresBinaries find(List<Path> candidates) throws UserInputException {
    for (Path each : candidates) {
      if (words(PROGRAMS).map(each::resolve).allMatch(Files::isExecutable)) {
        return withExtensions(each);
      }
    }
    throw new UserInputException(MISSING.formatted("the server"));
  }

  private static PostgresBinaries withExtensions(Path folder) throws UserInputException {
    PostgresBinaries found = new PostgresBinaries(folder);
    try {
      Path shared =
          Path.of(said("pg_config", new ProcessBuilder(found.program("pg_config"), "--sharedir")));
      for (String each : List.of("pgaudit", "periods", "amcheck")) {
        if (!Files.exists(shared.resolve("extension").resolve(each + ".control"))) {
          throw new UserInputException(MISSING.formatted("the extension " + each));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UserInputException(MISSING.formatted("the program pg_config"));
    }
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split(" ", -1));
  }

  /** What a program says until its end; an error has its name, as paths differ from run to run. */
  static String said(String name, ProcessBuilder program) throws IOException {
    Process process = program.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(name + " failed: " + said.strip());
    }
    return said.strip();
  }

  String program(String name) {
    return folder.resolve(name).toString();
  }

  /** A command as the server's user, who owns what it makes: PostgreSQL demands that. */
  List<String> command(List<String> words) {
    boolean root = "root".equals(System.getProperty("user.name"));
    Stream<String> user = root ? words(AS_POSTGRES) : Stream.empty();
    Stream<String> before = Stream.concat(OwnSession.wrapper().stream(), user);
    return Stream.concat(before, words.stream()).toList();
  }

  /** Runs a program to its end, as the server's user. */
  void run(String secret, String name, Object... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(program(name)));
    Stream.of(arguments).map(String::valueOf).forEach(words::add);
    ProcessBuilder builder = new ProcessBuilder(command(words));
    builder.environment().putAll(Map.of("PGPASSWORD", secret, "LC_ALL", "C"));
    var unused = said(name, builder);
  }
}
