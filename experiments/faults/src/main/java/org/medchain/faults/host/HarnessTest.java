package org.medchain.faults.host;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.workload.Workload;
import org.medchain.faults.workload.Workloads;

/**
 * What to run.
 *
 * @param seed of all draws
 * @param nodes consensus nodes
 * @param workload what clients do
 * @param settings how they behave
 * @param plan the faults
 * @param folder for what the host writes
 * @param progress is told what happens now, in a few words
 */
public record HarnessTest(
    long seed,
    int nodes,
    Workload workload,
    InterpreterSettings settings,
    List<FaultEvent> plan,
    Path folder,
    Consumer<String> progress) {
  /** The test of a config that has its plan. */
  public static HarnessTest of(HarnessConfig config, Path folder, Consumer<String> progress) {
    return new HarnessTest(
        config.seed(),
        config.nodes(),
        Workloads.of(config.workload()).orElseThrow(),
        config.settings(),
        config.plan().orElseThrow(),
        folder,
        progress);
  }

  /** Whether a node keeps to the protocol and to its store in this plan. */
  public boolean isFaithful(int node) {
    return plan.stream()
        .noneMatch(each -> each.kind().breaksPromises() && each.nodes().contains(node));
  }

  /** Whether a fault of this group is planned. */
  public boolean has(NemesisKind.Group group) {
    return plan.stream().anyMatch(each -> each.kind().group() == group);
  }

  /** Whether a node's store is damaged in this plan while it is away, and nothing worse happens. */
  public boolean isDamaged(int node) {
    List<NemesisKind.Group> suffered =
        plan.stream()
            .filter(each -> each.kind().breaksPromises() && each.nodes().contains(node))
            .map(each -> each.kind().group())
            .distinct()
            .toList();
    return suffered.equals(List.of(NemesisKind.Group.STORE));
  }

  /** The same with another plan. */
  public HarnessTest with(List<FaultEvent> other) {
    return new HarnessTest(seed, nodes, workload, settings, other, folder, progress);
  }
}
