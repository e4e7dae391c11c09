package org.medchain.cluster.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.local.ProcessOutput;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain cluster down}: stops all processes in order (CLUSTER-1, CLUSTER-12). */
@Command(name = "down", mixinStandardHelpOptions = true)
final class DownCommand extends ProcessCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int LOOKS = 3;

  @Mixin private ClusterSelection chosen;

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = chosen.cluster()) {
      String where = cluster.folder().folder() + ": ";
      Map<ClusterMember, List<ProcessHandle>> running = cluster.running();
      if (running.isEmpty()) {
        out().println(where + "nothing runs");
        return 0;
      }
      boolean inOrder = true;
      // What another command starts meanwhile is found by the next look.
      for (int look = 0; look < LOOKS && !running.isEmpty(); look++) {
        say(where + "stopping " + words(running));
        inOrder &= stop(cluster);
        running = cluster.running();
      }
      if (!running.isEmpty()) {
        err().println(where + "still running: " + words(running));
        return 1;
      }
      out().println(where + "all stopped");
      return inOrder ? 0 : 1;
    }
  }

  /** Whether none had to be killed. */
  private boolean stop(LocalCluster cluster) throws IOException, InterruptedException {
    List<String> forced = new ArrayList<>();
    cluster.stopAll(
        TIMEOUT,
        member -> {
          err()
              .println(
                  "%s: did not stop in %s s and was killed; its words are in %s"
                      .formatted(
                          member.name(),
                          TIMEOUT.toSeconds(),
                          member.folder().resolve(ProcessOutput.FILE)));
          forced.add(member.name());
        });
    return forced.isEmpty();
  }

  private static String words(Map<ClusterMember, List<ProcessHandle>> running) {
    return running.entrySet().stream()
        .map(
            each ->
                each.getValue().stream()
                    .map(process -> "" + process.pid())
                    .collect(Collectors.joining(", ", each.getKey().name() + " (", ")")))
        .collect(Collectors.joining(", "));
  }
}
