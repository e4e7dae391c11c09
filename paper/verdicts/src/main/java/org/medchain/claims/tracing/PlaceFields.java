package org.medchain.claims.tracing;

import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.medchain.contract.MedicalModules;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/**
 * The fields of all that the chain holds: headers, names of requests, receipts, records and the
 * operations of all modules, with the fields of the records among them.
 */
final class PlaceFields {
  /** Words for a place in the world, as a field that names one would have them in its name. */
  private static final Set<String> WORDS =
      Set.of(
          ("address building city coordinates country district latitude location longitude "
                  + "place postcode province region site street town ward zip")
              .split(" ", -1));

  private PlaceFields() {}

  /**
   * A field.
   *
   * @param type the record that has it
   * @param ofPlace whether its name has a word for a place in the world
   */
  record ChainField(String type, String field, boolean ofPlace) {}

  /** All of them. */
  static List<ChainField> all() {
    Deque<Class<?>> next = new ArrayDeque<>();
    next.addAll(List.of(Header.class, RequestId.class, Receipt.class, MedicalRecord.class));
    MedicalModules.REGISTRY
        .modules()
        .forEach(module -> module.operations().forEach(type -> next.add(type.operation())));
    Set<Class<?>> seen = new LinkedHashSet<>(next);
    List<ChainField> fields = new ArrayList<>();
    while (!next.isEmpty()) {
      Class<?> type = next.remove();
      RecordComponent[] components = type.getRecordComponents();
      for (RecordComponent each : components == null ? new RecordComponent[0] : components) {
        fields.add(new ChainField(type.getSimpleName(), each.getName(), isOfPlace(each.getName())));
        if (each.getType().getName().startsWith("org.medchain.") && seen.add(each.getType())) {
          next.add(each.getType());
        }
      }
    }
    return fields;
  }

  /** Names are written as pathToFile is. */
  private static boolean isOfPlace(String name) {
    return Arrays.stream(name.split("(?=[A-Z])", -1))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch(WORDS::contains);
  }
}
