package org.medchain.cluster;

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
    description = "Runs one node until it is stopped (Ctrl-C, SIGTERM).",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = VerifyStoreCommand.class,
    footer = {
      "",
      "Exit codes: 0 stopped; 1 the node failed;",
      "2 the command, the config, a file or the store is not as it should be."
    })
public final class NodeCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "The node's config, in YAML.")
  private Path config;

  @Option(names = "--schema", description = "Prints the JSON schema of a config.")
  private boolean schema;

  @Option(
      names = "--adversary",
      paramLabel = "BEHAVIOUR",
      description = {
        "Makes the node Byzantine on purpose: behaviours as in a run config's 'adversaries', "
            + "separated by commas, e.g. 'equivocation' or 'silence(receivers: [1, 2]),slowness'."
      })
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
