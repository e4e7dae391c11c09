package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.checkout.Repository;

/**
 * A model, the configuration that it is checked with, and what must come of it.
 *
 * <p>A configuration that holds must also have exactly as many states as when it was written: a
 * change of the model that loses behaviour would else pass for a proof. Where something is
 * violated, TLC stops early, and the number says nothing.
 *
 * @param model the module's name, {@code tla/<model>.tla}
 * @param config the configuration's name, {@code tla/<config>.cfg}
 * @param bounds how large the model is, without commas: it is a field of a table
 * @param expected {@code holds}, or {@code violates} and the name of what is violated
 * @param distinctStates 0 where they are not asserted, or where there are none
 */
record Case(String model, String config, String bounds, String expected, long distinctStates) {
  private static final Path MODELS = Repository.file("spec/tla");
  private static final Pattern CONSTANT = Pattern.compile("(?m)^ +(\\w+) = (.*?) *$");

  Case {
    assertThat(bounds).doesNotContain(",");
  }

  /** A configuration that holds, with its number of states; its constants are its bounds. */
  static Case holds(String model, String config, long distinctStates) {
    return new Case(model, config, bounds(config), "holds", distinctStates);
  }

  /** A configuration of TLC's that violates an invariant, or its only property. */
  static Case violates(String model, String config, String name) {
    return new Case(model, config, bounds(config), "violates " + name, 0);
  }

  /** Those whose committed rows are of these; a violation's number of states says nothing. */
  static List<Case> ofRows(Predicate<ModelTable.Row> which) {
    return ModelTable.COMMITTED.rows().stream()
        .filter(which)
        .map(
            row ->
                row.expected().equals("holds")
                    ? holds(row.model(), row.config(), row.states())
                    : new Case(row.model(), row.config(), bounds(row.config()), row.expected(), 0))
        .toList();
  }

  /** Names its row of the table. */
  String key() {
    return model + " " + config;
  }

  Path module() {
    return MODELS.resolve(model + ".tla");
  }

  Path file() {
    return file(config);
  }

  private static Path file(String config) {
    return MODELS.resolve(config + ".cfg");
  }

  /** The constants that a configuration sets, except for those that only stand for themselves. */
  private static String bounds(String config) {
    try {
      List<String> bounds = new ArrayList<>();
      Matcher constant = CONSTANT.matcher(Files.readString(file(config)));
      while (constant.find()) {
        String name = constant.group(1);
        String value = constant.group(2);
        if (!name.equals(value)) {
          bounds.add(name + "=" + value.replaceAll("[\",]", ""));
        }
      }
      return String.join(" ", bounds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names the test. */
  @Override
  public String toString() {
    return config;
  }
}
