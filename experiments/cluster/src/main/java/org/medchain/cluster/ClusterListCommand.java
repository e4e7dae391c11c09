package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.cluster.RunningClusters.RunningCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import picocli.CommandLine.Command;

/** {@code medchain cluster list}: which clusters there are, and what runs of each (CLUSTER-14). */
@Command(name = "list", mixinStandardHelpOptions = true)
final class ClusterListCommand extends ProcessCommand {
  @Override
  protected int run() throws IOException {
    Path clusters = ClusterSelection.clusters();
    Map<Path, Optional<RunningCluster>> all = new TreeMap<>();
    RunningClusters.in(clusters).forEach(each -> all.put(each, Optional.empty()));
    RunningClusters.all(clusters).forEach(each -> all.put(each.folder(), Optional.of(each)));
    if (all.isEmpty()) {
      out().println("no cluster in " + clusters + ", and none runs elsewhere");
      return 0;
    }
    for (Map.Entry<Path, Optional<RunningCluster>> each : all.entrySet()) {
      out().println(line(each.getKey(), each.getValue()));
    }
    return 0;
  }

  private static String line(Path folder, Optional<RunningCluster> running) throws IOException {
    int members = RunningClusters.folders(new ClusterFolder(folder)).size();
    String owner =
        running
            .flatMap(RunningCluster::owner)
            .map(each -> "; they end with process " + each)
            .orElse("");
    return running
            .map(each -> each.processes() + " of " + members + " processes run")
            .orElse("stopped")
        + owner
        + "  "
        + folder;
  }
}
