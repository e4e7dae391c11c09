package org.medchain.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain cluster down}: stops all processes in order (CLUSTER-1). */
@Command(
    name = "down",
    description = "Stops all processes in order, by force those that do not stop in 30 s.",
    mixinStandardHelpOptions = true)
final class DownCommand extends ProcessCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Mixin private ClusterSelection chosen;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    PrintWriter err = err();
    List<String> forced = new ArrayList<>();
    try (LocalCluster cluster = chosen.cluster()) {
      cluster.stopAll(
          TIMEOUT,
          member -> {
            err.println(
                member.name()
                    + ": did not stop in "
                    + TIMEOUT.toSeconds()
                    + " s and was killed; its words are in "
                    + member.folder().resolve(LocalCluster.OUTPUT_FILE));
            forced.add(member.name());
          });
      out().println(cluster.folder().folder() + ": all stopped");
    }
    return forced.isEmpty() ? 0 : 1;
  }
}
