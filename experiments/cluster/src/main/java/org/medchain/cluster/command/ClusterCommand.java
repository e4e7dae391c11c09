package org.medchain.cluster.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.RunningClusters;
import org.medchain.cluster.RunningClusters.RunningCluster;
import org.medchain.cluster.doctor.ClusterFinding;
import org.medchain.cluster.doctor.ClusterObserver;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.ClusterRecovery;
import org.medchain.cluster.member.MemberJoin;
import org.medchain.cluster.member.MemberLeave;
import org.medchain.cluster.member.StoreBackup;
import org.medchain.cluster.trace.TraceMerge;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain cluster}: real processes on this machine. What is one call is a method here. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      StartCommand.class,
      AcceptCommand.class,
      UpgradeCommand.class,
      SoakCommand.class
    },
    resourceBundle = "org.medchain.cluster.help")
public final class ClusterCommand extends ProcessCommand implements Subcommand {
  public ClusterCommand() {}

  @Override
  public Integer call() {
    throw wrong("a command is missing");
  }

  @Command(name = "list", mixinStandardHelpOptions = true)
  int list() throws UserInputException, IOException, InterruptedException {
    Path clusters = ClusterSelection.clusters();
    Map<Path, String> all = new TreeMap<>();
    for (Path each : RunningClusters.in(clusters)) {
      all.put(each, "stopped");
    }
    for (RunningCluster each : RunningClusters.all(clusters)) {
      int members = RunningClusters.folders(new ClusterFolder(each.folder())).size();
      Optional<String> owner = each.owner().map(it -> "; they end with process " + it);
      all.put(
          each.folder(), each.processes() + " of " + members + " processes run" + owner.orElse(""));
    }
    all.forEach((folder, state) -> say(state + "  " + folder));
    if (all.isEmpty()) {
      say("no cluster in " + clusters + ", and none runs elsewhere");
    }
    return 0;
  }

  /** Exit code 1 where there is a finding (CLUSTER-17). */
  @Command(name = "doctor", mixinStandardHelpOptions = true)
  int doctor(@Mixin ClusterSelection chosen)
      throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = new ClusterFolder(chosen.place().toAbsolutePath().normalize());
    List<ClusterFinding> findings = new ClusterObserver(folder, InstantSource.system()).findings();
    findings.forEach(each -> say(each.toString()));
    if (findings.isEmpty()) {
      say(folder.folder() + ": nothing is wrong");
    }
    return findings.isEmpty() ? 0 : 1;
  }

  /** To see how the others continue. */
  @Command(name = "kill", mixinStandardHelpOptions = true)
  int kill(@Mixin ClusterSelection chosen, @Parameters(paramLabel = "NAME") String name)
      throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = chosen.cluster()) {
      LocalCluster.ClusterMember member = cluster.member(name);
      String end = cluster.process(member).isPresent() ? " is killed" : " does not run";
      cluster.kill(member);
      say(cluster.folder().folder() + ": " + name + end);
    }
    return 0;
  }

  /** A further member on this machine (CLUSTER-21). */
  @Command(name = "join", mixinStandardHelpOptions = true)
  int join(@Mixin ClusterSelection chosen)
      throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = chosen.files();
    var unused = MemberJoin.run(folder, each -> LocalCluster.startAlone(folder, each), this::say);
    return 0;
  }

  /** A member goes for good (CLUSTER-22). */
  @Command(name = "leave", mixinStandardHelpOptions = true)
  int leave(@Mixin ClusterSelection chosen, @Parameters(paramLabel = "NAME") String name)
      throws UserInputException, IOException, InterruptedException {
    MemberLeave.run(chosen.files(), name, this::say);
    return 0;
  }

  /** A copy of a node's data (CLUSTER-18). */
  @Command(name = "backup", mixinStandardHelpOptions = true)
  int backup(
      @Mixin ClusterSelection chosen,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--to", paramLabel = "DIR", required = true) Path to)
      throws UserInputException, IOException, InterruptedException {
    StoreBackup.backup(chosen.files(), name, to, this::say);
    return 0;
  }

  /** Fewer than a quorum are left (CLUSTER-26). */
  @Command(name = "recover", mixinStandardHelpOptions = true)
  int recover(
      @Mixin ClusterSelection chosen,
      @Option(names = "--from", paramLabel = "NAME=DIR") Map<String, Path> copies)
      throws UserInputException, IOException, InterruptedException {
    ClusterRecovery.run(chosen.files(), copies == null ? Map.of() : copies, this::say);
    return 0;
  }

  /** One trace of all nodes (CLUSTER-3). */
  @Command(name = "trace", mixinStandardHelpOptions = true)
  int trace(
      @Mixin ClusterSelection chosen,
      @Option(names = "--out", paramLabel = "FILE", required = true) Path out)
      throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = chosen.cluster()) {
      say(out + ": " + TraceMerge.merge(cluster.folder(), out) + " lines");
    }
    return 0;
  }
}
