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
import java.util.stream.Stream;

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
    int known = names(command);
    String name = String.join(" ", command.subList(0, known));
    List<String> rest = command.subList(known, command.size());
    if (command.isEmpty()) {
      throw Stop.misused("", "a command is missing");
    }
    if (rest.size() == 1 && asks(rest.get(0), name)) {
      return Optional.of(texts.get(name));
    }
    if (known == 0 && rest.size() == 1 && List.of("--version", "-V").contains(rest.get(0))) {
      return Optional.of(version(home));
    }
    if (!rest.isEmpty() && isMistyped(rest.get(0), name)) {
      throw mistyped(rest.get(0), known, name);
    }
    return Optional.empty();
  }

  /** How many of the first words are a command's name. */
  private int names(List<String> command) {
    int known = 0;
    while (known < command.size()
        && texts.containsKey(String.join(" ", command.subList(0, known + 1)))) {
      known++;
    }
    return known;
  }

  private static boolean asks(String word, String name) {
    return word.equals("--help") || (word.equals("-h") && !name.equals(BENCHMARKS));
  }

  /** The names of a group's own commands; none: it is no group. */
  private List<String> commandsOf(String group) {
    String beginning = group.isEmpty() ? "" : group + " ";
    Stream<String> all =
        texts.keySet().stream()
            .filter(each -> each.length() > beginning.length() && each.startsWith(beginning));
    return all.map(each -> each.substring(beginning.length()))
        .filter(each -> !each.contains(" "))
        .toList();
  }

  private boolean isMistyped(String word, String group) {
    boolean name = !group.equals(BENCHMARKS) || word.matches("[a-z]+");
    return name && !word.startsWith("-") && !commandsOf(group).isEmpty();
  }

  private Stop mistyped(String word, int index, String group) {
    String meant =
        SpellingSuggestion.nearest(word, commandsOf(group))
            .map(each -> " (did you mean " + each + "?)")
            .orElse("");
    return Stop.misused(group, "Unmatched argument at index " + index + ": '" + word + "'" + meant);
  }

  /** The first version of the root pom is the project's. */
  private static String version(Path home) throws IOException {
    Matcher version = VERSION.matcher(Files.readString(home.resolve("pom.xml")));
    return "medchain %s (JDK %s)"
        .formatted(version.find() ? version.group(1) : "of an unknown version", Runtime.version());
  }
}
