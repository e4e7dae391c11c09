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
@Command(
    name = "recover",
    description = {
      "For a cluster of which fewer than a quorum of members are left for good, and of which"
          + " nothing runs. Takes the highest certified block of all stores and what was prepared"
          + " above it, signs with the center's key that the chain continues there, and puts fresh"
          + " keys in the places of the lost ones. 'cluster up' starts it then.",
      "Says which heights may be missing, and lays aside what the nodes had. Continues where it was"
          + " interrupted."
    },
    mixinStandardHelpOptions = true)
final class RecoverCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Option(
      names = "--from",
      paramLabel = "NAME=DIR",
      description = {
        "A copy, made by 'cluster backup' after the loss, instead of what the node's folder has;"
            + " may be given several times."
      })
  private Map<String, Path> copies = Map.of();

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    ClusterRecovery.run(chosen.files(), copies, this::say);
    return 0;
  }
}
