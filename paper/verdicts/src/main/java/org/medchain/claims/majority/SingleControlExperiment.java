package org.medchain.claims.majority;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
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
final class SingleControlExperiment implements ClaimExperiment {
  private static final String CLAIM = "no-single-control";
  private static final String NODES = "control_nodes";

  /** What was seen of single keys. */
  private static final class SeenPowers {
    final Set<String> operations = new TreeSet<>();
    final Set<Role> roles = EnumSet.noneOf(Role.class);
    final Set<Power> powers = EnumSet.noneOf(Power.class);
  }

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting(NODES, 7, 16, "consensus nodes"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    ControlScenario chain = new ControlScenario(run.seed(), run.count(NODES));
    List<Operation> samples = OperationSamples.of(chain);
    SeenPowers seen = new SeenPowers();
    try (RawTable raw = run.raw(CLAIM, "operation", "number", "role", "outcome", "changed")) {
      for (Operation operation : samples) {
        for (Role role : Role.values()) {
          attempt(chain, operation, role, seen, raw);
        }
      }
    }
    report(run.figures(CLAIM), chain, samples.size(), seen);
  }

  private static void attempt(
      ControlScenario chain, Operation operation, Role role, SeenPowers seen, RawTable raw) {
    ControlScenario.OrderedAttempt attempt = chain.attempt(role, operation);
    if (!attempt.powers().isEmpty()) {
      seen.operations.add(operation.type().name());
      seen.roles.add(role);
      seen.powers.addAll(attempt.powers());
    }
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
      ClaimFigures figures, ControlScenario chain, int samples, SeenPowers seen) {
    long attempts = (long) samples * Role.values().length;
    figures.value(
        "single_key_operations",
        seen.operations.size(),
        attempts,
        "kinds of operation by which one key alone changed the rights of others");
    figures.value(
        "single_key_powers",
        seen.powers.size(),
        attempts,
        "of five: members, rules, participation, accounts, records of others");
    figures.value(
        "roles_with_power", seen.roles.size(), attempts, "roles whose key alone can do any of it");
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
