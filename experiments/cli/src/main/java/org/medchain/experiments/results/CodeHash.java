package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.experiments.config.Sha256;
import org.medchain.experiments.config.UserInputException;

/**
 * SHA-256 over the code that a result depends on, named by paths from the project's root. With the
 * config's hash it names a run's folder, so a result is taken up again only by the code that would
 * give it again; and it shows when a committed result is older than its code (EXP-8, RES-1,
 * decision 0063).
 */
public final class CodeHash {
  private CodeHash() {}

  /**
   * 64 hexadecimal digits.
   *
   * @param home the project's root
   * @param paths modules, of which the pom and the main sources count, and other folders and files,
   *     of which everything does
   */
  public static String of(Path home, List<String> paths) throws UserInputException {
    Map<String, Path> files = new TreeMap<>();
    try {
      for (String each : coveredPaths(home, paths)) {
        collect(home, home.resolve(each), files);
      }
      return of(files);
    } catch (IOException e) {
      throw new UserInputException(
          String.valueOf(e.getMessage()).replaceAll("\\s+", " ")
              + ": cannot be read; a run needs medchain's sources and the data set");
    }
  }

  /** The files and folders of these paths of which everything counts. */
  static List<String> coveredPaths(Path home, List<String> paths) {
    List<String> counted = new ArrayList<>();
    for (String each : paths) {
      if (Files.exists(home.resolve(each).resolve("pom.xml"))) {
        counted.add(each + "/pom.xml");
        if (Files.exists(home.resolve(each).resolve("src/main"))) {
          counted.add(each + "/src/main");
        }
      } else {
        counted.add(each);
      }
    }
    return counted;
  }

  /** Puts in the files under a folder, or a file, by their names from the root. */
  private static void collect(Path home, Path top, Map<String, Path> files) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        // The same names on every system, so the same hash.
        String name = home.relativize(file).toString().replace('\\', '/');
        // What a build makes below it is no source; a data set may lie in any folder.
        if (!("/" + top.relativize(file)).contains("/target/")) {
          files.put(name, file);
        }
      }
    }
  }

  /** Of files by their names. */
  public static String of(Map<String, Path> files) throws IOException {
    MessageDigest digest = Sha256.digest();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      byte[] bytes = Files.readAllBytes(file.getValue());
      // Name and length first: no two sets of files give the same bytes.
      digest.update((file.getKey() + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
