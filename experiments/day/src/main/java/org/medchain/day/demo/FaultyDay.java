package org.medchain.day.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.OwnedCluster;
import org.medchain.faults.node.FaultKey;
import org.medchain.faults.node.Faults;
import org.medchain.faults.node.FaultsFile;
import org.medchain.faults.node.FaultyNodeProcess;
import org.medchain.faults.node.LieKind;
import org.medchain.node.agency.client.Polling;

/**
 * Does harm to a cluster between the steps of a day (PROC-19): one node at a time, which is back
 * and has what the others have before the next fault begins. Its nodes have to run as {@link
 * FaultyNodeProcess}; {@link #start} does so.
 */
final class FaultyDay implements DayListener {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long POLL_MS = 20;
  private static final String ANNOUNCED = "faults injected on purpose";

  private final OwnedCluster processes;
  private final List<DayFault> faults;
  private final Consumer<String> progress;
  private Optional<ClusterMember> away = Optional.empty();
  private Optional<ClusterMember> lying = Optional.empty();
  private Optional<AgencyWatch> watch = Optional.empty();

  /**
   * A day with these faults.
   *
   * @param progress gets a line a fault
   */
  FaultyDay(OwnedCluster processes, List<DayFault> faults, Consumer<String> progress) {
    this.processes = processes;
    this.faults = List.copyOf(faults);
    this.progress = progress;
  }

  /** Starts all of the cluster, and waits until it is ready; without faults its usual programs. */
  void start() throws IOException, InterruptedException {
    for (ClusterMember each : processes.cluster().members().reversed()) {
      if (faults.isEmpty() || each.role().equals("center")) {
        processes.start(each);
      } else {
        processes.start(each, FaultyNodeProcess.class);
      }
    }
    processes
        .cluster()
        .awaitReady(LIMIT, state -> progress.accept(state.member().name() + " is ready"));
  }

  private List<ClusterMember> nodes() {
    return processes.cluster().members().stream()
        .filter(each -> !each.role().equals("center"))
        .toList();
  }

  /** Another one at each gap. */
  private ClusterMember node(int gap) {
    return nodes().get(gap % nodes().size());
  }

  @Override
  public void before(int number) throws IOException, InterruptedException {
    for (DayFault each : faults) {
      if (each.gap() == number - 1) {
        endLying();
        begin(each);
      }
    }
  }

  private void begin(DayFault fault) throws IOException, InterruptedException {
    ClusterMember node = node(fault.gap());
    switch (fault.kind()) {
      case NODE_KILLED -> {
        processes.kill(node);
        away = Optional.of(node);
        progress.accept("FAULT  node " + node.name() + " is killed");
      }
      case AGENCY_KILLED -> watch = Optional.of(AgencyWatch.of(processes, nodes()));
      case LYING -> {
        String kinds =
            fault.lies().stream().map(LieKind::text).sorted().collect(Collectors.joining(","));
        inject(node, Faults.NONE.with(FaultKey.LIE, kinds));
        lying = Optional.of(node);
        progress.accept("FAULT  node " + node.name() + " lies from now on: " + kinds);
      }
    }
  }

  /** When this returns, the node behaves so. */
  private void inject(ClusterMember node, Faults now) throws IOException, InterruptedException {
    Path log = node.folder().resolve("process.log");
    long before = announced(log);
    FaultsFile.write(node.folder(), now);
    if (!Polling.until(LIMIT, POLL_MS, () -> announced(log) > before)) {
      throw new IOException(node.name() + " does not hear of its faults");
    }
  }

  private static long announced(Path log) throws IOException {
    return Files.readString(log).lines().filter(line -> line.contains(ANNOUNCED)).count();
  }

  private void endLying() throws IOException, InterruptedException {
    if (lying.isPresent()) {
      inject(lying.get(), Faults.NONE);
      progress.accept("FAULT  node " + lying.get().name() + " tells the truth again");
      lying = Optional.empty();
    }
  }

  @Override
  public void after(StepResult result) throws IOException, InterruptedException {
    if (watch.isPresent()) {
      away = watch.get().end();
      watch = Optional.empty();
      progress.accept(
          away.map(each -> "FAULT  agency " + each.name() + " was killed with a request of it")
              .orElse("FAULT  the command used no agency that could be killed"));
    }
    if (away.isPresent()) {
      processes.start(away.get(), FaultyNodeProcess.class);
      processes.cluster().awaitReady(List.of(away.get()), LIMIT, state -> {});
      progress.accept("FAULT  node " + away.get().name() + " is back");
      away = Optional.empty();
    }
    if (result.number() == DayStep.ALL.size()) {
      endLying();
    }
  }
}
