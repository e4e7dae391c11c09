package org.medchain.data;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import org.medchain.CoreClasses;

/** Arbitrary values of any record by its components, and the cases of a layer's codecs. */
public final class RecordValues {
  private static final int TRIES = 100_000;
  private static final int GEN_SIZE = 1_000;

  private final Map<Class<?>, RandomGenerator<?>> known = new HashMap<>();

  /** Knows the values of the data layer, and small and other numbers. */
  public RecordValues() {
    with(Hash.class, DataArbitraries.hashes());
    with(PublicKey.class, DataArbitraries.publicKeys());
    with(Signature.class, DataArbitraries.signatures());
    with(Bytes.class, DataArbitraries.bytes(0, 40));
    with(String.class, DataArbitraries.texts(8));
    with(Transaction.class, DataArbitraries.transactions());
    with(Receipt.class, DataArbitraries.receipts());
    with(Difficulty.class, DataArbitraries.difficulties());
    with(Header.class, DataArbitraries.headers());
    with(Block.class, DataArbitraries.blocks());
    with(MedicalRecord.class, DataArbitraries.records());
    with(InclusionProof.class, DataArbitraries.inclusionProofs());
    with(
        BigInteger.class,
        Arbitraries.bigIntegers()
            .between(BigInteger.ONE, BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE)));
    with(boolean.class, Arbitraries.of(false, true));
    with(
        int.class,
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 60)),
            Tuple.of(2, Arbitraries.integers())));
    with(
        long.class,
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.longs().between(0, 60)), Tuple.of(2, Arbitraries.longs())));
  }

  /** The values of a type, where its components do not say which there are. */
  public RecordValues with(Class<?> type, Arbitrary<?> values) {
    known.put(type, values.generator(GEN_SIZE));
    return this;
  }

  /** Of a record, of what is known, or of any kind of a sealed type. */
  public <T> Arbitrary<T> of(Class<T> type) {
    return Arbitraries.randomValue(random -> type.cast(value(type, random)));
  }

  /** Of each encodable type of a layer whose codec follows from its declaration, but of these. */
  public List<CodecCase<?>> codecs(String layer, Class<?>... others) {
    List<CodecCase<?>> codecs = new ArrayList<>();
    CoreClasses.read(layer).stream()
        .filter(each -> each.isAssignableTo(Encodable.class) && !each.isInterface())
        .map(each -> whole(each.reflect()))
        .distinct()
        .filter(each -> Arrays.stream(others).noneMatch(other -> other.isAssignableFrom(each)))
        .forEach(each -> codecs.add(codec(each.asSubclass(Encodable.class))));
    return codecs;
  }

  /** The sealed type that it is a kind of, if it is. */
  private static Class<?> whole(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).filter(Class::isSealed).findFirst().orElse(type);
  }

  public <T extends Encodable> CodecCase<T> codec(Class<T> type) {
    return new CodecCase<>(type, of(type), Codec.of(type)::decode);
  }

  private Object value(Type type, Random random) {
    if (type instanceof ParameterizedType many) {
      Type each = many.getActualTypeArguments()[0];
      List<Object> values = new ArrayList<>();
      for (int i = random.nextInt(many.getRawType() == Optional.class ? 2 : 4); i > 0; i--) {
        values.add(value(each, random));
      }
      return many.getRawType() == Optional.class ? values.stream().findFirst() : values;
    }
    Class<?> whole = (Class<?>) type;
    if (known.containsKey(whole)) {
      return known.get(whole).next(random).value();
    }
    if (whole.isEnum() || whole.isSealed()) {
      Object[] kinds = whole.isEnum() ? whole.getEnumConstants() : whole.getPermittedSubclasses();
      Object kind = kinds[random.nextInt(kinds.length)];
      return whole.isEnum() ? kind : value((Class<?>) kind, random);
    }
    return record(whole, random);
  }

  private Object record(Class<?> type, Random random) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new AssertionError("no record: " + type + ": say which there are");
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    for (int i = 0; i < TRIES; i++) {
      Object[] values =
          Arrays.stream(components).map(each -> value(each.getGenericType(), random)).toArray();
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof RuntimeException)) {
          throw new LinkageError(type.getName(), e);
        }
        // No such value: another one.
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(type.getName(), e);
      }
    }
    throw new AssertionError("chance makes no " + type + ": say which there are");
  }
}
