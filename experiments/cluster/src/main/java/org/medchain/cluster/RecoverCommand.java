package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.ClusterRecovery;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain cluster recover}: from fewer than a quorum to a cluster (CLUSTER-26). */
@Command(name = "recover", mixinStandardHelpOptions = true)
final class RecoverCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Option(names = "--from", paramLabel = "NAME=DIR")
  private Map<String, Path> copies = Map.of();

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    ClusterRecovery.run(chosen.files(), copies, this::say);
    return 0;
  }
}
