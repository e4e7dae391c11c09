package org.medchain.faults.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.adversary.AdversaryKnowledge;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.faults.oracle.RegisterStateMachine;

/** That of a member that executes all blocks itself, decided or not, each on its own branch. */
final class BranchKnowledge extends AdversaryKnowledge {
  /** The state after each block whose ancestors are all known. */
  private final Map<Hash, RegisterStateMachine> stateMachines = new LinkedHashMap<>();

  BranchKnowledge(ChainParameters chain, RegisterStateMachine genesis) {
    super(chain);
    stateMachines.put(chain.chain(), genesis);
  }

  @Override
  protected void learn(Block block) {
    super.learn(block);
    boolean found = true;
    while (found) { // parents may have come after their children
      found = false;
      for (Block each : blocks.values()) {
        RegisterStateMachine below = stateMachines.get(each.parent());
        if (below != null && !isParent(each) && each.height() == below.height() + 1) {
          stateMachines.put(each.hash(), below.afterBlock(each));
          found = true;
        }
      }
    }
  }

  @Override
  protected List<Block> parents() {
    return stateMachines.keySet().stream().map(blocks::get).toList();
  }

  @Override
  protected boolean isParent(Block block) {
    return stateMachines.containsKey(block.hash());
  }

  @Override
  protected Optional<ExecutionResult> reportedBy(Block parent) {
    Block reported = parent;
    while (reported.height() > Math.max(0, reportedHeight(parent))) {
      reported = blocks.get(reported.parent());
    }
    return stateMachines.get(reported.hash()).last();
  }
}
