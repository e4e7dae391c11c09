package org.medchain.cluster.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.operations.NodeStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain cluster status}: how each process is (CLUSTER-1). */
@Command(name = "status", mixinStandardHelpOptions = true)
final class StatusCommand extends ProcessCommand {
  private static final String COLUMNS = "%-8s %-9s %-10s %9s %5s %9s %8s  %s";

  @Mixin private ClusterSelection chosen;

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    PrintWriter out = out();
    boolean well = true;
    try (LocalCluster cluster = chosen.cluster()) {
      out.println(cluster.folder().folder());
      out.printf(
          COLUMNS + "%n", "name", "role", "state", "height", "view", "executed", "pid", "operator");
      for (MemberState each : cluster.states()) {
        out.println(line(each) + (each.reason().isEmpty() ? "" : "  " + each.reason()));
        well &= each.isReady();
      }
    }
    out.flush();
    return well ? 0 : 1;
  }

  private static String line(MemberState state) {
    Optional<NodeStatus> status = state.status();
    return String.format(
        Locale.ROOT,
        COLUMNS,
        state.member().name(),
        state.member().role(),
        state.word(),
        status.map(each -> Long.toString(each.height())).orElse("-"),
        status.map(each -> ViewNumbers.text(each.view())).orElse("-"),
        status.map(each -> Long.toString(each.executed())).orElse("-"),
        state.running().filter(each -> state.alive()).map(each -> each.pid() + "").orElse("-"),
        state.running().map(each -> addresses(each, state)).orElse("-"));
  }

  private static String addresses(RunningProcess running, MemberState state) {
    return running.adminUri() + state.shellUrl().map(url -> "  shell " + url).orElse("");
  }
}
