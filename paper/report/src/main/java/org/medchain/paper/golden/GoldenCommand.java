package org.medchain.paper.golden;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A command whose output is known, of {@code paper/golden/commands.yaml}.
 *
 * @param name of it: small letters, digits, hyphens
 * @param command in words; {@link #OUT} stands for a folder of its own
 * @param shows what a reader sees by it
 * @param ends the exit code that it ends with, where it is not 0
 * @param stdout file that holds what it prints; none: that is not compared
 * @param files that it writes, beside those that they must equal
 */
record GoldenCommand(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String command,
    @JsonProperty(required = true) String shows,
    @JsonProperty("exit") OptionalInt ends,
    Optional<Path> stdout,
    List<GoldenOutput> files) {
  static final String PATH = "paper/golden/commands.yaml";

  /** In words, and in what is printed, the folder that a command writes to. */
  static final String OUT = "OUT";

  /** In what is printed, the project's root. */
  static final String HOME = "HOME";

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** The file. */
  private record GoldenCommandList(@JsonProperty(required = true) List<GoldenCommand> commands) {}

  /**
   * A file or folder that is written.
   *
   * @param made from the command's own folder; {@code *} stands for a part of a name
   * @param golden from the project's root; of a folder, each file in it counts
   */
  record GoldenOutput(
      @JsonProperty(required = true) String made, @JsonProperty(required = true) Path golden) {}

  GoldenCommand {
    files = files == null ? List.of() : files;
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          name + ": a name of small letters, digits, hyphens is wanted");
    }
  }

  /** The words of the command. */
  List<String> words() {
    return List.of(command.strip().split("\\s+", -1));
  }

  /** The exit code. */
  int exit() {
    return ends.orElse(0);
  }

  /**
   * The commands in their order.
   *
   * @throws UserInputException if the list is not as it should be
   */
  static List<GoldenCommand> read(Path home) throws UserInputException {
    try {
      String text = Files.readString(home.resolve(PATH));
      return YAML.readValue(text, GoldenCommandList.class).commands();
    } catch (IOException | JacksonException e) {
      throw new UserInputException(PATH + ": " + e.getMessage().lines().findFirst().orElse(""));
    }
  }
}
