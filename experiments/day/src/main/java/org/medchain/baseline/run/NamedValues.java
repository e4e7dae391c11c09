package org.medchain.baseline.run;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;

/** Values that a command line or a file names by their words. */
record NamedValues<T>(List<T> all, Function<T, String> key) {
  /**
   * Those that an option names, in its order; all where it names none.
   *
   * @throws UserInputException where a word is not one of theirs
   */
  List<T> chosen(String option, List<String> words) throws UserInputException {
    for (String each : words) {
      if (all.stream().noneMatch(it -> key.apply(it).equals(each))) {
        String allowed = all.stream().map(key).collect(Collectors.joining(", "));
        throw new UserInputException(
            option + ": '" + QuotedText.sentence(each) + "' is unknown; allowed: " + allowed);
      }
    }
    return words.isEmpty() ? all : words.stream().distinct().map(this::named).toList();
  }

  /** The one with a word, which there is. */
  T named(String word) {
    return all.stream()
        .filter(each -> key.apply(each).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word));
  }
}
