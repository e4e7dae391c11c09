package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/** PBFT-13: one block a height, each request once, and states as the blocks make them. */
final class AgreementInvariant {
  private final TreeMap<Long, Block> blocks = new TreeMap<>();
  private final TreeMap<Long, Long> epochs = new TreeMap<>();
  private final TreeMap<Long, Hash> states = new TreeMap<>();
  private final Set<RequestId> requests = new LinkedHashSet<>();

  AgreementInvariant(Block genesis) {
    blocks.put(0L, genesis);
    states.put(0L, genesis.header().stateRoot());
  }

  void onCommit(Output.Commit commit) {
    Block block = commit.block();
    long height = block.height();
    Block first = blocks.putIfAbsent(height, block);
    QuorumCertificate certificate = (QuorumCertificate) commit.certificate();
    assertThat(certificate.block()).isEqualTo(block.hash());
    long epoch = ViewNumbers.epoch(certificate.view());
    if (first != null) {
      assertThat(block.hash()).as("two blocks at height %d", height).isEqualTo(first.hash());
      assertThat(epoch).as("PBFT-20: who decides %d", height).isEqualTo(epochs.get(height));
      return;
    }
    epochs.put(height, epoch);
    for (Transaction transaction : block.transactions()) {
      assertThat(requests.add(transaction.request()))
          .as("%s is twice in the chain", transaction.request())
          .isTrue();
    }
    ExecutionResult execution = HashChainStateMachine.execute(states.get(height - 1), block);
    states.put(height, execution.stateRoot());
    assertThat(epoch)
        .as("PBFT-20: epochs do not go back")
        .isGreaterThanOrEqualTo(epochs.getOrDefault(height - 1, 0L));
  }

  /** PBFT-17: the state of a replica is that of the chain. */
  void check(StateMachine machine) {
    assertThat(machine.stateRoot())
        .as("state at height %d", machine.height())
        .isEqualTo(states.get(machine.height()));
  }

  /** The height of the last block that any replica has committed. */
  long height() {
    return blocks.lastKey();
  }

  Block at(long height) {
    return blocks.get(height);
  }

  long epoch(long height) {
    return epochs.get(height);
  }

  long lastEpoch() {
    return epochs.isEmpty() ? 0 : epochs.lastEntry().getValue();
  }

  List<RequestId> requests() {
    return new ArrayList<>(requests);
  }
}
