package org.medchain.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.contract.Operations;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.faults.workload.WorkloadRun;
import org.medchain.faults.workload.Workloads;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.simulation.load.LoadScript;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.model.SymbolicSignatures;

/** When clients do what. */
class InterpreterTest {
  private static final long S = 1_000_000_000L;
  private static final InterpreterSettings SETTINGS =
      new InterpreterSettings(1, S, S, 10 * S, 15 * S, 30 * S);

  private static Interpreter interpreter() {
    SymbolicSignatures scheme = new SymbolicSignatures();
    KeyPair key = scheme.keyPair(Hash.ZERO.toBytes());
    RandomStreams random = new RandomStreams(1);
    WorkloadRun workload =
        Workloads.of("register")
            .orElseThrow()
            .start()
            .begin(
                List.of(key.publicKey()),
                IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000)),
                random.stream("workload", 0));
    return new Interpreter(
        SETTINGS,
        workload,
        List.of(new Operations(scheme, Hash.ZERO, key)),
        random.stream("think", 0));
  }

  /** When, from a time on, the first call is made; each of them is given up. */
  private static long firstCallS(Interpreter clients, int fromS, int untilS) {
    for (int second = fromS; second < untilS; second++) {
      LoadScript.LoadStep step = clients.step(second * S);
      if (!step.submissions().isEmpty()) {
        return second;
      }
      assertThat(step.finished()).isFalse();
      assertThat(step.wakeNs().orElseThrow()).isGreaterThan(second * S);
    }
    return untilS;
  }

  /** FAULT-7: the load ends, nothing is asked while all settles, and then come the last calls. */
  @Test
  void theLastCallsComeAfterTheLoadHasSettled() {
    Interpreter clients = interpreter();
    assertThat(firstCallS(clients, 0, 10)).isLessThan(10);
    assertThat(firstCallS(clients, 10, 100)).isEqualTo(15);
  }

  /** FAULT-19: nodes that take long to start are waited for, and then all settles. */
  @Test
  void theLastCallsWaitUntilAllIsHealed() {
    Interpreter clients = interpreter();
    clients.awaitHeal();
    assertThat(firstCallS(clients, 0, 10)).isLessThan(10);
    assertThat(firstCallS(clients, 10, 60)).isEqualTo(60);
    clients.healed(60 * S);
    assertThat(firstCallS(clients, 60, 100)).isEqualTo(65);
  }

  /** FAULT-19: nodes that are there early change nothing. */
  @Test
  void anEarlyHealDoesNotEndTheLoad() {
    Interpreter clients = interpreter();
    clients.awaitHeal();
    assertThat(firstCallS(clients, 0, 10)).isLessThan(10);
    clients.healed(2 * S);
    assertThat(firstCallS(clients, 10, 100)).isEqualTo(15);
  }
}
