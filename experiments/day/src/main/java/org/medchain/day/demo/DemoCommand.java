package org.medchain.day.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code medchain demo}: the paper's process by the commands of this module (PROC-8, PROC-19). */
@Command(name = "demo", mixinStandardHelpOptions = true, resourceBundle = "org.medchain.day.help")
public final class DemoCommand implements Subcommand {
  private static final int NODES = 4;
  private static final String OPENING =
      String.format(
          Locale.ROOT,
          "starts a center and %d nodes as processes, and plays a day of %d commands on them:"
              + " one to three minutes",
          NODES,
          DayStep.ALL.size());
  private static final List<String> SMALL_HEAP = List.of("-Xmx256m");

  @Option(names = "--fault", paramLabel = "KIND@N")
  private List<String> faults = List.of();

  @Spec private CommandSpec spec;

  public DemoCommand() {}

  @Override
  public Integer call() throws UserInputException, InterruptedException {
    long beginNs = System.nanoTime();
    List<DayFault> planned = new ArrayList<>();
    for (String each : faults) {
      planned.add(DayFault.parse(each));
    }
    try (DayInterruption day = new DayInterruption(line -> print(beginNs, line))) {
      day.say(OPENING); // Before anything is made, which may take its time.
      try {
        return play(day, planned);
      } catch (IOException e) {
        day.awaitEndIfInterrupted();
        spec.commandLine().getErr().println("demo: " + e.getMessage());
        return 1;
      }
    }
  }

  private static int play(DayInterruption day, List<DayFault> planned)
      throws UserInputException, IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create(ClusterSelection.clusters(), "demo-")) {
      day.say("their files are in " + folder.path() + " until the end; Ctrl-C ends all of it");
      ClusterFolder files =
          ClusterFolder.create(
              folder.path().resolve("cluster"),
              ClusterPlan.of(NODES).withHospitals().withClients(0).withJvm(SMALL_HEAP));
      try (OwnedCluster processes = new OwnedCluster(LocalCluster.of(files.folder()))) {
        DayReport report = new DayReport(day::say);
        FaultyDay harm = new FaultyDay(processes, planned, report.progress());
        harm.start();
        day.say("a center and " + NODES + " nodes are ready");
        boolean well = new DemoDay(files, folder.path(), report, harm).play();
        day.say(well ? "the day is over; nothing stays" : "a step did not end as it must");
        return well ? 0 : 1;
      }
    }
  }

  private void print(long beginNs, String line) {
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - beginNs) / 1e9, line);
    spec.commandLine().getOut().flush();
  }
}
