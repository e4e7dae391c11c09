package org.medchain.study;

import org.medchain.experiments.Medchain;
import org.medchain.experiments.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain game}: one definition of a game, and all that is done with it. */
@Command(
    name = "game",
    description = {
      "Solves, evolves, simulates and analyses games, those of the credit points among them.",
      "FILE is a study in YAML ('game schema' prints what may stand in it; only a name and a game "
          + "must) or a game of Gambit (.nfg, .efg).",
      "A game has two players or many, who are alike or not, in tables or as a tree; or it is one "
          + "population's, or played again and again."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SolveCommand.class,
      EvolveCommand.class,
      SimulateCommand.class,
      AnalyseCommand.class,
      GameExportCommand.class,
      GameRulesCommand.class,
      GameSchemaCommand.class
    },
    footer = {
      "",
      "To begin with:",
      "  experiments/medchain game solve incentive-model/games/hawk-dove.yaml",
      "Exit codes: 0 fine; 1 medchain failed; 2 the command or a file is not as it should be."
    })
public final class GameCommand implements Subcommand {
  @Spec private CommandSpec spec;

  public GameCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
