package org.medchain.claims.majority;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.majority.RightsOfOthers.Power;
import org.medchain.consensus.QuorumSizes;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/** Has a sender of each role order every operation, and records what that changes for others. */
final class SingleControlExperiment {
  private static final String CLAIM = "no-single-control";

  private SingleControlExperiment() {}

  static void run(ClaimRun run) throws Exception {
    ControlScenario chain = new ControlScenario(run.seed(), run.count("control_nodes"));
    List<Operation> samples = OperationSamples.of(chain);
    Set<Power> seen = EnumSet.noneOf(Power.class);
    try (RawTable raw = run.raw(CLAIM, "operation, number, role, outcome, changed")) {
      for (Operation operation : samples) {
        for (Role role : Role.values()) {
          attempt(chain, operation, role, seen, raw);
        }
      }
    }
    report(run.figures(CLAIM), chain, samples.size(), seen);
  }

  private static void attempt(
      ControlScenario chain, Operation operation, Role role, Set<Power> seen, RawTable raw) {
    ControlScenario.OrderedAttempt attempt = chain.attempt(role, operation);
    seen.addAll(attempt.powers());
    raw.row(
        operation.type().name(),
        operation.type().number(),
        word(role),
        word(attempt.outcome()),
        attempt.powers().stream()
            .map(SingleControlExperiment::word)
            .collect(Collectors.joining(" ")));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void report(
      ClaimFigures figures, ControlScenario chain, int samples, Set<Power> seen) {
    long attempts = (long) samples * Role.values().length;
    figures.value(
        "single_key_powers",
        seen.size(),
        attempts,
        "of five: members, rules, participation, accounts, records of others");
    long centers =
        MedicalModules.REGISTRY.types().stream()
            .filter(type -> type.permissions().equals(OperationPermissions.CENTER))
            .count();
    figures.value(
        "center_only_operations",
        (double) centers,
        MedicalModules.REGISTRY.types().size(),
        "kinds of operation that the regulatory center alone may order");
    figures.value(
        "transactions_to_quorum",
        transactionsToQuorum(chain),
        chain.nodes().size(),
        "changes of the members until the center's own nodes are a quorum");
  }

  private static int transactionsToQuorum(ControlScenario chain) {
    WorldState state = chain.prepared();
    int ordered = 0;
    while (ownNodes(chain, state) < new QuorumSizes(chain.nodes().size()).size()) {
      state = chain.orderedByCenter(state, ordered, OperationSamples.replacement(chain, ordered));
      ordered++;
    }
    return ordered;
  }

  private static long ownNodes(ControlScenario chain, WorldState state) {
    List<PublicKey> before = chain.nodes();
    return ConsensusNodes.of(state).keys().stream().filter(key -> !before.contains(key)).count();
  }
}
