package org.medchain.harness.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.harness.host.NemesisAction;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;

/** Does to a cluster what a plan says, at its times, and heals it. */
final class ClusterNemesis {
  /** So long a node writes with a disk that will lose what is not forced. */
  private static final long UNFORCED_MS = 300;

  private final ClusterNodes nodes;
  private final ProxiedNetwork network;
  private final StoreDamage damage;
  private final InjectedNodeFaults injected;
  private final Path copies;
  private final Consumer<String> progress;
  private final List<NemesisAction> actions = new ArrayList<>();

  private record DueAction(long atNs, FaultEvent fault, boolean begins) {}

  /**
   * A nemesis.
   *
   * @param copies folder for copies of stores that come back later
   * @param progress is told what happens
   */
  ClusterNemesis(
      ClusterNodes nodes,
      ProxiedNetwork network,
      StoreDamage damage,
      InjectedNodeFaults injected,
      Path copies,
      Consumer<String> progress) {
    this.nodes = nodes;
    this.network = network;
    this.damage = damage;
    this.injected = injected;
    this.copies = copies;
    this.progress = progress;
  }

  /** Plays a plan; returns when all of it is healed. */
  void play(List<FaultEvent> plan, long originNs) throws InterruptedException {
    List<DueAction> due = new ArrayList<>();
    for (FaultEvent each : plan) {
      due.add(new DueAction(each.fromNs(), each, true));
      due.add(new DueAction(each.untilNs(), each, false));
    }
    due.sort(Comparator.comparingLong(DueAction::atNs));
    for (DueAction each : due) {
      long leftNs = originNs + each.atNs() - System.nanoTime();
      if (leftNs > 0) {
        TimeUnit.NANOSECONDS.sleep(leftNs);
      }
      perform(each, originNs);
    }
  }

  private void perform(DueAction due, long originNs) throws InterruptedException {
    progress.accept(
        (due.begins() ? "" : "end of ") + due.fault().kind().word() + " at " + due.fault().nodes());
    Optional<String> problem = Optional.empty();
    try {
      if (due.begins()) {
        begin(due.fault());
      } else {
        heal(due.fault());
      }
    } catch (IOException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    }
    synchronized (actions) {
      actions.add(
          new NemesisAction(System.nanoTime() - originNs, due.fault(), due.begins(), problem));
    }
  }

  /** What it did so far. */
  List<NemesisAction> actions() {
    synchronized (actions) {
      return List.copyOf(actions);
    }
  }

  private void begin(FaultEvent fault) throws IOException, InterruptedException {
    switch (fault.kind().group()) {
      case NETWORK -> network.begin(fault);
      case PROCESS -> beginAtProcesses(fault);
      case STORE -> damageStores(fault);
      default -> beginInside(fault);
    }
  }

  /** A disk that fails ends the node; what was not forced is lost when the node is killed. */
  private void beginInside(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      switch (fault.kind()) {
        case DISK_FULL, DISK_ERROR -> nodes.expectEnd(node);
        case BYZANTINE -> nodes.kill(node);
        default -> {}
      }
      injected.begin(fault, node, nodes.folder(node));
      if (fault.kind() == NemesisKind.BYZANTINE) {
        nodes.start(node);
      }
    }
    if (fault.kind() == NemesisKind.POWER_LOSS) {
      TimeUnit.MILLISECONDS.sleep(UNFORCED_MS);
      nodes.killTogether(fault.nodes());
    }
  }

  private void healInside(FaultEvent fault, int node) throws IOException, InterruptedException {
    injected.heal(fault, node, nodes.folder(node));
    if (fault.kind() == NemesisKind.BYZANTINE) {
      nodes.kill(node);
    }
    nodes.start(node);
  }

  private void beginAtProcesses(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      switch (fault.kind()) {
        case PAUSE -> nodes.signal(node, "STOP");
        case ROLLING_RESTART -> nodes.restart(node);
        default -> nodes.kill(node);
      }
    }
  }

  private void damageStores(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      nodes.kill(node);
      if (fault.kind() == NemesisKind.STORE_OLD_COPY) {
        StoreDamage.copy(nodes.data(node), copy(node));
        nodes.start(node);
      } else {
        damage.damage(fault, nodes.data(node));
      }
    }
  }

  /** The node went on meanwhile, and now has forgotten it. */
  private void putBackCopy(int node) throws IOException, InterruptedException {
    nodes.kill(node);
    FolderOperations.delete(nodes.data(node));
    StoreDamage.copy(copy(node), nodes.data(node));
    nodes.start(node);
  }

  private Path copy(int node) {
    return copies.resolve("n" + node);
  }

  private void heal(FaultEvent fault) throws IOException, InterruptedException {
    if (fault.kind().group() == NemesisKind.Group.NETWORK) {
      network.heal(fault);
      return;
    }
    for (int node : fault.nodes()) {
      if (InjectedNodeFaults.isInside(fault.kind())) {
        healInside(fault, node);
        continue;
      }
      switch (fault.kind()) {
        case PAUSE -> nodes.signal(node, "CONT");
        case ROLLING_RESTART -> {}
        case STORE_OLD_COPY -> putBackCopy(node);
        default -> nodes.start(node);
      }
    }
  }
}
