package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.PublicKey;

/** Of each participant whose key was replaced, all its keys in their order. */
final class PlainKeys {
  private final Map<PublicKey, List<PublicKey>> keys = new TreeMap<>();

  /** Whose key it is or was: all lists are searched. */
  PublicKey name(PublicKey key) {
    return keys.entrySet().stream()
        .filter(each -> each.getValue().contains(key))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(key);
  }

  private PublicKey last(PublicKey name) {
    return keys.containsKey(name) ? keys.get(name).getLast() : name;
  }

  /** Whether the key that signs for the participant now was not revoked. */
  boolean signs(WorldState state, PublicKey name) {
    return !Registration.isRevoked(state, last(name));
  }

  /** Whether a participant with this name can act: registered, there, and with a key that signs. */
  boolean active(WorldState state, PublicKey name) {
    return Registration.role(state, name).isPresent()
        && !Registration.hasLeft(state, name)
        && signs(state, name);
  }

  /** CON-42: whether a doctor's hospital is there, and may have doctors. */
  boolean practises(WorldState state, PublicKey doctor) {
    return Registration.hospital(state, doctor)
        .filter(hospital -> active(state, hospital))
        .flatMap(hospital -> Registration.role(state, hospital))
        .filter(
            role ->
                role == Role.HOSPITAL
                    || role == Role.TERTIARY_HOSPITAL
                    || role == Role.TOWNSHIP_HEALTH_CENTER
                    || role == Role.LABORATORY)
        .isPresent();
  }

  Outcome replaced(WorldState state, PublicKey sender, ReplaceKey order) {
    if (!Registration.role(state, sender).equals(Optional.of(Role.REGULATORY_CENTER))) {
      return Outcome.NOT_ALLOWED;
    }
    PublicKey name = name(order.participant());
    Optional<Role> role = Registration.role(state, name);
    if (role.isEmpty() || Registration.hasLeft(state, name)) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    if (role.get() == Role.REGULATORY_CENTER) {
      return Outcome.NOT_ALLOWED;
    }
    if (!order.participant().equals(name) && !order.participant().equals(last(name))) {
      return Outcome.KEY_REPLACED;
    }
    boolean used =
        Registration.role(state, order.successor()).isPresent()
            || !name(order.successor()).equals(order.successor());
    if (used) {
      return Outcome.ALREADY_REGISTERED;
    }
    keys.computeIfAbsent(name, first -> new ArrayList<>(List.of(first))).add(order.successor());
    return Outcome.OK;
  }

  /** Requires the same entries on the chain in the end. */
  void requireSame(WorldState state) {
    keys.forEach(
        (name, all) -> {
          assertThat(KeyNames.current(state, name)).isEqualTo(all.getLast());
          for (PublicKey each : all.subList(0, all.size() - 1)) {
            assertThat(Registration.isRevoked(state, each)).isTrue();
            assertThat(KeyNames.name(state, each)).isEqualTo(name);
          }
        });
  }
}
