package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every command says of itself, so that a question or a slip of the fingers is answered before
 * anything is built (EXP-38). A test of {@code .ci/house} keeps the file equal to what the commands
 * themselves print.
 *
 * @param texts of all commands, by their words after {@code medchain}; that of {@code medchain}
 *     itself has none
 */
public record Usage(Map<String, String> texts) {
  /** From the project's root. */
  public static final String FILE = "experiments/usage.txt";

  private static final Pattern TEXT =
      Pattern.compile(
          "(?ms)^\\$ medchain ([^\\n]*?) ?--help\\n(.*?)\\s*(?=^\\$ medchain [^\\n]*--help$|\\z)");

  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  /** The words of classes are no mistakes there: JMH's own arguments. */
  private static final String BENCHMARKS = "bench";

  /** Reads the file; a tree without it knows nothing, and every command answers by itself. */
  static Usage read(Path home) {
    try {
      return parse(Files.readString(home.resolve(FILE)));
    } catch (IOException e) {
      return new Usage(Map.of());
    }
  }

  static Usage parse(String text) {
    Map<String, String> texts = new LinkedHashMap<>();
    TEXT.matcher(text).results().forEach(each -> texts.put(each.group(1), each.group(2)));
    return new Usage(texts);
  }

  /** What a command line only asks, or what is wrong with its names; empty: it is for a command. */
  Optional<String> answer(List<String> command, Path home) throws IOException, Stop {
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    if (command.isEmpty()) {
      throw Stop.misused("", "a command is missing");
    }
    int known = 0; // words that are a command's name
    while (known < command.size()
        && texts.containsKey(String.join(" ", command.subList(0, known + 1)))) {
      known++;
    }
    if (known == command.size()) {
      return Optional.empty();
    }
    String name = String.join(" ", command.subList(0, known));
    String word = command.get(known);
    boolean bench = name.equals(BENCHMARKS);
    if (known == command.size() - 1) {
      if (word.equals("--help") || (word.equals("-h") && !bench)) {
        return Optional.of(texts.get(name));
      }
      if (known == 0 && List.of("--version", "-V").contains(word)) {
        return Optional.of(version(home));
      }
    }
    List<String> own = commandsOf(name);
    if (!own.isEmpty() && (bench ? word.matches("[a-z]+") : !word.startsWith("-"))) {
      String meant =
          SpellingSuggestion.nearest(word, own)
              .map(each -> " (did you mean " + each + "?)")
              .orElse("");
      throw Stop.misused(name, "Unmatched argument at index " + known + ": '" + word + "'" + meant);
    }
    return Optional.empty();
  }

  /** The names of a group's own commands; none: it is no group. */
  private List<String> commandsOf(String group) {
    String beginning = group.isEmpty() ? "" : group + " ";
    return texts.keySet().stream()
        .filter(each -> each.matches(Pattern.quote(beginning) + "[^ ]+"))
        .map(each -> each.substring(beginning.length()))
        .toList();
  }

  /** The first version of the root pom is the project's. */
  private static String version(Path home) throws IOException {
    Matcher version = VERSION.matcher(Files.readString(home.resolve("pom.xml")));
    return "medchain %s (JDK %s)"
        .formatted(version.find() ? version.group(1) : "of an unknown version", Runtime.version());
  }
}
