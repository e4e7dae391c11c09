package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.trace.TraceMerge;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain cluster trace}: puts the nodes' traces together (CLUSTER-3). */
@Command(name = "trace", mixinStandardHelpOptions = true)
final class ClusterTraceCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Option(names = "--out", paramLabel = "FILE", required = true)
  private Path out;

  @Override
  protected int run() throws UserInputException, IOException {
    try (LocalCluster cluster = chosen.cluster()) {
      long lines = TraceMerge.merge(cluster.folder(), out);
      out().println(out + ": " + lines + " lines");
    }
    return 0;
  }
}
