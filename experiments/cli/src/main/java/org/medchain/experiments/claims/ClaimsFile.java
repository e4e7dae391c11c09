package org.medchain.experiments.claims;

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
import org.medchain.experiments.config.UserInputException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code paper/claims.yaml}: the claims in their order, each with what its kind needs. */
public final class ClaimsFile {
  private static final Set<String> OF_PLACES = Set.of("source", "section", "quote");
  private static final Set<String> OF_ALL = Set.of("id", "kind", "also");

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
    List<String> problems = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Object entry : entries(file)) {
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

  private static List<?> entries(Path file) throws UserInputException {
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (tree instanceof Map<?, ?> map && map.get("claims") instanceof List<?> list) {
        return list;
      }
      throw new UserInputException(file + ": a list 'claims' is wanted");
    } catch (IOException e) {
      throw new UserInputException(file + ": there is no such file, or it is not UTF-8 text");
    } catch (YamlEngineException e) {
      throw new UserInputException(
          file + ": not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
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
    List<Claim.ClaimPlace> places = new ArrayList<>();
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
          if (!OF_ALL.contains(name) && !OF_PLACES.contains(name)) {
            fields.put(String.valueOf(name), String.valueOf(value).strip());
          }
        });
    for (String needed : kind.get().fields()) {
      if (fields.getOrDefault(needed, "").isEmpty()) {
        problem.accept("a " + kind.get().key() + " needs '" + needed + "'");
      }
    }
    return Optional.of(new Claim(id, kind.get(), List.copyOf(places), fields));
  }

  private static Optional<Claim.ClaimPlace> place(Object entry) {
    return entry instanceof Map<?, ?> map
            && map.get("source") instanceof String source
            && map.get("section") instanceof String section
            && map.get("quote") instanceof String quote
        ? Optional.of(new Claim.ClaimPlace(source, section, quote.strip()))
        : Optional.empty();
  }
}
