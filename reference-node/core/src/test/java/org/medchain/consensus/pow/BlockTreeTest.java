package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/** POW-10 to POW-13, POW-27: random trees of blocks, delivered in random order. */
class BlockTreeTest {
  private static final int NODES = 4;
  private static final int REQUESTS = 6;

  /** Hard enough that a rule can move it both ways. */
  private static final Difficulty FIRST = Difficulty.ofCoefficient(16);

  /** Blocks come 1 to 5 ms after their parents, so 3 ms apart in the mean. */
  private static final List<DifficultyRule> RULES =
      List.of(
          new DifficultyRule.Constant(),
          new DifficultyRule.Windowed(2, 3, PowFixture.EASY),
          new DifficultyRule.Asert(3, 4, PowFixture.EASY));

  /** A tree to grow: the parent of each next block, and its request unless the branch has it. */
  record Plan(
      int window, List<Integer> parents, List<Integer> requests, DifficultyRule rule, long seed) {
    PowFixture fixture() {
      return new PowFixture(window, FIRST, new TestSignatures(), rule);
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    // Mostly on one of the last blocks, so that branches get longer than the window.
    Arbitrary<Integer> parents = Arbitraries.integers().between(0, 3);
    Arbitrary<Integer> requests = Arbitraries.integers().between(0, REQUESTS + 3);
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            parents.list().ofMinSize(1).ofMaxSize(24),
            requests.list().ofSize(24),
            Arbitraries.of(RULES),
            Arbitraries.longs())
        .as(Plan::new);
  }

  private static List<PowFixture.Made> grow(PowFixture fixture, Plan plan) {
    List<PowFixture.Made> tree = new ArrayList<>(List.of(fixture.genesis));
    for (int i = 0; i < plan.parents().size(); i++) {
      int back = Math.min(tree.size(), 1 + plan.parents().get(i) * plan.parents().get(i));
      PowFixture.Made parent = tree.get(tree.size() - back);
      int request = plan.requests().get(i);
      boolean fits = request < REQUESTS && !isOnBranch(parent, request(fixture, request));
      List<Transaction> block = fits ? List.of(request(fixture, request)) : List.of();
      tree.add(fixture.seal(parent, fixture.header(parent, block, i, 1 + i % 5), block));
    }
    return tree.subList(1, tree.size());
  }

  private static Transaction request(PowFixture fixture, int number) {
    return fixture.request("client " + number % 2, 1 + number / 2);
  }

  private static boolean isOnBranch(PowFixture.Made tip, Transaction request) {
    for (PowFixture.Made made = tip; made.height() > 0; made = made.parent()) {
      if (made.block().transactions().contains(request)) {
        return true;
      }
    }
    return false;
  }

  @Property(seed = "31", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void allReplicasReachAHeadOfMostWork(@ForAll("plans") Plan plan) {
    PowFixture fixture = plan.fixture();
    List<PowFixture.Made> tree = grow(fixture, plan);
    BigInteger most =
        tree.stream().map(PowFixture.Made::work).max(BigInteger::compareTo).orElseThrow();
    Random random = new Random(plan.seed());
    for (int i = 0; i < 3; i++) {
      PowTestNode node = new PowTestNode(fixture, fixture.parameters(2), NODES, 0);
      node.start();
      if (random.nextBoolean()) {
        node.host.holdExecutions();
      }
      deliverShuffled(fixture, tree, node, random);
      node.releaseAll();
      assertThat(work(tree, node.replica.head())).isEqualTo(most);
      assertThat(node.host.chain()).isEqualTo(branch(node.host.last(), tree, fixture));
      everyRequestIsOnTheChainOnceInTheEnd(fixture, node);
    }
  }

  private static BigInteger work(List<PowFixture.Made> tree, Block block) {
    return tree.stream()
        .filter(made -> made.block().equals(block))
        .map(PowFixture.Made::work)
        .findFirst()
        .orElse(BigInteger.ZERO);
  }

  /** All blocks at least once, some twice; executions and requests in between. */
  private static void deliverShuffled(
      PowFixture fixture, List<PowFixture.Made> tree, PowTestNode node, Random random) {
    List<PowFixture.Made> arrivals = new ArrayList<>(tree);
    tree.stream().filter(made -> random.nextInt(3) == 0).forEach(arrivals::add);
    Collections.shuffle(arrivals, random);
    List<Transaction> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(request(fixture, i));
    }
    Collections.shuffle(requests, random);
    for (PowFixture.Made made : arrivals) {
      if (!requests.isEmpty() && random.nextBoolean()) {
        node.submit(requests.remove(0));
      }
      node.hear("node " + (1 + random.nextInt(NODES - 1)), new NewBlock(made.block()));
      while (random.nextBoolean() && node.host.executionsHeld() > 0) {
        node.host.releaseExecution();
      }
    }
    requests.forEach(node::submit);
  }

  private static List<Block> branch(Block tip, List<PowFixture.Made> tree, PowFixture fixture) {
    List<Block> branch = new ArrayList<>();
    Hash next = tip.hash();
    for (int i = tree.size() - 1; i >= 0; i--) {
      if (tree.get(i).block().hash().equals(next)) {
        branch.add(tree.get(i).block());
        next = tree.get(i).block().parent();
      }
    }
    branch.add(fixture.chain.genesis());
    Collections.reverse(branch);
    return branch;
  }

  /** Mines until nothing waits: the pool's requests are then on the chain (POW-12, POW-5). */
  private static void everyRequestIsOnTheChainOnceInTheEnd(PowFixture fixture, PowTestNode node) {
    node.fire(BlockAssembler.TEMPLATE);
    Block mined;
    do {
      mined = node.mine();
      node.releaseAll();
    } while (!mined.transactions().isEmpty());
    List<RequestId> ordered =
        node.host.chain().stream()
            .flatMap(block -> block.transactions().stream())
            .map(Transaction::request)
            .toList();
    Set<RequestId> submitted = new LinkedHashSet<>();
    for (int i = 0; i < REQUESTS; i++) {
      submitted.add(request(fixture, i).request());
    }
    assertThat(ordered).containsExactlyInAnyOrderElementsOf(submitted);
  }
}
