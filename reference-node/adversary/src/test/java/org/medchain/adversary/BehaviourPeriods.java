package org.medchain.adversary;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The same behaviour at another time. */
final class BehaviourPeriods {
  private BehaviourPeriods() {}

  static ByzantineBehaviour move(ByzantineBehaviour behaviour, ActivePeriod period) {
    try {
      RecordComponent[] parts = behaviour.getClass().getRecordComponents();
      Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] =
            parts[i].getType() == ActivePeriod.class
                ? period
                : parts[i].getAccessor().invoke(behaviour);
      }
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (ByzantineBehaviour)
          behaviour.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
