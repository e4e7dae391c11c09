package org.medchain.cluster.command;

import java.nio.file.Path;
import org.medchain.cluster.byzantine.ByzantineProcess;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain node}: one node in this terminal, and operations on its files. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = VerifyStoreCommand.class,
    resourceBundle = "org.medchain.cluster.help")
public final class NodeCommand extends ProcessCommand implements Subcommand {
  @Option(names = "--config", paramLabel = "FILE")
  private Path config;

  @Option(names = "--schema")
  private boolean schema;

  @Option(names = "--adversary", paramLabel = "BEHAVIOUR")
  private String adversary;

  public NodeCommand() {}

  @Override
  public Integer call() throws UserInputException {
    if (schema) {
      out().print(NodeConfigFile.schemaText());
      out().flush();
      return 0;
    }
    if (config == null) {
      throw wrong("--config or a command is missing");
    }
    return adversary == null
        ? NodeProcess.run(config)
        : NodeProcess.run(config, () -> ByzantineProcess.parse(adversary, 0));
  }
}
