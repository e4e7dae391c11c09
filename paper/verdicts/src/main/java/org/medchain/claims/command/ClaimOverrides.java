package org.medchain.claims.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimSetting;
import org.medchain.claims.file.Criterion;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.experiments.config.UserInputException;

/** Reads {@code --set} and {@code --threshold}: each makes a verdict exploratory (CLAIM-4). */
final class ClaimOverrides {
  private static final String SEED = "seed";

  private ClaimOverrides() {}

  /**
   * Refuses values of settings and of keys of configs that nothing has.
   *
   * @param experiments that run
   * @throws UserInputException with a line for each that nothing has
   */
  static void requireKnown(Map<String, String> settings, List<ClaimExperiment> experiments)
      throws UserInputException {
    List<String> problems = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          boolean numeric =
              key.equals(SEED)
                  || experiments.stream().flatMap(ClaimOverrides::names).anyMatch(key::equals);
          if (!numeric && !isConfigKey(key)) {
            problems.add(
                "--set: nothing is called '" + key + "'; allowed: " + allowed(experiments));
          } else if (numeric && !isNumber(key, value)) {
            problems.add(
                "--set: %s is '%s'; allowed: a number from 0 to %s"
                    .formatted(key, value, Integer.MAX_VALUE));
          }
        });
    if (!problems.isEmpty()) {
      throw new UserInputException(problems);
    }
  }

  /** Whether some config may have it; whether one that is read here has it, reading tells. */
  private static boolean isConfigKey(String key) {
    String first = key.replaceFirst("\\..*", "").replace("_", "");
    return Arrays.stream(ExperimentConfig.class.getRecordComponents())
        .anyMatch(each -> each.getName().equalsIgnoreCase(first));
  }

  private static Stream<String> names(ClaimExperiment experiment) {
    return experiment.settings().stream()
        .filter(each -> each.full().isPresent())
        .map(ClaimSetting::name);
  }

  private static String allowed(List<ClaimExperiment> experiments) {
    List<String> names = new ArrayList<>(List.of(SEED));
    experiments.stream().flatMap(ClaimOverrides::names).forEach(names::add);
    return String.join(", ", names) + ", and keys of the experiment's config";
  }

  private static boolean isNumber(String key, String value) {
    try {
      double number = Double.parseDouble(value);
      return key.equals(SEED)
          ? Long.parseLong(value) >= 0
          : number >= 0 && number <= Integer.MAX_VALUE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The seed among settings. */
  static long seed(Map<String, String> settings, long usual) {
    return settings.containsKey(SEED) ? Long.parseLong(settings.get(SEED)) : usual;
  }

  /**
   * Thresholds by {@code claim/metric}.
   *
   * @param words a number where the claim has one criterion, {@code metric=number} otherwise
   * @throws UserInputException where a word names no criterion of the claims
   */
  static Map<String, Double> thresholds(List<String> words, List<Claim> claims)
      throws UserInputException {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (String word : words) {
      int at = word.indexOf('=');
      String metric = at < 0 ? "" : word.substring(0, at);
      double number = number(word, word.substring(at + 1));
      List<String> meant = new ArrayList<>();
      for (Claim claim : claims) {
        for (Criterion each : claim.criteria()) {
          boolean only = metric.isEmpty() && claim.criteria().size() == 1 && claims.size() == 1;
          if (only || each.metric().equals(metric)) {
            meant.add(claim.id() + "/" + each.metric());
          }
        }
      }
      if (meant.isEmpty()) {
        throw new UserInputException(
            "--threshold: '" + word + "'; wanted: metric=number with one of " + metrics(claims));
      }
      meant.forEach(each -> thresholds.put(each, number));
    }
    return thresholds;
  }

  private static double number(String word, String text) throws UserInputException {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new UserInputException("--threshold: '" + word + "'; wanted: a number");
  }

  private static String metrics(List<Claim> claims) {
    return String.join(
        ", ",
        claims.stream()
            .flatMap(claim -> claim.criteria().stream())
            .map(Criterion::metric)
            .distinct()
            .toList());
  }
}
