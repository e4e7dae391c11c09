package org.medchain.contract.fuzz;

import java.util.List;
import org.medchain.contract.TestChain;
import org.medchain.data.Transaction;

/** Random orders of all operations, for a chain with blocks that follow each other. */
public final class FuzzedChain {
  private FuzzedChain() {}

  public static TestChain empty(long world) {
    return new TestChain(new FuzzWorld(world).genesis);
  }

  public static List<Transaction> orders(long world, int count) {
    return new ContractFuzzer(0)
        .play(world, count).stream().flatMap(block -> block.transactions().stream()).toList();
  }

  public static TestChain of(long world, int count) {
    TestChain chain = empty(world);
    List<Transaction> orders = orders(world, count);
    for (int from = 0; from < orders.size(); from += 4) {
      chain.add(orders.subList(from, Math.min(orders.size(), from + 4)));
    }
    return chain;
  }
}
