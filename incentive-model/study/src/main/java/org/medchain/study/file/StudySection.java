package org.medchain.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A part of a study file whose form the schema has accepted, with defaults filled in. What only the
 * meaning can refuse is refused through it, at the value's own line (GAME-18).
 *
 * @param values with defaults
 * @param given without them
 */
public record StudySection(
    RefusalFactory complaint, String pointer, JsonNode values, JsonNode given) {
  /** Makes the message from the place, the error, and the allowed values. */
  public interface RefusalFactory {
    /** The message. */
    UserInputException refusal(String pointer, String wrong, String allowed);
  }

  /** Whether the key has a value, from the file or by default. */
  public boolean has(String key) {
    return values.has(key);
  }

  /** Whether the file itself names the key. */
  public boolean isGiven(String key) {
    return given.has(key);
  }

  /** The keys that have a value. */
  public List<String> keys() {
    return List.copyOf(values.propertyNames());
  }

  /** A text. */
  public String text(String key) {
    return values.path(key).asString();
  }

  /** A number. */
  public double number(String key) {
    return values.path(key).asDouble();
  }

  /**
   * A number as it is written, fractions included.
   *
   * @throws UserInputException if it is no number
   */
  public BigFraction rational(String key) throws UserInputException {
    return RationalNumber.parse(value(key))
        .orElseThrow(
            () -> wrong(key, "is " + PayoffTables.shape(value(key)), RationalNumber.EXPECTED_FORM));
  }

  /** A whole number. */
  public int integer(String key) {
    return (int) values.path(key).asDouble();
  }

  /** Yes or no. */
  public boolean bool(String key) {
    return values.path(key).asBoolean();
  }

  /** A list of texts. */
  public List<String> texts(String key) {
    return values.path(key).valueStream().map(JsonNode::asString).toList();
  }

  /** A list of numbers. */
  public double[] numbers(String key) {
    return numbers(values.path(key));
  }

  /** A list of lists of numbers. */
  public List<double[]> rows(String key) {
    return values.path(key).valueStream().map(StudySection::numbers).toList();
  }

  private static double[] numbers(JsonNode list) {
    return list.valueStream().mapToDouble(JsonNode::asDouble).toArray();
  }

  /** The value itself, for values with a form of their own. */
  public JsonNode value(String key) {
    return values.path(key);
  }

  /** A section within; one without values where there is none. */
  public StudySection section(String key) {
    JsonNode inside = values.path(key);
    JsonNode nothing = JsonNodeFactory.instance.objectNode();
    return new StudySection(
        complaint,
        pointer + "/" + key,
        inside.isObject() ? inside : nothing,
        given.path(key).isObject() ? given.path(key) : nothing);
  }

  /** Names of strategies and players, each once. */
  public List<String> names(String key) throws UserInputException {
    List<String> names = texts(key);
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw refusal(
            key + "/" + i,
            keyName(key) + " names " + quoted(names.get(i)) + " twice",
            "each name may stand once");
      }
    }
    return names;
  }

  /** The number among these names of the name at the key, further steps behind slashes. */
  public int index(String key, List<String> names) throws UserInputException {
    String name = values.at("/" + key).asString();
    int index = names.indexOf(name);
    if (index < 0) {
      throw wrong(key, "is " + quoted(name), "allowed: one of " + String.join(", ", names));
    }
    return index;
  }

  /** Those of all that a list of names chooses; all of them if it is left out. */
  public <T> List<T> chosen(String key, List<T> all, Function<T, String> name)
      throws UserInputException {
    if (!has(key)) {
      return all;
    }
    List<String> known = all.stream().map(name).toList();
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < texts(key).size(); i++) {
      chosen.add(all.get(index(key + "/" + i, known)));
    }
    return chosen;
  }

  /** The sections of a list. */
  public List<StudySection> sections(String key) {
    List<StudySection> sections = new ArrayList<>();
    for (int i = 0; i < values.path(key).size(); i++) {
      String at = pointer + "/" + key + "/" + i;
      JsonNode said = given.path(key).path(i);
      sections.add(new StudySection(complaint, at, values.get(key).get(i), said));
    }
    return sections;
  }

  /**
   * The message.
   *
   * @param key of the value that is wrong, further steps behind slashes; empty for this section
   * @param wrong what is wrong, with text of the user's {@link #quoted}
   */
  public UserInputException refusal(String key, String wrong, String allowed) {
    return complaint.refusal(key.isEmpty() ? pointer : pointer + "/" + key, wrong, allowed);
  }

  /** The same of a key whose name begins the message. */
  public UserInputException wrong(String key, String found, String allowed) {
    return refusal(key, keyName(key) + " " + found, allowed);
  }

  /** The name of the key in a message. */
  public String keyName(String key) {
    String path = key.isEmpty() ? pointer : pointer + "/" + key;
    return path.substring(1).replaceAll("/([0-9]+)", "[$1]").replace('/', '.');
  }

  /**
   * The result of something that may refuse the value of a key with an {@link
   * IllegalArgumentException}.
   */
  public <T> T refusingAt(String key, Supplier<T> made) throws UserInputException {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw refusal(
          key, keyName(key) + ": " + QuotedText.sentence(String.valueOf(e.getMessage())), "");
    }
  }

  /** Text of the user's for a message, in quotes and on one line. */
  public static String quoted(String text) {
    return '"' + QuotedText.sentence(text) + '"';
  }
}
