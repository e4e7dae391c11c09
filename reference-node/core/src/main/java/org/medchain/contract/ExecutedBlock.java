package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.ModuleRegistry;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Register;
import org.medchain.data.Block;
import org.medchain.data.MerkleTree;

/**
 * An executed block: the chain's state afterwards, and its result for consensus.
 *
 * @param state afterwards
 * @param result with the state's root
 */
public record ExecutedBlock(WorldState state, ExecutionResult result) {
  /** Executes a block on the state after its parent, with the modules of the medical chain. */
  public static ExecutedBlock of(WorldState before, Block block) {
    return of(MedicalModules.REGISTRY, before, block);
  }

  /** The same with these modules. */
  public static ExecutedBlock of(ModuleRegistry modules, WorldState before, Block block) {
    BlockExecution executed = BlockExecution.of(modules, before, block);
    WorldState state = executed.state();
    return new ExecutedBlock(
        state,
        new ExecutionResult(
            block.height(),
            block.hash(),
            state.tree().root(),
            MerkleTree.rootOf(executed.receipts()),
            executed.receipts(),
            ConsensusNodes.areSame(before, executed.state())
                ? Optional.empty()
                : Optional.of(ConsensusNodes.of(state)),
            Register.registeredBy(block, before, executed.state())));
  }

  /** The differences to another execution of the block, in words; empty if there are none. */
  public List<String> differences(ExecutedBlock other) {
    List<String> found = new ArrayList<>();
    ExecutionResult that = other.result;
    compare("block", result.block(), that.block(), found);
    compare("state root", result.stateRoot(), that.stateRoot(), found);
    compare("receipts root", result.receiptsRoot(), that.receiptsRoot(), found);
    compare("receipts", result.receipts(), that.receipts(), found);
    compare("members", result.members(), that.members(), found);
    compare("registered keys", result.registered(), that.registered(), found);
    // By content, not by root: a value that no root covers would differ here.
    state.tree().changesSince(other.state.tree(), (key, value) -> found.add("state at key " + key));
    return found;
  }

  private static void compare(String what, Object one, Object other, List<String> found) {
    if (!one.equals(other)) {
      found.add(what);
    }
  }
}
