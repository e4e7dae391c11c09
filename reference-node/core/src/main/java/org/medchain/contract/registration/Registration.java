package org.medchain.contract.registration;

import java.math.BigInteger;
import java.util.Optional;
import org.medchain.contract.engine.Admission;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateKey;

/**
 * The participants (paper §4 (1); CON-5, CON-22, CON-23, GAME-7; decisions 0120, 0150): registered
 * keys and their roles, departures, revoked keys and certificates. A chain on which nothing was
 * revoked has nothing about it in its state.
 */
public final class Registration {
  static final Table<PublicKey, Role> ROLES =
      new Table<>(0x21, "roles", PublicKey.CODEC, Codec.of(Role.class));

  static final Table<PublicKey, PublicKey> HOSPITALS =
      new Table<>(0x6A, "hospitals of doctors", PublicKey.CODEC, PublicKey.CODEC);

  static final Table<PublicKey, Departure> DEPARTURES =
      new Table<>(0x32, "departures", PublicKey.CODEC, Codec.of(Departure.class));

  static final Table<BigInteger, Revocation> CERTIFICATES =
      new Table<>(
          0x39,
          "revoked certificates",
          RevocationEntry.SERIAL.named("serial number"),
          Codec.of(Revocation.class));

  static final Table<PublicKey, Long> REVOKED_KEYS =
      new Table<>(0x3A, "revoked keys", PublicKey.CODEC, Codec.INT64);

  static final Table<Sole, RevocationList> LIST =
      new Table<>(0x3B, "revocation list", Table.SOLE, Codec.of(RevocationList.class));

  private Registration() {}

  /** The role and data of {@code key}. */
  public static Optional<Role> role(WorldState state, PublicKey key) {
    return ROLES.get(state, key);
  }

  /** The same; nothing if it has left (GAME-7), or was revoked (CON-23). */
  public static Optional<Role> activeRole(WorldState state, PublicKey key) {
    return hasLeft(state, key) || !signs(state, key) ? Optional.empty() : role(state, key);
  }

  /** Whether a participant has the duty, has not left, and was not revoked. */
  public static boolean isActive(WorldState state, PublicKey participant, Role.Duty duty) {
    return activeRole(state, participant).filter(role -> role.has(duty)).isPresent();
  }

  /** Whether a doctor's hospital is there: without one it treats nobody (CON-42). */
  public static boolean hasHospital(WorldState state, PublicKey doctor) {
    return hospital(state, doctor)
        .filter(each -> isActive(state, each, Role.Duty.EMPLOY))
        .isPresent();
  }

  /** Whether a key signs for the participant: its own, or one that replaced it (CON-32). */
  private static boolean signs(WorldState state, PublicKey name) {
    return !isRevoked(state, name)
        || KeyNames.CURRENT.get(state, name).filter(key -> !isRevoked(state, key)).isPresent();
  }

  /** Whether the key is, or was, some participant's. */
  static boolean isKnown(WorldState state, PublicKey key) {
    return role(state, key).isPresent() || KeyNames.NAMES.get(state, key).isPresent();
  }

  /** From this height on nothing is executed that the key signs. */
  static WorldState refuse(WorldState state, PublicKey key, long height) {
    return isRevoked(state, key) ? state : REVOKED_KEYS.put(state, key, height);
  }

  /** Whether the participant has left, for good. */
  public static boolean hasLeft(WorldState state, PublicKey participant) {
    return DEPARTURES.has(state, participant);
  }

  /** Whether the key's account was emptied: then nothing is paid into it any more. */
  public static boolean isSettled(WorldState state, PublicKey participant) {
    return DEPARTURES.get(state, participant).filter(Departure::settled).isPresent();
  }

  /** The participant leaves, or the data of its exit changes. */
  public static WorldState depart(WorldState state, PublicKey participant, Departure departure) {
    return DEPARTURES.put(state, participant, departure);
  }

  /** Whether the center revoked this key. */
  public static boolean isRevoked(WorldState state, PublicKey key) {
    return REVOKED_KEYS.has(state, key);
  }

  /** The last revocation list; nothing before the first. */
  public static Optional<RevocationList> revocationList(WorldState state) {
    return LIST.get(state, Sole.ENTRY);
  }

  /** The state with a participant that is not in it yet; nothing if its points cannot be issued. */
  static Optional<WorldState> admit(WorldState state, Participant joining) {
    return state
        .points()
        .join(joining.key())
        .map(points -> ROLES.put(state.with(points), joining.key(), joining.role()))
        .map(admitted -> employ(admitted, joining));
  }

  /** A doctor works for the hospital that is named; of others nothing is noted. */
  static WorldState employ(WorldState state, Participant doctor) {
    return doctor.hospital().map(it -> HOSPITALS.put(state, doctor.key(), it)).orElse(state);
  }

  /** Admits registered keys that have not left and are not revoked (CON-5, CON-23, GAME-7). */
  public static Admission.Sender sender(PublicKey key) {
    StateKey role = at(ROLES.key(key));
    StateKey departure = at(DEPARTURES.key(key));
    StateKey revocation = at(REVOKED_KEYS.key(key));
    return state -> {
      Optional<Role> known = ROLES.get(state, role);
      if (known.isEmpty()) {
        PublicKey name =
            KeyNames.NAMES.get(state, key).orElseThrow(Outcome.UNKNOWN_SENDER::refusal);
        Role itsRole = role(state, name).orElseThrow();
        return admitted(state, name, itsRole, hasLeft(state, name), revocation);
      }
      boolean left = state.tree().get(departure).isPresent();
      return admitted(state, key, known.get(), left, revocation);
    };
  }

  /** Refused as if it had never been there, or the holder of the key could fill the state. */
  private static Admission.Admitted admitted(
      WorldState state, PublicKey name, Role role, boolean left, StateKey revocation) {
    Outcome.LEFT.refuseIf(left);
    Outcome.REVOKED.refuseIf(state.tree().get(revocation).isPresent());
    return new Admission.Admitted(name, role);
  }

  private static StateKey at(Bytes key) {
    return StateKey.of(key);
  }

  /** The entry of a participant's departure. */
  public static StateEntry<Departure> departureEntry(PublicKey participant) {
    return DEPARTURES.entry(participant);
  }

  /** The entry of a revoked certificate; nothing if it was not revoked (CON-22). */
  public static Optional<Revocation> revocation(WorldState state, BigInteger serial) {
    return CERTIFICATES.get(state, serial);
  }

  /** The entry of a key's revocation. */
  public static StateEntry<Long> revokedSinceEntry(PublicKey key) {
    return REVOKED_KEYS.entry(key);
  }

  /** The entry of a key's role. */
  public static StateEntry<Role> roleEntry(PublicKey key) {
    return ROLES.entry(key);
  }

  /** The name of a doctor's hospital, whether it is there or not (CON-42). */
  public static Optional<PublicKey> hospital(WorldState state, PublicKey doctor) {
    return HOSPITALS.get(state, doctor);
  }
}
