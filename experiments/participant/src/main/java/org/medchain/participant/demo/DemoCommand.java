package org.medchain.participant.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.lifetime.StopRequest;
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
@Command(
    name = "demo",
    description = {
      "Starts a cluster of four nodes and a center in a temporary folder, and plays a day on it:",
      "registrations, an upload, searches, reads, a trade, a proof, supervision and points, and "
          + "what of it is refused.",
      "Each line is a command that you can give as well. Nothing stays, however it ends: Ctrl-C",
      "ends the step in flight first, then the cluster."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 each step ended as it must; 1 one did not; 130 interrupted."})
public final class DemoCommand implements Subcommand {
  private static final int NODES = 4;
  private static final int INTERRUPTED = 130;
  private static final String OPENING =
      ("starts a regulatory center and %s nodes as processes, and plays a day of %s steps on them,"
              + " in one to three minutes")
          .formatted(Integer.toString(NODES), Integer.toString(DaySteps.ALL.size()));
  private static final List<String> SMALL_HEAP = List.of("-Xmx256m");

  @Option(
      names = "--fault",
      paramLabel = "KIND@N",
      description = {
        "A fault after step N: node-killed, agency-killed, lying, or lying:KIND,KIND with kinds of "
            + "reply, page, proof, share, piece, silence. Each step has to end as without. May be "
            + "given more than once; a fault ends before the next one begins."
      })
  private List<String> faults = List.of();

  @Spec private CommandSpec spec;

  /** For the service loader. */
  public DemoCommand() {}

  @Override
  public Integer call() throws UserInputException, InterruptedException {
    long beginNs = System.nanoTime();
    List<DayFault> planned = new ArrayList<>();
    for (String each : faults) {
      planned.add(DayFault.parse(each));
    }
    StopRequest stop = new StopRequest();
    Thread day = Thread.currentThread();
    try (TemporaryFolder folder = TemporaryFolder.create(ClusterSelection.clusters(), "demo-")) {
      print(beginNs, OPENING);
      print(beginNs, "its files are in " + folder.path() + " until then; Ctrl-C ends it in order");
      stop.onInterrupt(
          () -> {
            print(beginNs, "the step in flight is ended, then the cluster; Ctrl-C again: at once");
            day.interrupt();
          });
      try {
        return play(folder.path(), planned, stop, line -> print(beginNs, line));
      } catch (IOException | InterruptedException e) {
        if (!stop.isAsked()) {
          throw e;
        }
        // Files are removed next, which is not to be interrupted.
        boolean unused = Thread.interrupted();
        print(beginNs, "interrupted: the day ends here, and nothing of it stays");
        return INTERRUPTED;
      }
    } catch (IOException e) {
      spec.commandLine().getErr().println("demo: " + e.getMessage());
      return 1;
    }
  }

  private static int play(
      Path folder, List<DayFault> planned, StopRequest stop, Consumer<String> tell)
      throws IOException, InterruptedException, UserInputException {
    ClusterFolder files =
        ClusterFolder.create(
            folder.resolve("cluster"),
            ClusterPlan.of(NODES).withHospitals().withClients(0).withJvm(SMALL_HEAP));
    try (OwnedCluster processes = new OwnedCluster(LocalCluster.of(files.folder()))) {
      DayReport report = new DayReport(tell);
      FaultyDay harm = new FaultyDay(processes, planned, report.progress());
      harm.start();
      tell.accept("a center and " + NODES + " nodes are ready in " + files.folder());
      boolean well = new DemoDay(files, folder, stop, report, harm).play();
      tell.accept(well ? "the day is over; nothing stays" : "a step did not end as it must");
      return well ? 0 : 1;
    }
  }

  private void print(long beginNs, String line) {
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - beginNs) / 1e9, line);
    spec.commandLine().getOut().flush();
  }
}
