package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sum of one module's sources, recorded beside the jar that was made of them. */
final class BuiltFrom {
  /** Its name. */
  static final String FILE = "built-from.txt";

  /** Resources that lie outside of their module; each module's sum has them. */
  static final List<String> ELSEWHERE =
      List.of("experiments/configs/networks", "incentive-model/games/schema.json");

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private BuiltFrom() {}

  /** The folders of all modules, those of profiles too. */
  static List<String> modules(Path home) throws IOException {
    return MODULE
        .matcher(Files.readString(home.resolve("pom.xml")))
        .results()
        .map(each -> each.group(1).strip())
        .distinct()
        .toList();
  }

  /** The sum of a module's sources as they are now. */
  static String now(Path home, String module) throws IOException {
    List<String> inputs = new ArrayList<>(List.of("pom.xml", module + "/pom.xml"));
    inputs.add(module + "/src/main");
    inputs.addAll(ELSEWHERE);
    return Contents.of(home.toFile(), inputs);
  }

  static Path folder(Path home, String module) {
    return home.resolve(module).resolve("target").resolve("quick");
  }

  /** Whether the last build of a module ended, and was of these sources. */
  static boolean is(Path home, String module, String sum) throws IOException {
    Path file = folder(home, module).resolve(FILE);
    return Files.exists(file) && Files.readString(file).equals(sum);
  }

  /** Writes a record that a reader finds as it was or as it is, never half written. */
  static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
