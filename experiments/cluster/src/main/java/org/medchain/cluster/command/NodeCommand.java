package org.medchain.cluster.command;

import java.nio.file.Path;
import org.medchain.cluster.byzantine.ByzantineProcess;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain node}: one node in this terminal, and operations on its files. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = VerifyStoreCommand.class,
    resourceBundle = "org.medchain.cluster.help")
public final class NodeCommand implements Subcommand {
  @Spec private CommandSpec spec;

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
      spec.commandLine().getOut().print(NodeConfigFile.schemaText());
      spec.commandLine().getOut().flush();
      return 0;
    }
    if (config == null) {
      throw new ParameterException(spec.commandLine(), "--config or a command is missing");
    }
    if (adversary == null) {
      return NodeProcess.run(config);
    }
    return NodeProcess.run(config, () -> ByzantineProcess.parse(adversary, 0));
  }
}
