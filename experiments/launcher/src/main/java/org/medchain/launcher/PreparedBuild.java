package org.medchain.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The records of a build (EXP-24): beside each module's jar the sum of the sources that it was made
 * of, and for each module that is started its class path, with a sum over all of these. The
 * project's own jars are there with paths from the project's root, so that a copied or moved
 * checkout runs its own. An archive that has the jars and these records starts commands without
 * Maven (REL-3).
 */
public final class PreparedBuild {
  /** The folder of libraries in an archive. */
  public static final String LIBRARIES = "lib";

  /** Resources that lie outside of their module; each module's sum has them. */
  static final List<String> ELSEWHERE =
      List.of("experiments/configs/networks", "incentive-model/games/schema.json");

  /** The sum of a module's sources. */
  static final String BUILT_FROM = "built-from.txt";

  /** The class path of a module that is started: a sum, then a jar a line, its own first. */
  static final String LAUNCH = "launch.txt";

  private static final String BUILT = "/target/quick/";
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private PreparedBuild() {}

  /** The modules that commands start. */
  public static SortedSet<String> started() {
    return Route.modules();
  }

  /** Where a file of a module's build lies, from the project's root. */
  public static String place(String module, String file) {
    return module + BUILT + file;
  }

  /**
   * The records of a module's class path and of the modules on it, by their places.
   *
   * @param entries jars, those of the project with paths from its root
   */
  public static Map<String, String> records(Path home, String module, List<String> entries)
      throws IOException {
    return records(module, entries, sums(home, modules(entries)));
  }

  /** The same for sources with these sums. */
  static Map<String, String> records(
      String module, List<String> entries, Map<String, String> sums) {
    Map<String, String> records = new TreeMap<>();
    StringBuilder all = new StringBuilder(String.join("\n", entries)).append('\n');
    CRC32C sum = new CRC32C();
    sum.update(all.toString().getBytes(StandardCharsets.UTF_8));
    for (String each : modules(entries)) {
      records.put(place(each, BUILT_FROM), sums.get(each));
      sum.update(sums.get(each).getBytes(StandardCharsets.UTF_8));
    }
    records.put(place(module, LAUNCH), all.insert(0, hex(sum) + "\n").toString());
    return records;
  }

  /** The class path of a module's last build; none where there was none. */
  static List<String> last(Path home, String module) throws IOException {
    Path file = home.resolve(place(module, LAUNCH));
    return Files.exists(file) ? Files.readAllLines(file).stream().skip(1).toList() : List.of();
  }

  /** The same if it can be used: each jar on it was made of the sources as they are. */
  static List<String> fresh(Path home, String module) {
    try {
      List<String> entries = last(home, module);
      for (Map.Entry<String, String> each : records(home, module, entries).entrySet()) {
        if (!is(home, each.getKey(), each.getValue())) {
          return List.of();
        }
      }
      boolean whole = entries.stream().map(home::resolve).allMatch(Files::exists);
      return whole ? entries : List.of();
    } catch (IOException e) {
      return List.of(); // a source changed while it was read
    }
  }

  /** Whether a record has this text. */
  static boolean is(Path home, String place, String text) throws IOException {
    Path file = home.resolve(place);
    return Files.exists(file) && Files.readString(file).equals(text);
  }

  /** The modules whose jars are among these. */
  private static List<String> modules(List<String> entries) {
    return entries.stream()
        .filter(each -> each.indexOf(BUILT) > 0 && !Path.of(each).isAbsolute())
        .map(each -> each.substring(0, each.indexOf(BUILT)))
        .toList();
  }

  /** The folders of all modules, those of profiles too. */
  static List<String> modules(Path home) throws IOException {
    return MODULE
        .matcher(Files.readString(home.resolve("pom.xml")))
        .results()
        .map(each -> each.group(1).strip())
        .distinct()
        .toList();
  }

  /** The sums of modules' sources as they are now. */
  static Map<String, String> sums(Path home, List<String> modules) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (String module : modules) {
      List<String> inputs = new ArrayList<>(ELSEWHERE);
      inputs.addAll(List.of("pom.xml", module + "/pom.xml", module + "/src/main"));
      // No forged sources are feared here, and every start computes it.
      CRC32C sum = new CRC32C();
      for (String each : inputs) {
        add(sum, each, home.resolve(each).toFile());
      }
      sums.put(module, hex(sum));
    }
    return sums;
  }

  /** Names and contents; times of change play no part. */
  private static void add(CRC32C sum, String name, File file) throws IOException {
    String[] names = file.list();
    if (names != null) {
      Arrays.sort(names);
      for (String each : names) {
        add(sum, name + "/" + each, new File(file, each));
      }
    } else if (file.exists()) {
      sum.update((name + "\0" + file.length() + "\0").getBytes(StandardCharsets.UTF_8));
      sum.update(Files.readAllBytes(file.toPath()));
    }
  }

  private static String hex(CRC32C sum) {
    return Long.toHexString(sum.getValue());
  }
}
