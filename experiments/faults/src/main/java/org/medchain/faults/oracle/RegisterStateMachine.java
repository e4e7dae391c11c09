package org.medchain.faults.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/**
 * A state machine whose state the oracles can read: registers that are written and read, how often
 * each request was executed, and a chain of hashes over all blocks. It executes all its input, even
 * twice: preventing that is consensus' part.
 */
public final class RegisterStateMachine implements StateMachine {
  /** A transaction that sets a register: name, number. */
  public static final int WRITE = 1;

  /** A transaction that reads a register: name. */
  public static final int READ = 2;

  /** A transaction of the regulatory center that names the consensus nodes: a list of keys. */
  public static final int MEMBERS = 99;

  /** The code of a receipt whose transaction made no sense or was not the sender's to make. */
  static final int REJECTED = 1;

  /** Older states are discarded where blocks are final, as a real host does. */
  public static final int RETAINED = 64;

  private record RegisterState(
      Hash chain, Map<String, Long> registers, Map<RequestId, Integer> executions, Hash root) {
    static RegisterState of(
        Hash chain, Map<String, Long> registers, Map<RequestId, Integer> executions) {
      return new RegisterState(
          chain, registers, executions, Hash.of(encode(chain, registers, executions)));
    }

    static Bytes encode(
        Hash chain, Map<String, Long> registers, Map<RequestId, Integer> executions) {
      Encoder out = new Encoder().hash(chain).count(registers.size());
      registers.forEach((name, value) -> out.text(name).int64(value));
      out.count(executions.size());
      executions.forEach((request, count) -> out.value(request).int32(count));
      return out.toBytes();
    }

    static RegisterState decode(Decoder in) {
      Hash chain = in.hash();
      Map<String, Long> registers = new TreeMap<>();
      for (int i = in.countOf(9); i > 0; i--) {
        registers.put(in.text(), in.int64());
      }
      Map<RequestId, Integer> executions = new TreeMap<>();
      for (int i = in.countOf(RequestId.CODEC.minSize() + 4); i > 0; i--) {
        executions.put(RequestId.CODEC.decode(in), in.int32());
      }
      return of(chain, registers, executions);
    }
  }

  private final PublicKey center;
  private final int retainedHeights;
  private final TreeMap<Long, RegisterState> states = new TreeMap<>();
  private ExecutionResult last;

  /**
   * The state after the genesis block.
   *
   * @param retained as many states below the last are known
   */
  public RegisterStateMachine(PublicKey center, int retained) {
    this.center = center;
    this.retainedHeights = retained;
    states.put(0L, genesis());
  }

  /** What executing {@code block} here would lead to; this ledger stays as it is. */
  public RegisterStateMachine afterBlock(Block block) {
    RegisterStateMachine copy = new RegisterStateMachine(center, retainedHeights);
    copy.states.clear();
    copy.states.putAll(states);
    copy.last = copy.apply(block);
    return copy;
  }

  /** The result of the last block, if one was executed here. */
  public Optional<ExecutionResult> last() {
    return Optional.ofNullable(last);
  }

  private static RegisterState genesis() {
    return RegisterState.of(Hash.of(Bytes.utf8("genesis")), new TreeMap<>(), new TreeMap<>());
  }

  public static Hash genesisRoot() {
    return genesis().root();
  }

  private RegisterState now() {
    return states.lastEntry().getValue();
  }

  @Override
  public ExecutionResult apply(Block block) {
    if (block.height() != height() + 1) {
      throw new IllegalArgumentException("not the next block: " + block);
    }
    RegisterState before = now();
    Map<String, Long> registers = new TreeMap<>(before.registers());
    Map<RequestId, Integer> executions = new TreeMap<>(before.executions());
    Optional<Membership> members = Optional.empty();
    List<Receipt> receipts = new ArrayList<>();
    for (Transaction transaction : block.transactions()) {
      executions.merge(transaction.request(), 1, Integer::sum);
      Optional<Membership> named = membersIn(transaction);
      members = named.isPresent() ? named : members;
      receipts.add(execute(transaction, registers, named.isPresent()));
    }
    Hash chain = Hash.of(new Encoder().hash(before.chain()).hash(block.hash()).toBytes());
    RegisterState after = RegisterState.of(chain, registers, executions);
    states.put(block.height(), after);
    states.headMap(block.height() - retainedHeights).clear();
    return new ExecutionResult(
        block.height(),
        block.hash(),
        after.root(),
        MerkleTree.rootOf(receipts),
        receipts,
        members,
        List.of());
  }

  private static Receipt execute(
      Transaction transaction, Map<String, Long> registers, boolean namesMembers) {
    RequestId request = transaction.request();
    try {
      if (transaction.kind() == WRITE) {
        Decoder.decode(transaction.body(), in -> registers.put(in.text(), in.int64()));
        return new Receipt(request, Receipt.OK, Bytes.EMPTY);
      }
      if (transaction.kind() == READ) {
        return read(transaction, registers);
      }
    } catch (MalformedInput e) {
      return new Receipt(request, REJECTED, Bytes.EMPTY);
    }
    return new Receipt(request, namesMembers ? Receipt.OK : REJECTED, Bytes.EMPTY);
  }

  private static Receipt read(Transaction request, Map<String, Long> registers) {
    String name = Decoder.decode(request.body(), Decoder::text);
    Bytes value = new Encoder().int64(registers.getOrDefault(name, 0L)).toBytes();
    return new Receipt(request.request(), Receipt.OK, value);
  }

  private Optional<Membership> membersIn(Transaction transaction) {
    if (transaction.kind() != MEMBERS || !transaction.request().sender().equals(center)) {
      return Optional.empty();
    }
    try {
      List<PublicKey> keys =
          Decoder.decode(transaction.body(), in -> in.list(PublicKey.SIZE, PublicKey::decode));
      return Optional.of(new Membership(keys));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void revertTo(long height) {
    if (!states.containsKey(height)) {
      throw new IllegalArgumentException("no state of height " + height);
    }
    states.tailMap(height, false).clear();
  }

  @Override
  public long height() {
    return states.lastKey();
  }

  @Override
  public Hash stateRoot() {
    return now().root();
  }

  @Override
  public DeferredBytes snapshot(long height) {
    RegisterState state = states.get(height);
    if (state == null) {
      throw new IllegalArgumentException("no state of height " + height);
    }
    return DeferredBytes.of(
        RegisterState.encode(state.chain(), state.registers(), state.executions()));
  }

  @Override
  public Hash restore(long height, Hash block, Hash certified, Bytes snapshot) {
    RegisterState loaded = Decoder.decode(snapshot, RegisterState::decode);
    if (loaded.root().equals(certified)) {
      states.clear();
      states.put(height, loaded);
    }
    return loaded.root();
  }

  @Override
  public Receipt read(Transaction request) {
    return read(request, now().registers());
  }

  /** Whether the request was executed, once or more. */
  public boolean executed(RequestId request) {
    return now().executions().containsKey(request);
  }

  /** A request that was executed more than once. */
  public Optional<RequestId> executedTwice() {
    return now().executions().entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
