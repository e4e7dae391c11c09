package org.medchain.cluster;

import java.io.IOException;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medchain cluster kill}: kills a process, to see how the others continue. */
@Command(name = "kill", mixinStandardHelpOptions = true)
final class KillCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Parameters(paramLabel = "NAME")
  private String name;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = chosen.cluster()) {
      LocalCluster.ClusterMember member = cluster.member(name);
      boolean runs = cluster.process(member).isPresent();
      cluster.kill(member);
      out()
          .println(
              cluster.folder().folder() + ": " + name + (runs ? " is killed" : " does not run"));
    }
    return 0;
  }
}
