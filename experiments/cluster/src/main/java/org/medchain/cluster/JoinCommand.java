package org.medchain.cluster;

import java.io.IOException;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.MemberJoin;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain cluster join}: a further member (CLUSTER-18). */
@Command(name = "join", mixinStandardHelpOptions = true)
final class JoinCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = chosen.files();
    var unused = MemberJoin.run(folder, new NodeProcessStarter(folder), this::say);
    return 0;
  }
}
