package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.Refusals.assertRefused;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.fuzz.FuzzedChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MerkleTree;

/** CON-15, CON-16: the contracts as consensus uses them, and a state in bytes. */
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
    assertRefused(() -> chain.contract().apply(first));
    assertRefused(() -> chain.contract().apply(sibling));
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
    assertRefused(() -> chain.contract().apply(stranger));
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
    assertRefused(() -> contract.revertTo(6));
    assertRefused(() -> contract.revertTo(11));
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

  private static Hash rootAt(TestChain chain, int height) {
    return chain.contract().stateAt(height).orElseThrow().tree().root();
  }

  /** The same root, the same executions from there on, the same bytes again. */
  @Property(seed = "1", tries = 20, edgeCases = EdgeCasesMode.NONE)
  void aRestoredNodeContinuesLikeAnExecutingOne(
      @ForAll @IntRange(min = 1, max = 100_000) int world,
      @ForAll @IntRange(min = 0, max = 20) int wanted) {
    TestChain chain = FuzzedChain.of(world, 60);
    int last = chain.blocks().size() - 1;
    int height = Math.min(wanted, last);
    Bytes snapshot = chain.contract().snapshot(height).bytes();
    Hash block = chain.blocks().get(height).hash();
    MedicalContract joining = new MedicalContract(chain.genesis());
    Hash root = rootAt(chain, height);
    assertThat(joining.restore(height, block, root, snapshot)).isEqualTo(root);
    assertThat(joining.height()).isEqualTo(height);
    assertThat(joining.stateRoot()).isEqualTo(rootAt(chain, height));
    assertThat(joining.snapshot(height).bytes()).isEqualTo(snapshot);
    List<Block> later = chain.blocks().subList(height + 1, last + 1);
    assertThat(later.stream().map(joining::apply).toList())
        .isEqualTo(chain.executions().subList(height, last));
    assertThat(joining.snapshot(last)).isEqualTo(chain.contract().snapshot(last));
    joining.revertTo(height);
    assertThat(joining.stateRoot()).isEqualTo(rootAt(chain, height));
    if (height != 1) { // the start can always be returned to (CON-15)
      assertRefused(() -> joining.revertTo(height - 1));
    }
  }

  /** Bytes are equal exactly where roots are, however the states came about. */
  @Property(seed = "2", tries = 20, edgeCases = EdgeCasesMode.NONE)
  void equalStatesGiveEqualBytes(@ForAll @IntRange(min = 1, max = 100_000) int world) {
    TestChain chain = FuzzedChain.of(world, 60);
    MedicalContract contract = chain.contract();
    Map<Hash, Bytes> byRoot = new TreeMap<>();
    Map<Bytes, Hash> bySnapshot = new TreeMap<>();
    for (int height = 0; height < chain.blocks().size(); height++) {
      Bytes snapshot = contract.snapshot(height).bytes();
      Hash root = rootAt(chain, height);
      assertThat(byRoot.getOrDefault(root, snapshot)).isEqualTo(snapshot);
      assertThat(bySnapshot.getOrDefault(snapshot, root)).isEqualTo(root);
      byRoot.put(root, snapshot);
      bySnapshot.put(snapshot, root);
    }
    int last = chain.blocks().size() - 1;
    contract.revertTo(0);
    chain.blocks().subList(1, last + 1).forEach(contract::apply);
    assertThat(bySnapshot).containsKey(contract.snapshot(last).bytes());
  }

  /** No byte can be changed, whichever it is, without the root telling: a draw of every third. */
  @Property(seed = "3", tries = 8, edgeCases = EdgeCasesMode.NONE)
  void aDamagedSnapshotIsMalformedOrHasAnotherRoot(
      @ForAll @IntRange(min = 1, max = 100_000) int world, @ForAll Random random) {
    TestChain chain = FuzzedChain.of(world, 60);
    int height = chain.blocks().size() - 1;
    Hash root = rootAt(chain, height);
    byte[] snapshot = chain.contract().snapshot(height).bytes().toArray();
    MedicalContract joining = new MedicalContract(chain.genesis());
    for (int at = random.nextInt(3); at < snapshot.length; at += 1 + random.nextInt(5)) {
      byte[] damaged = snapshot.clone();
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      requireRefusedOrOther(joining, height, Bytes.of(damaged), root);
    }
    for (int size = 0; size < snapshot.length; size += 1 + random.nextInt(50)) {
      Bytes prefix = Bytes.of(Arrays.copyOf(snapshot, size));
      requireMalformed(joining, height, prefix);
    }
  }

  /** PBFT-35: in either case the contract keeps its own state. */
  private static void requireRefusedOrOther(
      MedicalContract contract, long height, Bytes content, Hash root) {
    long heightBefore = contract.height();
    Hash rootBefore = contract.stateRoot();
    boolean decodes = true;
    try {
      assertThat(contract.restore(height, Hash.ZERO, root, content)).isNotEqualTo(root);
    } catch (MalformedInput expected) {
      decodes = false;
    }
    assertThat(contract.height()).as("a state: %s", decodes).isEqualTo(heightBefore);
    assertThat(contract.stateRoot()).isEqualTo(rootBefore);
  }

  private static void requireMalformed(MedicalContract contract, long height, Bytes content) {
    long heightBefore = contract.height();
    Hash rootBefore = contract.stateRoot();
    assertMalformed(() -> contract.restore(height, Hash.ZERO, Hash.ZERO, content));
    assertThat(contract.height()).isEqualTo(heightBefore);
    assertThat(contract.stateRoot()).isEqualTo(rootBefore);
  }

  @Property(seed = "4", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyBytesAreAStateOrMalformed(@ForAll byte[] content) {
    TestChain chain = new TestChain();
    Hash root = chain.contract().stateRoot();
    requireRefusedOrOther(chain.contract(), 7, Bytes.of(content), root);
  }

  /** After a failed attempt the node is where it was, history included. */
  @Example
  void whatDoesNotDecodeChangesNothing() {
    TestChain chain = new TestChain();
    chain.upload(TestChain.PATIENT, "image", 1);
    chain.upload(TestChain.PATIENT, "image", 2);
    MedicalContract contract = chain.contract();
    requireMalformed(contract, 5, Bytes.fromHex("01"));
    Bytes sound = contract.snapshot(1).bytes();
    assertRefused(() -> contract.restore(-1, Hash.ZERO, rootAt(chain, 1), sound));
    contract.revertTo(1);
    contract.revertTo(0);
    assertThat(contract.stateRoot()).isEqualTo(rootAt(chain, 0));
  }

  @Example
  void onlyTheNextBlockFollowsARestoredState() {
    TestChain chain = new TestChain();
    chain.upload(TestChain.PATIENT, "image", 1);
    chain.upload(TestChain.PATIENT, "image", 2);
    MedicalContract joining = new MedicalContract(chain.genesis());
    Bytes first = chain.contract().snapshot(1).bytes();
    joining.restore(1, chain.blocks().get(1).hash(), rootAt(chain, 1), first);
    assertRefused(() -> joining.apply(chain.blocks().get(1)));
    assertThat(joining.apply(chain.blocks().get(2))).isEqualTo(chain.executions().get(1));
    // Back to an older one: the state is replaced completely.
    joining.restore(
        0, chain.genesis().chain(), rootAt(chain, 0), chain.contract().snapshot(0).bytes());
    assertThat(joining.apply(chain.blocks().get(1))).isEqualTo(chain.executions().get(0));
    assertRefused(() -> joining.snapshot(2));
    assertRefused(() -> joining.snapshot(-1));
  }
}
