package org.medchain.contract.fuzz;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** An operation to be ordered, and who orders it. */
record OperationDraft(PublicKey sender, Operation operation) {
  /** One of this type: by a hint where chance by itself would hardly make one that succeeds. */
  static Optional<OperationDraft> of(FuzzWorld world, OperationHints hints, OperationType<?> type) {
    if (world.random.nextInt(8) > 0) {
      Optional<OperationDraft> hinted = hints.draft(world, type);
      if (hinted.isPresent()) {
        return hinted;
      }
    }
    List<String> names =
        Arrays.stream(type.operation().getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    Map<String, Object> like =
        world.random.nextInt(6) > 0 ? world.like(hints.follows(type), names) : Map.of();
    return world
        .values
        .of(type.operation(), like)
        .map(made -> new OperationDraft(sender(world, type, like), made));
  }

  /** Mostly of a role that may, and one that the event was about. */
  private static PublicKey sender(
      FuzzWorld world, OperationType<?> type, Map<String, Object> like) {
    if (world.random.nextInt(12) == 0) {
      return world.key();
    }
    List<Role> roles = type.permissions().roles();
    if (roles.size() > 1 && world.random.nextInt(5) > 0) {
      List<PublicKey> concerned = new ArrayList<>();
      for (Object each : like.values()) {
        if (each instanceof PublicKey key) {
          concerned.add(key);
        } else if (each instanceof Hash id) {
          world.record(id).map(StoredRecord::owner).ifPresent(concerned::add);
        }
      }
      if (world.random.nextInt(5) > 0) {
        concerned.removeIf(key -> Registration.activeRole(world.state, key).isEmpty());
      }
      if (!concerned.isEmpty()) {
        return concerned.get(world.random.nextInt(concerned.size()));
      }
    }
    return world.active(roles);
  }
}
