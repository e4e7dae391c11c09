package org.medchain.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of the key {@code host} at the top of a YAML file, without a YAML parser: the command
 * itself reads the config and checks it. A line of a block mapping that begins in the first column
 * is always a key or a comment; a file in flow style is read up to its closing brace.
 */
final class ConfigHost {
  private static final Pattern KEY =
      Pattern.compile("(host|\"host\"|'host')[ \\t]*:(?:[ \\t]+(.*))?");
  private static final Pattern PROPERTIES = Pattern.compile("(?:[!&][^ \\t]*[ \\t]+)+");
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
    if (!lines.isEmpty() && lines.get(0).strip().startsWith("{")) {
      return flow(String.join("\n", lines).strip());
    }
    for (int i = 0; i < lines.size(); i++) {
      Matcher key = KEY.matcher(lines.get(i));
      if (key.matches()) {
        String value = key.group(2) == null ? "" : scalar(key.group(2));
        boolean below = value.isEmpty() && i + 1 < lines.size() && isIndented(lines.get(i + 1));
        return below ? scalar(lines.get(i + 1)) : value;
      }
    }
    return "";
  }

  private static boolean isIndented(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  /** A plain or quoted word, without the text before and after it. */
  private static String scalar(String text) {
    String value = PROPERTIES.matcher(text.strip() + " ").replaceFirst("").strip();
    if (value.startsWith("\"") || value.startsWith("'")) {
      int end = value.indexOf(value.charAt(0), 1);
      return end < 0 ? "" : value.substring(1, end);
    }
    return COMMENT.matcher(value).replaceFirst("").strip();
  }

  /** The same in {@code {key: value, …}}: what stands between commas that are in no other value. */
  private static String flow(String text) {
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (at == '"' || at == '\'') {
        int end = text.indexOf(at, i + 1);
        i = end < 0 ? text.length() : end;
      } else if (at == '{' || at == '[') {
        depth++;
        from = depth == 1 ? i + 1 : from;
      } else if (depth == 1 && (at == ',' || at == '}')) {
        String value = flowEntry(text.substring(from, i).strip());
        if (!value.isEmpty()) {
          return value;
        }
        from = i + 1;
      } else if (at == '}' || at == ']') {
        depth--;
      }
    }
    return "";
  }

  private static String flowEntry(String entry) {
    // JSON needs no space after the colon of a quoted key.
    Matcher key = KEY.matcher(entry.replaceFirst("^(\"host\"|'host')[ \\t]*:", "host: "));
    return key.matches() && key.group(2) != null ? scalar(key.group(2)) : "";
  }
}
