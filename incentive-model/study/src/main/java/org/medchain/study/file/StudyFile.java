package org.medchain.study.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.config.ValidatedYaml;
import org.medchain.game.Game;
import org.medchain.game.Player;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A study: a game and what to do with it, read from YAML or, with defaults for all but the game,
 * from a Gambit file (GAME-10, GAME-18).
 *
 * @param file as the user named it
 * @param name of the study and of its folder
 * @param title of the game
 * @param source who published it; may be empty
 * @param seed of all random draws
 * @param game to be studied
 * @param values all sections, with defaults
 */
public record StudyFile(
    Path file,
    String name,
    String title,
    String source,
    long seed,
    StudyGame game,
    StudySection values) {
  /**
   * Reads a file.
   *
   * @param seed in place of the file's, if present
   * @throws UserInputException with a line for each problem
   */
  public static StudyFile read(Path file, OptionalLong seed) throws UserInputException {
    return GambitFile.isGambitFile(file) ? gambit(file, seed) : yaml(file, seed);
  }

  /** Who published the game, as a sentence behind others; empty where that is not known. */
  public String citation() {
    return source.isEmpty() ? "" : " Source: " + source + ".";
  }

  /** The user's settings for one of the commands. */
  public StudySection section(String command) {
    return values.section(command);
  }

  /**
   * The game between players.
   *
   * @throws UserInputException where the study has a population alone
   */
  public Game requireGame(String command) throws UserInputException {
    return game.game()
        .orElseThrow(
            () ->
                game instanceof StudyGame.GroupStudyGame
                    ? values.refusal(
                        "game/size",
                        "game.size makes more profiles than 'game " + command + "' can list",
                        "allowed: fewer players or strategies; or 'game evolve', 'simulate'")
                    : values.refusal(
                        "game/scenario",
                        "game.scenario is a population, and 'game "
                            + command
                            + "' needs a game between players",
                        "allowed: any other scenario; or 'game evolve', 'simulate', 'analyse'"));
  }

  private static StudyFile yaml(Path file, OptionalLong seed) throws UserInputException {
    ValidatedYaml yaml =
        ValidatedYaml.read(file, StudySchema.published(), StudySchema::withDecimals);
    JsonNode filled = StudySchema.withDefaults(yaml.root());
    StudySection root = new StudySection(yaml::errorAt, "", filled, yaml.root());
    String name = root.text("name");
    String title = root.has("title") ? root.text("title") : name;
    return new StudyFile(
        file,
        name,
        title,
        root.has("source") ? root.text("source") : "",
        seed.orElse(filled.path("seed").asLong()),
        game(file, title, root.section("game")),
        root);
  }

  static StudyGame game(Path file, String title, StudySection game) throws UserInputException {
    return switch (game.text("kind")) {
      case "symmetric" -> {
        List<String> strategies = game.names("strategies");
        yield StudyGame.GroupStudyGame.of(title, strategies, PayoffTables.matrix(game, strategies));
      }
      case "normal-form" -> {
        List<Player> players = new ArrayList<>();
        for (StudySection each : game.sections("players")) {
          players.add(new Player(each.text("name"), each.names("actions")));
        }
        yield StudyGame.NormalFormStudyGame.of(PayoffTables.game(title, game, players));
      }
      case "gambit" -> {
        Path folder = file.toAbsolutePath().getParent();
        yield GambitFile.read(folder.resolve(game.text("file")));
      }
      case "group" -> StudyGame.GroupStudyGame.of(PayoffTables.group(title, game));
      case "repeated" -> RepeatedFile.read(file, title, game);
      default -> CreditFile.read(game);
    };
  }

  /** A file's name without ending is the study's. */
  private static StudyFile gambit(Path file, OptionalLong seed) throws UserInputException {
    StudyGame game = GambitFile.read(file);
    JsonNode nothing = JsonNodeFactory.instance.objectNode();
    JsonNode filled = StudySchema.withDefaults(nothing);
    String place = QuotedText.path(file.toString());
    StudySection root =
        new StudySection(
            (pointer, wrong, allowed) ->
                new UserInputException(
                    place + ": " + wrong + (allowed.isEmpty() ? "" : "; " + allowed)),
            "",
            filled,
            nothing);
    String base = file.getFileName().toString();
    String name = base.substring(0, base.lastIndexOf('.'));
    String named = game.game().orElseThrow().title();
    String title = named.isBlank() ? name : named;
    return new StudyFile(
        file, name, title, "", seed.orElse(filled.path("seed").asLong()), game, root);
  }
}
