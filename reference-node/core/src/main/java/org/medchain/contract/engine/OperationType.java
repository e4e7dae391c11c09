package org.medchain.contract.engine;

import java.lang.reflect.Field;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import org.medchain.data.Argument;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * One kind of operation (CON-1, CON-25), as its module registers it.
 *
 * @param <T> the operation
 * @param number in {@link Transaction#kind}: never reused, never renumbered, 1 to 255
 * @param name for people
 * @param operation the class of its values
 * @param permissions roles that may send it
 * @param readable whether it may be executed without ordering, if it would change nothing (CON-20)
 * @param requirement id of its specification
 * @param bound the most that it does to the state; the reactions of modules come on top (CON-28)
 */
public record OperationType<T extends Operation>(
    int number,
    String name,
    Class<T> operation,
    OperationPermissions permissions,
    boolean readable,
    String requirement,
    WorkBound<Order<T>> bound) {

  private static final ClassValue<OperationType<?>> TYPES =
      new ClassValue<>() {
        @Override
        protected OperationType<?> computeValue(Class<?> operation) {
          try {
            Field row = operation.getDeclaredField("TYPE");
            row.setAccessible(true);
            return (OperationType<?>) row.get(null);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an operation has its row of the registry: TYPE", e);
          }
        }
      };

  /** Refuses what no transaction can carry, and operations without allowed senders. */
  public OperationType {
    Argument.refuseIf(
        number < 1 || number > 255 || name.isEmpty() || requirement.isEmpty(),
        "an operation has a number from 1 to 255, a name and a requirement: %s%s",
        number,
        name);
    Argument.refuseIf(
        permissions.roles().isEmpty(), "no role may send operation %s, %s", number, name);
    Argument.refuseIf(bound == null, "operation %s has no bound", number);
    // Fails here, when the class is loaded, if a field has no encoding.
    Codec.of(operation);
  }

  /** The row that an operation's class declares, as its constant {@code TYPE}. */
  static OperationType<?> of(Class<? extends Operation> operation) {
    return TYPES.get(operation);
  }

  /** Reads a body: the fields that the class declares. */
  public Function<Decoder, T> reader() {
    return Codec.of(operation)::decode;
  }

  /** The part of the bound that no state makes smaller: looking at the rest is work, too. */
  public StateWork atLeast() {
    return bound.fixed();
  }

  /** The bound for this operation on the state before it. */
  public StateWork atMost(WorldState before, PublicKey sender, Operation ordered) {
    return bound.on(before, new Order<>(sender, operation.cast(ordered)));
  }

  /** The type of an operation, whose {@link OperationRow} says the rest, with a fixed bound. */
  public static <T extends Operation> OperationType<T> of(
      Class<T> operation, OperationPermissions permissions, StateWork bound) {
    OperationRow row = operation.getAnnotation(OperationRow.class);
    return new OperationType<>(
        row.number(),
        row.name(),
        operation,
        permissions,
        row.readable(),
        row.requirement(),
        WorkBound.of(bound));
  }

  /** The same. */
  public static <T extends Operation> OperationType<T> of(
      Class<T> operation, OperationPermissions permissions, long reads, long writes, long bytes) {
    return of(operation, permissions, new StateWork(reads, writes, bytes));
  }

  /** This, whose bound is more by so much for each. */
  public OperationType<T> plusEach(
      String each, StateWork work, ToLongBiFunction<WorldState, Order<T>> count) {
    WorkBound<Order<T>> more = bound.plusEach(each, work, count);
    return new OperationType<>(number, name, operation, permissions, readable, requirement, more);
  }

  @Override
  public String toString() {
    return name;
  }
}
