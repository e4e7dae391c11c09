package org.medchain.adversary;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The same behaviour at another time. */
final class Periods {
  private Periods() {}

  static Behaviour move(Behaviour behaviour, Period period) {
    try {
      RecordComponent[] parts = behaviour.getClass().getRecordComponents();
      Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] =
            parts[i].getType() == Period.class ? period : parts[i].getAccessor().invoke(behaviour);
      }
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (Behaviour) behaviour.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
