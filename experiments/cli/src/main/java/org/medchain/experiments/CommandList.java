package org.medchain.experiments;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.medchain.experiments.config.SchemaText;
import picocli.CommandLine.Help;

/**
 * The commands of all modules by purpose, with any class path: the launcher knows where each is
 * (EXP-1).
 */
final class CommandList {
  static final String TEXT = SchemaText.of(CommandList.class, "command-list.txt");

  private CommandList() {}

  /** The list, and after it what a module of a reader's own brings. */
  static String of(Help help) {
    String others =
        help.subcommands().entrySet().stream()
            .filter(each -> !isListed(each.getKey()))
            .map(CommandList::line)
            .collect(Collectors.joining());
    return TEXT + (others.isEmpty() ? "" : "From other modules:\n" + others);
  }

  private static boolean isListed(String name) {
    return Pattern.compile("(?m)^  " + Pattern.quote(name) + " ").matcher(TEXT).find();
  }

  private static String line(Map.Entry<String, Help> each) {
    String[] description = each.getValue().commandSpec().usageMessage().description();
    return "  %-11s %s%n".formatted(each.getKey(), description.length > 0 ? description[0] : "");
  }
}
