package org.medchain.experiments;

import java.util.concurrent.Callable;
import org.medchain.experiments.Medchain.MedchainVersion;
import org.medchain.experiments.config.ConfigSchema;
import picocli.CommandLine.Command;

/** Prints the JSON schema of configs. */
@Command(name = "schema", mixinStandardHelpOptions = true, versionProvider = MedchainVersion.class)
final class ConfigSchemaCommand implements Callable<Integer> {
  private final CommandContext host;

  ConfigSchemaCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    host.out().println(ConfigSchema.experiment().root().toPrettyString());
    host.out().flush();
    return Medchain.OK;
  }
}
