package org.medchain.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of the key {@code host} at the top of a YAML file, without a YAML parser: the command
 * itself reads the config and checks it. A line of a block mapping that begins in the first column
 * is always a key or a comment; a file in flow style is read up to its closing brace.
 */
final class ConfigHost {
  /** With the value behind it or in the line below, each with marks before and a comment after. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)^([\"']?)host\\1[ \\t]*:(?:[ \\t]+(?:#.*)?\\n[ \\t]+|\\n[ \\t]+|[ \\t]+)"
              + "(?:[!&][^ \\t]*[ \\t]+)*([\"']?)(.*?)\\2[ \\t]*(?:[ \\t]#.*)?$");

  private static final Pattern FLOW = Pattern.compile("[{,]\\s*host\\s*:\\s*([^,}\\s]*)");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern WITHIN = Pattern.compile("(?<!^)[\\[{][^\\[\\]{}]*[\\]}]");
  private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#.*$");

  private ConfigHost() {}

  /** The value; empty where there is none, or no such file. */
  static String of(Path file) {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try {
      return of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return ""; // the command reports its fault
    }
  }

  static String of(String text) {
    List<String> lines =
        text.replace("\uFEFF", "")
            .lines()
            .filter(line -> !line.startsWith("%") && !line.equals("---"))
            .filter(line -> !COMMENT.matcher(line).replaceFirst("").isBlank())
            .toList();
    String config = String.join("\n", lines).strip();
    Matcher block = BLOCK.matcher(config);
    return config.startsWith("{") ? flow(config) : block.find() ? block.group(3) : "";
  }

  /** The same in {@code {key: value, …}}: what is in no other value. */
  private static String flow(String config) {
    String top = QUOTED.matcher(config).replaceAll(ConfigHost::word);
    for (String all = ""; !all.equals(top); ) {
      all = top;
      top = WITHIN.matcher(all).replaceAll("_");
    }
    Matcher key = FLOW.matcher(top);
    return key.find() ? key.group(1) : "";
  }

  /** Of a text in quotes, if it is one. */
  private static String word(MatchResult quoted) {
    String text = quoted.group().substring(1, quoted.group().length() - 1);
    return text.matches("\\w+") ? text : "_";
  }
}
