package org.medchain.client.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The output of a command: lines for people, and the same as fields of a JSON object. The rows of a
 * list are answers too.
 */
final class CommandAnswer {
  /** Of a field its value: {@code {place}}; of a hash or a key its first digits: {@code {by~}}. */
  private static final Pattern FIELD = Pattern.compile("\\{(\\w+)(~?)}");

  private final List<String> lines = new ArrayList<>();
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** One line. */
  static CommandAnswer of(String line) {
    return new CommandAnswer().line(line);
  }

  /** A field, and more with it. */
  static CommandAnswer of(String name, Object value) {
    return new CommandAnswer().with(name, value);
  }

  /** A list, and more with it. */
  static CommandAnswer list(String name, Collection<CommandAnswer> rows) {
    return new CommandAnswer().rows(name, rows);
  }

  /** How people count. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  Map<String, Object> fields() {
    return fields;
  }

  /** The same with a field; units are in its name. */
  CommandAnswer with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  CommandAnswer withAll(Map<String, Object> more) {
    fields.putAll(more);
    return this;
  }

  /** The same with another line, as it is. */
  CommandAnswer line(String more) {
    lines.add(more);
    return this;
  }

  /** The same with a line in which fields are named. */
  CommandAnswer text(String words) {
    return line(FIELD.matcher(words).replaceAll(each -> Matcher.quoteReplacement(shown(each))));
  }

  private String shown(MatchResult named) {
    Object value = Objects.requireNonNull(fields.get(named.group(1)), named.group());
    if (named.group(2).isEmpty()) {
      return String.valueOf(value);
    }
    return value instanceof PublicKey key ? key.brief() : ((Hash) value).brief();
  }

  /** The same with a list: a field of all rows, and the lines of each. */
  CommandAnswer rows(String name, Collection<CommandAnswer> rows) {
    rows.forEach(each -> lines.addAll(each.lines));
    return with(name, rows.stream().map(CommandAnswer::fields).toList());
  }
}
