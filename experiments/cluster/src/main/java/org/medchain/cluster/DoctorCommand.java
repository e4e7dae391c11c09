package org.medchain.cluster;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.medchain.cluster.doctor.ClusterFinding;
import org.medchain.cluster.doctor.ClusterObserver;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain cluster doctor}: what is wrong, and which command mends it (CLUSTER-17). */
@Command(name = "doctor", mixinStandardHelpOptions = true)
final class DoctorCommand extends ProcessCommand {
  @Mixin private ClusterSelection chosen;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = new ClusterFolder(chosen.place().toAbsolutePath().normalize());
    List<ClusterFinding> findings = new ClusterObserver(folder, InstantSource.system()).findings();
    findings.forEach(each -> out().println(each));
    if (findings.isEmpty()) {
      out().println(folder.folder() + ": nothing is wrong");
    }
    return findings.isEmpty() ? 0 : 1;
  }
}
