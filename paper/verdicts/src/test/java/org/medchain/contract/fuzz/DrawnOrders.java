package org.medchain.contract.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.KeyNames;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.HeaderFields;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;

/** Orders of all types of the registry as the contract's fuzzer draws them, each in a block. */
public final class DrawnOrders {
  private static final long GENESIS_MS = 1_600_000_000_000L;

  private DrawnOrders() {}

  /** What came of one order. */
  public record ExecutedOrder(
      PublicKey sender,
      Operation operation,
      Receipt receipt,
      WorldState before,
      WorldState after) {}

  /** Executes this number of orders in the world of a seed. */
  public static void play(long seed, int orders, Consumer<ExecutedOrder> seen) {
    FuzzWorld world = new FuzzWorld(seed);
    OperationHints hints = new OperationHints();
    MedicalContract contract = new MedicalContract(world.genesis, 0);
    List<OperationType<?>> types = List.copyOf(MedicalModules.REGISTRY.types());
    Map<PublicKey, Long> sequences = new TreeMap<>();
    Hash parent = world.genesis.chain();
    while (world.height <= orders) {
      OperationType<?> type = types.get(world.random.nextInt(types.size()));
      Optional<OperationDraft> draft = OperationDraft.of(world, hints, type);
      if (draft.isPresent()) {
        PublicKey sender = KeyNames.current(world.state, draft.get().sender());
        Transaction transaction =
            new Transaction(
                new RequestId(sender, sequences.merge(sender, 1L, Long::sum)),
                type.number(),
                draft.get().operation().encoded(),
                Signature.NONE);
        List<Transaction> content = List.of(transaction);
        Block block =
            Block.of(
                HeaderFields.at(world.height)
                    .previous(parent)
                    .timeMs(GENESIS_MS + world.height * 1_000)
                    .transactions(content)
                    .made(),
                content);
        parent = block.hash();
        Receipt receipt = contract.apply(block).receipts().getFirst();
        WorldState before = world.state;
        world.state = contract.state();
        world.happened(MedicalModules.events(receipt));
        world.height++;
        seen.accept(
            new ExecutedOrder(
                draft.get().sender(), draft.get().operation(), receipt, before, world.state));
      }
    }
  }
}
