package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;

/** CON-15: the contract layer as consensus uses it. */
class MedicalContractTest {
  private final TestChain chain = new TestChain();

  private Block upload(int number) {
    Operation operation = new UploadRecord(TestChain.record(TestChain.PATIENT, "image", number));
    return chain.next(List.of(chain.order(TestChain.PATIENT, operation)));
  }

  @Example
  void anExecutionReportsTheRoots() {
    ExecutionResult execution = chain.contract().apply(upload(1));
    assertThat(execution.height()).isEqualTo(1);
    assertThat(execution.stateRoot())
        .isEqualTo(chain.contract().stateRoot())
        .isEqualTo(chain.state().tree().root());
    assertThat(execution.receiptsRoot()).isEqualTo(MerkleTree.rootOf(execution.receipts()));
  }

  @Example
  void onlyTheNextBlockIsExecuted() {
    Block first = upload(1);
    Block sibling = upload(2);
    chain.contract().apply(first);
    assertThatIllegalArgumentException().isThrownBy(() -> chain.contract().apply(first));
    assertThatIllegalArgumentException().isThrownBy(() -> chain.contract().apply(sibling));
    assertThat(chain.contract().height()).isEqualTo(1);
    chain.contract().revertTo(0);
    chain.contract().apply(sibling);
    assertThat(chain.contract().height()).isEqualTo(1);
  }

  /** Of the right height, on another branch. */
  @Example
  void theNextBlockIsTheChildOfTheLast() {
    TestChain other = new TestChain();
    other.add(List.of(other.order(TestChain.DOCTOR, new QuoteQuery(Hash.ZERO))));
    chain.add(List.of());
    Block stranger = other.next(List.of());
    assertThat(stranger.height()).isEqualTo(chain.contract().height() + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> chain.contract().apply(stranger));
  }

  /** Replicas on different branches are at different states. */
  @Example
  void branchesDoNotMix() {
    MedicalContract one = new MedicalContract(chain.genesis(), 10);
    MedicalContract two = new MedicalContract(chain.genesis(), 10);
    ExecutionResult left = one.apply(upload(1));
    ExecutionResult right = two.apply(upload(2));
    assertThat(left.stateRoot()).isNotEqualTo(right.stateRoot());
    two.revertTo(0);
    assertThat(two.apply(upload(3)).stateRoot()).isNotIn(left.stateRoot(), right.stateRoot());
  }

  @Example
  void asManyHeightsAsAreRetainedCanBeReturnedTo() {
    MedicalContract contract = new MedicalContract(chain.genesis(), 3);
    for (int height = 1; height <= 10; height++) {
      contract.apply(chain.next(List.of()));
      chain.add(List.of());
    }
    assertThatIllegalArgumentException().isThrownBy(() -> contract.revertTo(6));
    assertThatIllegalArgumentException().isThrownBy(() -> contract.revertTo(11));
    assertThat(contract.stateAt(6)).isEmpty();
    assertThat(contract.stateAt(7)).isPresent();
    contract.revertTo(10);
    contract.revertTo(7);
    assertThat(contract.height()).isEqualTo(7);
    assertThat(MedicalContract.RETAINED_HEIGHTS).isEqualTo(PowParameters.BRANCH_DEPTH);
    // POW-37: and to the first, from which the chain can be executed again.
    contract.revertTo(0);
    assertThat(contract.stateRoot()).isEqualTo(chain.genesis().block().header().stateRoot());
    contract.apply(chain.blocks().get(1));
    assertThat(contract.height()).isEqualTo(1);
  }

  /** NODE-24: full blocks count by their bytes, also after some were undone. */
  @Example
  void asManyBytesAsAreRetainedCanBeReturnedTo() {
    int size = chain.next(List.of()).expectedSize();
    MedicalContract contract = new MedicalContract(chain.genesis(), 100, 3L * size + 1);
    Block last = chain.genesis().block();
    for (int height = 1; height <= 10; height++) {
      last = chain.next(List.of());
      contract.apply(last);
      chain.add(List.of());
    }
    assertThat(contract.lowestRetained()).isEqualTo(8);
    contract.revertTo(9);
    contract.apply(last);
    assertThat(contract.lowestRetained()).isEqualTo(8);
    MedicalContract least = new MedicalContract(chain.genesis(), 100, 0);
    assertThat(least.height()).isEqualTo(least.lowestRetained()).isZero();
  }

  /** INC-3: the check at every block, shown a state that no operation can make. */
  @Example
  void aBlockThatLosesAPointIsADefect() {
    WorldState broken = TestStates.withAPointLost(chain.state());
    assertThatIllegalStateException()
        .isThrownBy(() -> BlockExecution.of(MedicalModules.REGISTRY, broken, upload(1)))
        .withMessageContaining("height 1:");
  }
}
