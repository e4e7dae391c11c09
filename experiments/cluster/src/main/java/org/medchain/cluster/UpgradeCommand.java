package org.medchain.cluster;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.ClusterChange;
import org.medchain.consensus.QuorumSizes;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.operations.NodeStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain cluster upgrade}: other classes, one process after the other (CLUSTER-20). */
@Command(name = "upgrade", mixinStandardHelpOptions = true)
final class UpgradeCommand extends ProcessCommand {
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration START = Duration.ofSeconds(90);

  @Mixin private ClusterSelection chosen;

  @Option(names = "--class-path", paramLabel = "PATH")
  private String classPath = System.getProperty("java.class.path");

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    requireClasses(classPath);
    return ClusterChange.of(chosen.files(), this::upgraded);
  }

  private int upgraded() throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = chosen.cluster()) {
      List<ClusterMember> order = new ArrayList<>(cluster.members());
      Collections.reverse(order);
      for (ClusterMember each : order) {
        requireOthers(cluster, each);
        cluster.stop(each, STOP);
        cluster.start(each, each.main(), classPath);
        cluster.awaitReady(List.of(each), START, state -> say(each.name() + " is ready"));
        cluster.release();
      }
    }
    return 0;
  }

  /** A class path without medchain would stop a process and start none. */
  private static void requireClasses(String classPath) throws UserInputException, IOException {
    List<URL> entries = new ArrayList<>();
    for (String each : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
      entries.add(Path.of(each).toUri().toURL());
    }
    String main = NodeProcess.class.getName().replace('.', '/') + ".class";
    try (URLClassLoader loader = new URLClassLoader(entries.toArray(URL[]::new), null)) {
      if (loader.findResource(main) == null) {
        throw new UserInputException(
            "--class-path: no medchain in " + classPath + "; nothing was changed");
      }
    }
  }

  private static void requireOthers(LocalCluster cluster, ClusterMember stopping)
      throws UserInputException, IOException, InterruptedException {
    List<ClusterMember> members =
        cluster.members().stream().filter(each -> each.role().equals("member")).toList();
    int ready = 0;
    for (ClusterMember each : members) {
      boolean other = !each.equals(stopping);
      ready += other && cluster.state(each).status().filter(NodeStatus::ready).isPresent() ? 1 : 0;
    }
    int needed = new QuorumSizes(members.size()).size();
    if (ready < needed) {
      throw new UserInputException(
          "%s is not stopped: %s other members are ready, and a quorum needs %s"
              .formatted(stopping.name(), ready, needed));
    }
  }
}
