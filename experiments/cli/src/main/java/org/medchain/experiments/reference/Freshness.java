package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalInt;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.GitWorkingTree;

/**
 * How a committed result stands to the code that it depends on (RES-1).
 *
 * @param state in one word
 * @param why in a few more; empty where there is no difference
 */
public record Freshness(FreshnessState state, String why) {
  /** In one word. */
  public enum FreshnessState {
    /** Made by the code as it is. */
    FRESH,
    /** Made by other code, or from another config. */
    STALE,
    /** Its files are not those that its command left. */
    CHANGED,
    /** Made again in part by every build, which is red where it differs. */
    HELD
  }

  /** Of one result. */
  public static Freshness of(ReferenceResult result) throws UserInputException {
    if (!result.checkedByTests().isEmpty()) {
      return new Freshness(FreshnessState.HELD, "by " + String.join(", ", result.checkedByTests()));
    }
    Optional<String> impossible = notReproducible(result);
    if (impossible.isPresent()) {
      return new Freshness(FreshnessState.STALE, impossible.get());
    }
    try {
      if (!ResultFiles.hash(result.folder()).equals(result.text(ResultFiles.FIELD))) {
        return new Freshness(
            FreshnessState.CHANGED, "its files are not those that its command left");
      }
    } catch (IOException e) {
      throw new UserInputException(result.folder() + ": cannot be read");
    }
    if (!CodeHash.of(result.projectRoot(), result.code()).equals(result.text("code_hash"))) {
      return new Freshness(FreshnessState.STALE, commits(result));
    }
    Optional<String> config = config(result);
    return config.isPresent() && !config.get().equals(result.text("config_hash"))
        ? new Freshness(FreshnessState.STALE, "its config means something else now")
        : new Freshness(FreshnessState.FRESH, "");
  }

  /** Why no code as it is can have made it. */
  private static Optional<String> notReproducible(ReferenceResult result) {
    if (result.text("code_hash").isEmpty()) {
      return Optional.of("it was never made by --refresh");
    }
    return result.code().stream()
        .filter(path -> Files.notExists(result.projectRoot().resolve(path)))
        .findFirst()
        .map(path -> "it depends on " + path + ", which is gone");
  }

  private static String commits(ReferenceResult result) {
    OptionalInt commits =
        GitWorkingTree.commitsSince(result.projectRoot(), result.text("commit"), result.code());
    if (commits.isEmpty()) {
      return "its code has changed";
    }
    int count = commits.getAsInt();
    return count == 0
        ? "its code has changed, in no commit yet"
        : "its code has changed in " + count + (count == 1 ? " commit" : " commits");
  }

  /** The hash of the config as it is now; one that is gone or unsound is another, too. */
  private static Optional<String> config(ReferenceResult result) {
    return result
        .config()
        .map(
            file -> {
              try {
                return LoadedConfig.read(file, ConfigOverrides.NONE).hash();
              } catch (UserInputException e) {
                return "";
              }
            });
  }
}
