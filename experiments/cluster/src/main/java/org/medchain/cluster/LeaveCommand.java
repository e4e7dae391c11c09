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
@Command(name = "leave", mixinStandardHelpOptions = true)
final class LeaveCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Parameters(paramLabel = "NAME")
  private String name;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = chosen.files();
    MemberLeave.run(folder, name, this::say);
    return 0;
  }
}
