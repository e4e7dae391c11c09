package org.medchain.faults.night;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.host.NemesisAction;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.simulated.SimulatedHost;

/** Short simulated runs without faults, of which those with a certain kind in their plan fail. */
class StandInHost implements HarnessHost {
  private static final long S = 1_000_000_000L;

  final List<HarnessTest> runs = new ArrayList<>();
  private final NemesisKind deadly;

  StandInHost(NemesisKind deadly) {
    this.deadly = deadly;
  }

  @Override
  public String name() {
    return "simulation";
  }

  @Override
  public Optional<String> obstacle(NemesisKind kind) {
    return kind.group() == NemesisKind.Group.PROCESS ? Optional.empty() : Optional.of("not here");
  }

  @Override
  public HostOutcome run(HarnessTest test) throws IOException {
    runs.add(test);
    Files.writeString(Files.createDirectories(test.folder().resolve("cluster")).resolve("x"), "x");
    int workers = test.settings().workers();
    HostOutcome outcome =
        new SimulatedHost()
            .run(
                new HarnessTest(
                    test.seed(),
                    test.nodes(),
                    test.workload(),
                    new InterpreterSettings(workers, S / 2, S, S, S + S / 10, 10 * S),
                    List.of(),
                    test.folder(),
                    what -> {}));
    List<NemesisAction> actions = new ArrayList<>();
    for (FaultEvent each : test.plan()) {
      actions.add(new NemesisAction(S / 10, each, true, Optional.empty()));
      actions.add(new NemesisAction(S / 2, each, false, Optional.empty()));
    }
    boolean fails = test.plan().stream().anyMatch(each -> each.kind() == deadly);
    return new HostOutcome(
        outcome.genesis(),
        outcome.workload(),
        outcome.first(),
        outcome.calls(),
        actions,
        outcome.ledgers(),
        fails ? List.of("n0 ended by itself") : List.of(),
        List.of());
  }
}
