package org.medchain.claims.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.medchain.claims.file.Claim.ClaimPlace;
import org.medchain.experiments.config.UserInputException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code paper/claims.yaml}: the claims in their order, each with what its kind needs. */
public final class ClaimsFile {
  private static final Set<String> OF_PLACES = Set.of("source", "section", "quote");
  private static final Set<String> OF_ALL = Set.of("id", "kind", "also", "criteria");

  private ClaimsFile() {}

  /** The file in the project of this root folder. */
  public static Path of(Path root) {
    return root.resolve("paper").resolve("claims.yaml");
  }

  /**
   * All claims.
   *
   * @throws UserInputException with a line for each entry that is not as it should be
   */
  public static List<Claim> read(Path file) throws UserInputException {
    return read(file.toString(), text(file));
  }

  /**
   * All claims of a text, such as an older version of the file.
   *
   * @param file its name in messages
   * @throws UserInputException with a line for each entry that is not as it should be
   */
  public static List<Claim> read(String file, String text) throws UserInputException {
    List<String> problems = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Object entry : entries(file, text)) {
      if (!(entry instanceof Map<?, ?> fields) || !(fields.get("id") instanceof String id)) {
        problems.add(file + ": an entry without an id");
      } else if (!ids.add(id)) {
        problems.add(file + ": " + id + ": a second entry of this id");
      } else {
        claim(id, fields, problem -> problems.add(file + ": " + id + ": " + problem))
            .ifPresent(claims::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserInputException(problems);
    }
    return claims;
  }

  private static List<?> entries(String name, String text) throws UserInputException {
    if (tree(name, text).get("claims") instanceof List<?> list) {
      return list;
    }
    throw new UserInputException(name + ": a list 'claims' is wanted");
  }

  /**
   * The seeds.
   *
   * @throws UserInputException where they are missing, or a pilot's is the decisive one
   */
  public static ClaimSeeds seeds(Path file) throws UserInputException {
    if (tree(file.toString(), text(file)).get("seeds") instanceof Map<?, ?> seeds
        && seeds.get("decisive") instanceof Number decisive
        && seeds.get("pilots") instanceof List<?> pilots) {
      List<Long> numbers = new ArrayList<>();
      for (Object each : pilots) {
        numbers.add(each instanceof Number number ? number.longValue() : -1L);
      }
      try {
        return new ClaimSeeds(decisive.longValue(), numbers);
      } catch (IllegalArgumentException e) {
        throw new UserInputException(file + ": " + e.getMessage());
      }
    }
    throw new UserInputException(file + ": seeds: 'decisive' and a list 'pilots' are wanted");
  }

  private static String text(Path file) throws UserInputException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserInputException(file + ": there is no such file, or it is not UTF-8 text");
    }
  }

  private static Map<?, ?> tree(String name, String text) throws UserInputException {
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
      return tree instanceof Map<?, ?> map ? map : Map.of();
    } catch (YamlEngineException e) {
      throw new UserInputException(
          name + ": not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static Optional<Claim> claim(String id, Map<?, ?> entry, Consumer<String> problem) {
    Optional<ClaimKind> kind =
        Arrays.stream(ClaimKind.values())
            .filter(each -> each.key().equals(entry.get("kind")))
            .findFirst();
    if (kind.isEmpty()) {
      problem.accept("kind: '" + entry.get("kind") + "'; allowed: " + ClaimKind.allowed());
      return Optional.empty();
    }
    List<ClaimPlace> places = new ArrayList<>();
    List<Object> maps = new ArrayList<>(List.of(entry));
    maps.addAll(entry.get("also") instanceof List<?> also ? also : List.of());
    for (Object each : maps) {
      place(each)
          .ifPresentOrElse(
              places::add, () -> problem.accept("a place without source, section or quote"));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    entry.forEach(
        (name, value) -> {
          if (!OF_ALL.contains(name)
              && !OF_PLACES.contains(name)
              && !ClaimData.KEYS.contains(name)) {
            fields.put(String.valueOf(name), String.valueOf(value).strip());
          }
        });
    for (String needed : kind.get().fields()) {
      if (fields.getOrDefault(needed, "").isEmpty()) {
        problem.accept("a " + kind.get().key() + " needs '" + needed + "'");
      }
    }
    List<Criterion> criteria = criteria(entry.get("criteria"), problem);
    if (!criteria.isEmpty() && kind.get() != ClaimKind.VERDICT) {
      problem.accept("criteria: only a verdict has them");
    }
    return ClaimData.of(entry, problem)
        .map(data -> new Claim(id, kind.get(), List.copyOf(places), fields, criteria, data));
  }

  private static List<Criterion> criteria(Object entry, Consumer<String> problem) {
    List<Criterion> criteria = new ArrayList<>();
    List<Object> entries = new ArrayList<>();
    if (entry instanceof List<?> list) {
      entries.addAll(list);
    } else if (entry != null) {
      problem.accept("criteria: a list is wanted");
    }
    for (Object each : entries) {
      if (each instanceof Map<?, ?> map
          && map.get("metric") instanceof String metric
          && map.get("must") instanceof String must) {
        Optional<String> reading =
            Optional.ofNullable(map.get("reading")).map(String::valueOf).map(String::strip);
        try {
          criteria.add(Criterion.of(metric, must, reading));
        } catch (IllegalArgumentException e) {
          problem.accept("criteria: " + e.getMessage());
        }
      } else {
        problem.accept("criteria: each needs 'metric' and 'must', and may have 'reading'");
      }
    }
    return List.copyOf(criteria);
  }

  private static Optional<ClaimPlace> place(Object entry) {
    return entry instanceof Map<?, ?> map
            && map.get("source") instanceof String source
            && map.get("section") instanceof String section
            && map.get("quote") instanceof String quote
        ? Optional.of(new ClaimPlace(source, section, quote.strip()))
        : Optional.empty();
  }
}
