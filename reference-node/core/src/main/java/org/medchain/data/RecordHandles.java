package org.medchain.data;

import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A record's accessors and constructor, composed with the codecs of its components to handles,
 * which the JIT compiler inlines: no field is looked up or boxed when a value is encoded.
 */
final class RecordHandles {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodHandle SUM =
      find(LOOKUP::findStatic, Integer.class, "sum", methodType(int.class, int.class, int.class));

  private RecordHandles() {}

  /** {@code (T)int}. */
  static MethodHandle size(Class<?> type, List<Codec<?>> codecs) {
    MethodHandle all = MethodHandles.empty(methodType(int.class, type));
    for (int i = 0; i < codecs.size(); i++) {
      MethodHandle get = accessor(type, i);
      MethodHandle size = codecs.get(i).exactSize(get.type().returnType());
      MethodHandle both = filterArguments(SUM, 0, filterArguments(size, 0, get), all);
      all = MethodHandles.permuteArguments(both, methodType(int.class, type), 0, 0);
    }
    return all;
  }

  /** {@code (Encoder, T)void}. */
  static MethodHandle writer(Class<?> type, List<Codec<?>> codecs, int first) {
    MethodHandle rest = MethodHandles.empty(methodType(void.class, Encoder.class, type));
    for (int i : order(codecs.size(), first).reversed()) {
      MethodHandle get = accessor(type, i);
      MethodHandle write = codecs.get(i).exactWriter(get.type().returnType());
      rest = foldArguments(rest, filterArguments(write, 1, get));
    }
    return rest;
  }

  /** {@code (Decoder)T}. */
  static MethodHandle reader(Class<?> type, List<Codec<?>> codecs, int first) {
    Class<?>[] parts =
        Stream.of(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new);
    MethodHandle constructor =
        find(
            (owner, name, parameters) -> inside(owner).findConstructor(owner, parameters),
            type,
            "its constructor",
            methodType(void.class, parts));
    List<Integer> order = order(parts.length, first);
    MethodHandle inOrder =
        MethodHandles.permuteArguments(
            constructor,
            methodType(type, order.stream().map(i -> parts[i]).toArray(Class[]::new)),
            IntStream.range(0, parts.length).map(order::indexOf).toArray());
    MethodHandle rest = MethodHandles.dropArguments(inOrder, parts.length, Decoder.class);
    for (int i = parts.length - 1; i >= 0; i--) {
      int part = order.get(i);
      rest = foldArguments(rest, i, codecs.get(part).exactReader(parts[part]));
    }
    return rest;
  }

  /** The numbers of the components in the order of the encoding. */
  private static List<Integer> order(int count, int first) {
    IntStream others = IntStream.range(0, count).filter(i -> i != first);
    return IntStream.concat(IntStream.of(first).limit(count), others).boxed().toList();
  }

  private static MethodHandle accessor(Class<?> type, int index) {
    RecordComponent component = type.getRecordComponents()[index];
    return find(
        (owner, name, signature) -> inside(owner).findVirtual(owner, name, signature),
        type,
        component.getName(),
        methodType(component.getType()));
  }

  private static MethodHandles.Lookup inside(Class<?> type) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(type, LOOKUP);
  }

  /** A kind of lookup of a handle. */
  interface Find {
    MethodHandle find(Class<?> owner, String name, MethodType type)
        throws ReflectiveOperationException;
  }

  private static MethodHandle find(Find lookup, Class<?> owner, String name, MethodType type) {
    try {
      return lookup.find(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner + ": " + name, e);
    }
  }

  /** A method of a class that this package sees. */
  static MethodHandle method(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    return find(LOOKUP::findVirtual, owner, name, methodType(result, parameters));
  }
}
