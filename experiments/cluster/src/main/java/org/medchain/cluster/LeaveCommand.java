package org.medchain.cluster;

import java.io.IOException;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.MemberLeave;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medchain cluster leave}: a member goes (CLUSTER-18). */
@Command(
    name = "leave",
    description =
        "Removes a member: the ledger's order, then, when the others decide without it, its "
            + "process, its key and its place in the configs. Its folder is laid aside.",
    mixinStandardHelpOptions = true)
final class LeaveCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Parameters(paramLabel = "NAME", description = "Which: n0, n1, …")
  private String name;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = chosen.files();
    MemberLeave.run(folder, name, this::say);
    return ClusterSelection.changed(folder);
  }
}
