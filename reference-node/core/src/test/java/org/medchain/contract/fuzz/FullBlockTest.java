package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.record;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ExecutedBlock;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.data.state.StateTree;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.ScarcityRules;

/** CON-45: the sum of a block's work is under the limit, and orders that exceed it are refused. */
class FullBlockTest {
  private static final String TYPE = "image";
  private static final int FULL = OfferRecords.MAX_RECORDS;
  private static final long LIMIT = ScarcityRules.MIN_BLOCK_WORK;

  /** The most of anything that a bound has a part for: agreements that an exit dissolves. */
  private static final long MOST = 2_048;

  /** Whether it is admitted, its number, and what its bound depends on: refused or not. */
  private static final long BESIDES = 40;

  private static TestChain chain(long blockWork) {
    return new TestChain(
        IncentiveRules.of(new PointRules(400, 10, 25, 7, 8_000))
            .with(new ScarcityRules(false, 0, 0, blockWork)),
        List.of());
  }

  private static Hash id(int number) {
    return record(PATIENT, TYPE, number).id();
  }

  private static Operation share(int number) {
    return Consents.allow(PATIENT, id(number), HOSPITAL, Purpose.DISCLOSE);
  }

  /** A hospital's offer that an institution waits for: a record that comes is a search in it. */
  private static TestChain filled(long blockWork) {
    TestChain chain = chain(blockWork);
    chain.run(HOSPITAL, new OfferRecords(TYPE, 1, List.of()));
    List<Transaction> all = new ArrayList<>();
    for (int number = 0; number < FULL; number++) {
      all.add(chain.order(PATIENT, new UploadRecord(record(PATIENT, TYPE, number))));
    }
    chain.add(all);
    all.clear();
    for (int number = 0; number < FULL; number++) {
      all.add(chain.order(PATIENT, share(number)));
    }
    chain.add(all);
    chain.run(PATIENT, Consents.revoke(PATIENT, id(0), HOSPITAL, Purpose.DISCLOSE));
    chain.run(INSTITUTION, new DemandRecords(HOSPITAL.publicKey(), TYPE, FULL, 1));
    return chain;
  }

  /** A record is shared again for nothing, as often as the block has room. */
  private static List<Transaction> searches(TestChain chain, int times) {
    List<Transaction> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int number = 1 + i % (FULL - 1);
      all.add(
          chain.order(PATIENT, Consents.revoke(PATIENT, id(number), HOSPITAL, Purpose.DISCLOSE)));
      all.add(chain.order(PATIENT, share(number)));
    }
    return all;
  }

  /** The work of the executed orders on the state, each by itself. */
  private static long work(WorldState before, Block block, ExecutionResult result) {
    WorldState state = before;
    long sum = 0;
    for (int i = 0; i < block.transactions().size(); i++) {
      if (Outcome.of(result.receipts().get(i)) == Outcome.BLOCK_FULL) {
        continue;
      }
      CountedWork counted = new CountedWork();
      state =
          CountedWork.unwatched(
              new TransactionExecution(
                      MedicalModules.REGISTRY,
                      block.height(),
                      OptionalLong.of(block.header().timestampMs()))
                  .execute(counted.watch(state), block.transactions().get(i), i)
                  .state());
      sum += counted.sum().units();
    }
    return sum;
  }

  private static long count(ExecutionResult result, Outcome outcome) {
    return result.receipts().stream().filter(each -> Outcome.of(each) == outcome).count();
  }

  /** The offer book was searched 4,000 times for nothing: now until the block is full. */
  @Example
  void searchesOfAnOfferEndWithTheBlock() {
    TestChain chain = filled(LIMIT);
    WorldState before = chain.state();
    ExecutionResult result = chain.add(searches(chain, 2_000));
    assertThat(count(result, Outcome.BLOCK_FULL)).isGreaterThan(1_000);
    assertThat(count(result, Outcome.OK)).isGreaterThan(200);
    assertThat(work(before, chain.blocks().getLast(), result)).isLessThanOrEqualTo(LIMIT);
    chain.expect(PATIENT, new AskBalance(), Outcome.OK);
  }

  /** As before, where the rules name no limit. */
  @Example
  void withoutALimitNothingIsRefused() {
    TestChain chain = filled(0);
    assertThat(count(chain.add(searches(chain, 400)), Outcome.OK)).isEqualTo(800);
  }

  /** CON-26: which roles may order something does not depend on the block. */
  @Example
  void whoMayNotOrderItIsToldSoInAFullBlock() {
    TestChain chain = filled(LIMIT);
    List<Transaction> all = searches(chain, 2_000);
    all.add(chain.order(PATIENT, new JudgeRecord(id(1))));
    assertThat(Outcome.of(chain.add(all).receipts().getLast())).isEqualTo(Outcome.NOT_ALLOWED);
    chain.expect(CENTER, new JudgeRecord(id(1)), Outcome.OK);
  }

  /** In any order of expensive and cheap ones, and the same on a node that was restored. */
  @Property(seed = "43", tries = 12, edgeCases = EdgeCasesMode.NONE)
  void noBlockDoesMore(
      @ForAll @Size(min = 300, max = 700) List<@IntRange(min = 0, max = 3) Integer> moves) {
    TestChain chain = filled(LIMIT);
    List<Transaction> all = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      if (moves.get(i) == 0) {
        all.add(chain.order(PATIENT, new UploadRecord(record(PATIENT, "report", i))));
      } else {
        all.addAll(searches(chain, 1));
      }
    }
    WorldState before = chain.state();
    ExecutionResult result = chain.add(all);
    Block block = chain.blocks().getLast();
    assertThat(work(before, block, result)).isLessThanOrEqualTo(LIMIT);
    StateTree restored = Decoder.decode(before.tree().encoded(), StateTree::decode);
    assertThat(ExecutedBlock.of(WorldState.of(restored), block).result().receipts())
        .isEqualTo(result.receipts());
  }

  /** An exit, a vote, a trade as large as can be, alone in a block, is never too much for it. */
  @Example
  void noOrderIsTooMuchForABlockOfItsOwn() {
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      for (OperationType<?> each : module.operations()) {
        assertThat(most(each.bound()).units() + BESIDES).as(each.name()).isLessThan(LIMIT);
      }
      for (ReactionBound each : module.reactionBounds()) {
        assertThat(each.atMost().units()).as(each.event().name()).isLessThan(LIMIT / 4);
      }
    }
  }

  private static <T> StateWork most(WorkBound<T> bound) {
    StateWork sum = bound.fixed();
    for (WorkBound.WorkPart<T> part : bound.parts()) {
      sum = sum.plus(part.work().times(MOST));
    }
    return sum;
  }
}
