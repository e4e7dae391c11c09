package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalInt;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.config.Replaced;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.WorkingTree;

/**
 * How a committed result stands to the code that it depends on (RES-1).
 *
 * @param state in one word
 * @param why in a few more; empty where there is nothing to say
 */
public record Freshness(State state, String why) {
  /** In one word. */
  public enum State {
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
  public static Freshness of(ReferenceResult result) throws Refusal {
    if (!result.heldBy().isEmpty()) {
      return new Freshness(State.HELD, "by " + String.join(", ", result.heldBy()));
    }
    Optional<String> impossible = impossible(result);
    if (impossible.isPresent()) {
      return new Freshness(State.STALE, impossible.get());
    }
    try {
      if (!ResultFiles.hash(result.folder()).equals(result.text(ResultFiles.FIELD))) {
        return new Freshness(State.CHANGED, "its files are not those that its command left");
      }
    } catch (IOException e) {
      throw new Refusal(result.folder() + ": cannot be read");
    }
    if (!CodeHash.of(result.home(), result.code()).equals(result.text("code_hash"))) {
      return new Freshness(State.STALE, commits(result));
    }
    Optional<String> config = config(result);
    return config.isPresent() && !config.get().equals(result.text("config_hash"))
        ? new Freshness(State.STALE, "its config means something else now")
        : new Freshness(State.FRESH, "");
  }

  /** Why no code as it is can have made it. */
  private static Optional<String> impossible(ReferenceResult result) {
    if (result.text("code_hash").isEmpty()) {
      return Optional.of("it was never made by --refresh");
    }
    return result.code().stream()
        .filter(path -> Files.notExists(result.home().resolve(path)))
        .findFirst()
        .map(path -> "it depends on " + path + ", which is gone");
  }

  private static String commits(ReferenceResult result) {
    OptionalInt commits =
        WorkingTree.commitsSince(result.home(), result.text("commit"), result.code());
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
                return LoadedConfig.read(file, Replaced.NOTHING).hash();
              } catch (Refusal e) {
                return "";
              }
            });
  }
}
