package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.ChainState;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
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
  boolean signs(ChainState state, PublicKey name) {
    return !state.isRevoked(last(name));
  }

  /** Whether a participant with this name can act: registered, there, and with a key that signs. */
  boolean active(ChainState state, PublicKey name) {
    return state.role(name).isPresent() && !state.hasLeft(name) && signs(state, name);
  }

  /** CON-42: whether a doctor's hospital is there, and may have doctors. */
  boolean practises(ChainState state, PublicKey doctor) {
    return Registration.hospital(state.world(), doctor)
        .filter(hospital -> active(state, hospital))
        .flatMap(state::role)
        .filter(
            role ->
                role == Role.HOSPITAL
                    || role == Role.TERTIARY_HOSPITAL
                    || role == Role.TOWNSHIP_HEALTH_CENTER
                    || role == Role.LABORATORY)
        .isPresent();
  }

  Outcome replaced(ChainState state, PublicKey sender, ReplaceKey order) {
    if (!state.role(sender).equals(Optional.of(Role.REGULATORY_CENTER))) {
      return Outcome.NOT_ALLOWED;
    }
    PublicKey name = name(order.participant());
    Optional<Role> role = state.role(name);
    if (role.isEmpty() || state.hasLeft(name)) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    if (role.get() == Role.REGULATORY_CENTER) {
      return Outcome.NOT_ALLOWED;
    }
    if (!order.participant().equals(name) && !order.participant().equals(last(name))) {
      return Outcome.KEY_REPLACED;
    }
    boolean used =
        state.role(order.successor()).isPresent()
            || !name(order.successor()).equals(order.successor());
    if (used) {
      return Outcome.ALREADY_REGISTERED;
    }
    keys.computeIfAbsent(name, first -> new ArrayList<>(List.of(first))).add(order.successor());
    return Outcome.OK;
  }

  /** What the chain must hold in the end. */
  void requireSame(ChainState state) {
    keys.forEach(
        (name, all) -> {
          assertThat(KeyNames.current(state.world(), name)).isEqualTo(all.getLast());
          for (PublicKey each : all.subList(0, all.size() - 1)) {
            assertThat(state.isRevoked(each)).isTrue();
            assertThat(state.nameOf(each)).isEqualTo(name);
          }
        });
  }
}
